package io.kaidan.service;

import static java.util.Map.entry;

import io.kaidan.catalog.DeployedFlow;
import io.kaidan.jmx.ManagedBean;
import io.kaidan.jmx.Table;
import io.kaidan.metric.Lag;
import io.kaidan.metric.Metrics;
import io.kaidan.ticket.Standing;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;

/** What the server's own console shows of Kaidan and lets its administrator do (JMX), while Kaidan runs. */
@Singleton
@Startup
@DependsOn({"Jobs", "Observation"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServerConsole {

    private static final Map.Entry<String, String> API_PATH = entry("apiPath", "The API path of the flow.");

    private static final Standing.Open NOTHING = new Standing.Open(0, 0, 0);

    private static final Table FLOWS = new Table(
            "Flows",
            "The deployed flows.",
            List.of("apiPath", "name", "enabled", "openTickets", "openWorkItems", "incidents"),
            List.of(
                    SimpleType.STRING,
                    SimpleType.STRING,
                    SimpleType.BOOLEAN,
                    SimpleType.LONG,
                    SimpleType.LONG,
                    SimpleType.LONG));

    private static final Table QUEUES = new Table(
            "Queues",
            "The jobs that are due, and for how many seconds the oldest of them has been.",
            List.of("queue", "due", "lagSeconds"),
            List.of(SimpleType.STRING, SimpleType.LONG, SimpleType.DOUBLE));

    private static final Table CACHES = new Table(
            "Caches",
            "What is kept in memory.",
            List.of("cache", "entries", "hits", "misses"),
            List.of(SimpleType.STRING, SimpleType.INTEGER, SimpleType.LONG, SimpleType.LONG));

    @Inject
    private FlowOperations flows;

    @Inject
    private Observation observation;

    @Inject
    private Metrics metrics;

    @Inject
    private Caches caches;

    @Inject
    private Jobs jobs;

    @Inject
    private Clock clock;

    private final List<Runnable> registered = new ArrayList<>();

    @PostConstruct
    void start() {
        String started = clock.instant().toString();
        String version = Environment.build().getProperty("version");
        registered.add(new ManagedBean("Kaidan on this node: its calls since it started, and the database.")
                .attribute("Version", "The version of Kaidan.", SimpleType.STRING, () -> version)
                .attribute("Started", "When it started, ISO 8601.", SimpleType.STRING, () -> started)
                .attribute("Creates", "Tickets opened by calls.", SimpleType.LONG, metrics::creates)
                .attribute("Pushes", "Pushes by calls.", SimpleType.LONG, metrics::pushes)
                .attribute("Refused", "Calls that were refused.", SimpleType.LONG, metrics::refused)
                .attribute("Failed", "Calls that failed; the log tells why.", SimpleType.LONG, metrics::failed)
                .attribute(
                        "DatabaseUp",
                        "Whether the database answers within two seconds.",
                        SimpleType.BOOLEAN,
                        observation::databaseAnswers)
                .register("Server"));
        registered.add(new ManagedBean("The flows. Counts are seconds to minutes old, by how long it takes to count.")
                .attribute("OpenTickets", "Open tickets.", SimpleType.LONG, () -> sum(Standing.Open::tickets))
                .attribute(
                        "Incidents",
                        "Places where they cannot go on.",
                        SimpleType.LONG,
                        () -> sum(Standing.Open::incidents))
                .attribute("Flows", "The deployed flows.", FLOWS.type(), this::flows)
                .operation("enable", "Tickets may be opened on the flow again.", API_PATH, path -> enable(path, true))
                .operation("disable", "No tickets may be opened on the flow.", API_PATH, path -> enable(path, false))
                .operation("retryIncidents", "Tries every incident of the flow again.", API_PATH, flows::retryIncidents)
                .register("Flows"));
        registered.add(
                new ManagedBean("The background jobs, the calls of tasks to other hosts, and what workers may take.")
                        .attribute("Queues", "How far behind they are.", QUEUES.type(), this::queues)
                        .operation("lookNow", "This node looks for due jobs now.", this::lookNow)
                        .register("Jobs"));
        registered.add(new ManagedBean("What this node keeps in memory.")
                .attribute(
                        "Caches",
                        "How full they are, and how often they had what was asked for.",
                        CACHES.type(),
                        this::caches)
                .operation("empty", "Everything is asked for again.", this::empty)
                .register("Caches"));
    }

    @PreDestroy
    void stop() {
        registered.forEach(Runnable::run);
    }

    private long sum(ToLongFunction<Standing.Open> number) {
        return observation.refresh().flows().values().stream().mapToLong(number).sum();
    }

    private TabularData flows() {
        Map<String, Standing.Open> open = observation.refresh().flows();
        return FLOWS.of(flows.flows().stream()
                .map(flow -> row(flow, open.getOrDefault(flow.apiPath(), NOTHING)))
                .toList());
    }

    private static Object[] row(DeployedFlow flow, Standing.Open open) {
        return new Object[] {
            flow.apiPath(), flow.name(), flow.enabled(), open.tickets(), open.workItems(), open.incidents()
        };
    }

    private TabularData queues() {
        Map<String, Lag> queues = observation.refresh().queues();
        return QUEUES.of(queues.entrySet().stream()
                .map(queue -> new Object[] {
                    queue.getKey(), queue.getValue().due(), queue.getValue().seconds()
                })
                .toList());
    }

    private TabularData caches() {
        return CACHES.of(caches.byName().values().stream()
                .map(cache -> new Object[] {cache.name(), cache.size(), cache.hits(), cache.misses()})
                .toList());
    }

    private String enable(String apiPath, boolean on) {
        flows.enable(apiPath, on);
        return apiPath + (on ? " is enabled" : " is disabled");
    }

    private String lookNow() {
        jobs.lookNow();
        return "This node looks for due jobs";
    }

    private String empty() {
        caches.empty();
        return "The caches are empty";
    }
}
