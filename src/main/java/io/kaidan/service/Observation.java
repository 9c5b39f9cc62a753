package io.kaidan.service;

import io.kaidan.cache.Cache;
import io.kaidan.metric.Lag;
import io.kaidan.metric.Metrics;
import io.kaidan.problem.Outage;
import io.kaidan.problem.Timeout;
import io.kaidan.ticket.Standing;
import io.kaidan.trace.LogLines;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is seen of this node from outside: its log while it runs, and the metrics that others know. The database is asked
 * when somebody looks, but never for more than a twentieth of the time: the more there is to count, the older the counts
 * may be.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Observation {

    private static final System.Logger LOG = System.getLogger(Observation.class.getName());

    /** Nobody who looks waits for the database when it was asked longer ago than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    private Metrics metrics;

    @Inject
    Readings readings;

    @Inject
    private Caches caches;

    @Inject
    Clock clock;

    private Runnable endWatch;

    /** Null where the outcome of the last one has been seen. */
    private Question asked;

    private volatile LatestReading latest = LatestReading.NONE;

    /** What the database was asked at a moment. */
    private record Question(Future<Reading> answer, Instant at) {}

    @PostConstruct
    void start() {
        endWatch = LogLines.watch();
        metrics.info(Environment.build().getProperty("version"));
        ofFlows("kaidan_open_tickets", "Open tickets.", Standing.Open::tickets);
        ofFlows("kaidan_open_work_items", "Human points at which open tickets wait.", Standing.Open::workItems);
        ofFlows("kaidan_incidents", "Places at which open tickets cannot go on.", Standing.Open::incidents);
        ofQueues("kaidan_jobs_due", "Jobs that could be done now.", Lag::due);
        ofQueues("kaidan_job_lag_seconds", "For how long the oldest of them has been due.", Lag::seconds);
        metrics.gauge(
                "kaidan_database_connections",
                "This host's connections to the database.",
                "state",
                () -> latest.reading().connections());
        one("kaidan_database_connections_max", "Connections that the pool may have.", Environment::poolSize);
        one("kaidan_database_up", "Whether the database answered, 1 or 0.", () -> latest.answers() ? 1 : 0);
        one(
                "kaidan_reading_seconds",
                "How long the database was asked last.",
                () -> latest.took().toMillis() / 1e3);
        ofCaches("kaidan_cache_entries", "What is kept in memory.", Cache::size);
        counted("kaidan_cache_hits_total", "How often it was there.", Cache::hits);
        counted("kaidan_cache_misses_total", "How often it was not.", Cache::misses);
    }

    @PreDestroy
    void stop() {
        endWatch.run();
    }

    /** How things stand, as far as the database tells in time. It is asked once for all who look at the same moment. */
    public Reading refresh() {
        Question question = question();
        if (question != null) {
            await(question);
        }
        return latest.reading();
    }

    /** Whether the database answers in time. */
    public boolean databaseAnswers() {
        refresh();
        return latest.answers();
    }

    private synchronized Question question() {
        Instant now = clock.instant();
        latest = latest.at(now);
        if (asked == null && now.isAfter(latest.next())) {
            asked = new Question(readings.read(), now);
        }
        return asked;
    }

    /** Holds no lock, so that nobody waits until others have waited. */
    private void await(Question question) {
        Duration left = PATIENCE.minus(Duration.between(question.at(), clock.instant()));
        try {
            end(question, latest.told(question.answer().get(left.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException slow) {
            silent(question);
        } catch (ExecutionException failure) {
            Instant now = clock.instant();
            boolean first =
                    end(question, Timeout.isBehind(failure) ? latest.gaveUp(question.at(), now) : latest.failed(now));
            if (first && !Outage.noted(failure)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The database does not tell how things stand: " + failure.getCause());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether nobody else who waited for it has seen its end before */
    private synchronized boolean end(Question question, LatestReading outcome) {
        boolean first = asked == question;
        if (first) {
            asked = null;
            latest = outcome.at(clock.instant());
        }
        return first;
    }

    /** Whoever looks next may find it. */
    private synchronized void silent(Question question) {
        if (asked == question) {
            latest = latest.silent();
        }
    }

    private void ofFlows(String name, String help, Function<Standing.Open, Number> number) {
        metrics.gauge(name, help, "flow", () -> each(latest.reading().flows(), number));
    }

    private void ofQueues(String name, String help, Function<Lag, Number> number) {
        metrics.gauge(name, help, "queue", () -> each(latest.reading().queues(), number));
    }

    private void ofCaches(String name, String help, Function<Cache<?, ?>, Number> number) {
        metrics.gauge(name, help, "cache", () -> each(caches.byName(), number));
    }

    private void counted(String name, String help, Function<Cache<?, ?>, Number> number) {
        metrics.counter(name, help, "cache", () -> each(caches.byName(), number));
    }

    private void one(String name, String help, Supplier<Number> number) {
        metrics.gauge(name, help, null, () -> Map.of("", number.get()));
    }

    private static <T> Map<String, Number> each(Map<String, T> things, Function<T, Number> number) {
        Map<String, Number> numbers = new LinkedHashMap<>();
        things.forEach((name, thing) -> numbers.put(name, number.apply(thing)));
        return numbers;
    }
}
