package io.kaidan.service;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.catalog.Application;
import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.flow.Flow;
import io.kaidan.form.Field;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Incidents;
import io.kaidan.ticket.Lookup;
import io.kaidan.ticket.TicketState;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is deployed, as people see it, and the switches of its flows. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Catalog {

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    @Inject
    private Lookup lookup;

    @Inject
    private Incidents incidents;

    @Inject
    private FlowLibrary library;

    @Inject
    private Auditing auditing;

    /** An application in a list; who deployed its newest version, and when. */
    public record ApplicationRow(
            String name,
            String description,
            int version,
            boolean deployed,
            String deployedBy,
            Instant deployedAt,
            List<FlowRow> flows) {}

    /** One version of an application. */
    public record VersionRow(int version, String deployedBy, Instant deployedAt) {}

    /**
     * An application by itself.
     *
     * @param open the numbers of open tickets by the flows' API paths
     * @param incidents the same of incidents, of the flows where the caller may retry them
     */
    public record ApplicationView(
            String name,
            String description,
            int version,
            boolean deployed,
            List<FlowRow> flows,
            Map<String, Long> open,
            Map<String, Long> incidents,
            List<VersionRow> versions) {}

    /** A node of a flow; {@code fields} are those of its form, null where it asks nothing of people. */
    public record NodeRow(String id, String name, String type, List<Field> fields) {}

    /** A flow by itself. */
    public record FlowView(
            FlowRow row,
            String application,
            List<Field> fields,
            List<NodeRow> nodes,
            long open,
            long closed,
            String bpmn) {}

    /** The applications that have a flow on which the caller may do anything at all; all for an administrator. */
    public List<ApplicationRow> applications(Caller caller) {
        List<Application> all = applications.all();
        Map<Long, List<DeployedFlow>> flows = applications
                .flowsOf(all.stream().map(Application::id).toList())
                .stream()
                .collect(groupingBy(DeployedFlow::applicationId));
        Map<Long, VersionRow> newest = applications.newestVersions().stream()
                .collect(toMap(v -> (Long) v[0], v -> new VersionRow((Integer) v[1], (String) v[2], (Instant) v[3])));
        return all.stream()
                .filter(a -> caller.admin()
                        || !known(caller, flows.getOrDefault(a.id(), List.of())).isEmpty())
                .map(a -> new ApplicationRow(
                        a.name(),
                        a.description(),
                        a.version(),
                        a.isDeployed(),
                        newest.get(a.id()).deployedBy(),
                        newest.get(a.id()).deployedAt(),
                        rows(a, known(caller, flows.getOrDefault(a.id(), List.of())))))
                .toList();
    }

    /** One application with the record of its versions, newest first. */
    public ApplicationView application(Caller caller, String name) {
        Application found = applications.find(name).orElseThrow(() -> Refused.because("unknown_application", name));
        List<DeployedFlow> flows = known(caller, applications.flowsOf(List.of(found.id())));
        if (flows.isEmpty() && !caller.admin()) {
            throw Refused.because("unknown_application", name);
        }
        return new ApplicationView(
                found.name(),
                found.description(),
                found.version(),
                found.isDeployed(),
                rows(found, flows),
                open(flows),
                incidents(caller, flows),
                applications.versions(found.id()).stream()
                        .map(v -> new VersionRow((Integer) v[0], (String) v[1], (Instant) v[2]))
                        .toList());
    }

    private Map<String, Long> open(List<DeployedFlow> flows) {
        lookup.begin();
        Map<Long, Long> counts =
                tickets.counts(flows.stream().map(DeployedFlow::id).toList(), TicketState.OPEN);
        return flows.stream().collect(toMap(DeployedFlow::apiPath, f -> counts.getOrDefault(f.id(), 0L)));
    }

    private Map<String, Long> incidents(Caller caller, List<DeployedFlow> flows) {
        List<DeployedFlow> his = flows.stream()
                .filter(f -> caller.may(Permission.MODIFY, f.apiPath()))
                .toList();
        Map<Long, Long> counts =
                incidents.counts(his.stream().map(DeployedFlow::id).toList());
        return his.stream().collect(toMap(DeployedFlow::apiPath, f -> counts.getOrDefault(f.id(), 0L)));
    }

    private static List<DeployedFlow> known(Caller caller, List<DeployedFlow> flows) {
        return flows.stream().filter(f -> caller.knows(f.apiPath())).toList();
    }

    private static List<FlowRow> rows(Application application, List<DeployedFlow> flows) {
        return flows.stream().map(f -> FlowRow.of(f, application.version())).toList();
    }

    /**
     * One flow: what a client needs to know in order to open tickets on it, and how many there are.
     *
     * @param version of its application, whose fields, nodes and drawing are wanted; null: the one that tickets open on
     */
    public FlowView flow(Caller caller, String apiPath, Integer version) {
        DeployedFlow flow = visibleFlow(caller, apiPath);
        return view(caller, flow, version == null ? flow.versionId() : versionId(flow, version));
    }

    private long versionId(DeployedFlow flow, int version) {
        return applications
                .versionId(flow.applicationId(), version)
                .filter(id -> library.flow(id, flow.apiPath()) != null)
                .orElseThrow(() -> Refused.because("unknown_version", version));
    }

    private DeployedFlow visibleFlow(Caller caller, String apiPath) {
        return applications
                .flow(apiPath)
                .filter(f -> caller.knows(f.apiPath()))
                .orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }

    private FlowView view(Caller caller, DeployedFlow deployed, long versionId) {
        Application application = applications.byId(deployed.applicationId());
        FlowRow row = FlowRow.of(deployed, application.version());
        lookup.begin(); // few of a flow's tickets are open, most are closed
        long open = tickets.count(deployed.id(), TicketState.OPEN);
        long closed = tickets.count(deployed.id(), TicketState.CLOSED);
        Flow flow = library.flow(versionId, deployed.apiPath());
        List<NodeRow> nodes = flow.nodes().values().stream()
                .map(n -> new NodeRow(
                        n.id(),
                        n.name(),
                        n.type(),
                        n.human() == null ? null : n.human().form().fields()))
                .toList();
        String drawing = caller.admin() ? flow.bpmn() : flow.drawing();
        return new FlowView(row, application.name(), flow.startForm().fields(), nodes, open, closed, drawing);
    }

    /**
     * Toggles switches, chooses columns and how long closed tickets are kept.
     *
     * @param changes any of {@code enabled}, {@code api}, {@code log}, {@code attachments}, {@code worklog},
     *     {@code tasks} (true or false), {@code columns} (keys of fields) and {@code retentionDays} (null: for ever)
     * @throws Refused with every reason at once
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public FlowView change(Caller caller, String apiPath, Map<?, ?> changes) {
        DeployedFlow flow = visibleFlow(caller, apiPath);
        caller.requireAdmin();
        FlowRow before = FlowRow.of(flow, 0);
        List<Problem> problems = new ArrayList<>();
        changes.forEach((name, value) -> {
            switch (String.valueOf(name)) {
                case "enabled" -> toggle(name, value, flow::enable, problems);
                case "api" -> toggle(name, value, flow::openApi, problems);
                case "log" -> toggle(name, value, flow::keepLog, problems);
                case "attachments" -> toggle(name, value, flow::takeAttachments, problems);
                case "worklog" -> toggle(name, value, flow::keepWorklog, problems);
                case "tasks" -> toggle(name, value, flow::listTasks, problems);
                case "retentionDays" -> retention(value, flow, problems);
                case "columns" -> columns(value, flow, problems);
                default -> problems.add(Problem.at(String.valueOf(name), "unknown_field", name));
            }
        });
        Refused.ifAny(problems);
        auditing.note(caller, AuditAction.FLOW_CHANGE, apiPath, switched(before, FlowRow.of(flow, 0)));
        return view(caller, flow, flow.versionId());
    }

    private static Changes switched(FlowRow before, FlowRow after) {
        return new Changes()
                .put("enabled", before, after, FlowRow::enabled)
                .put("api", before, after, FlowRow::api)
                .put("log", before, after, FlowRow::log)
                .put("attachments", before, after, FlowRow::attachments)
                .put("worklog", before, after, FlowRow::worklog)
                .put("tasks", before, after, FlowRow::tasks)
                .put("retentionDays", before, after, FlowRow::retentionDays)
                .put("columns", before, after, FlowRow::columns);
    }

    private static void toggle(Object name, Object value, Consumer<Boolean> toggle, List<Problem> problems) {
        if (value instanceof Boolean on) {
            toggle.accept(on);
        } else {
            problems.add(Problem.at(String.valueOf(name), "type", "true / false", String.valueOf(value)));
        }
    }

    private static void retention(Object value, DeployedFlow flow, List<Problem> problems) {
        Members member = new Members(Collections.singletonMap("retentionDays", value));
        Long days = member.number("retentionDays", 1, Flow.LONGEST_RETENTION);
        problems.addAll(member.problems());
        flow.keepTickets(days == null ? null : days.intValue());
    }

    private void columns(Object value, DeployedFlow flow, List<Problem> problems) {
        if (!(value instanceof List<?> keys)) {
            problems.add(Problem.at("columns", "type", "[]", String.valueOf(value)));
            return;
        }
        List<String> fields = library.flow(flow.versionId(), flow.apiPath()).startForm().fields().stream()
                .map(Field::key)
                .toList();
        keys.stream()
                .filter(key -> !(key instanceof String) || !fields.contains(key))
                .forEach(key -> problems.add(Problem.at("columns", "unknown_field", String.valueOf(key))));
        flow.showColumns(keys.stream().map(String::valueOf).toList());
    }
}
