package io.kaidan.node;

import static java.util.stream.Collectors.joining;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.engine.Call;
import io.kaidan.engine.Effects;
import io.kaidan.engine.Engine;
import io.kaidan.engine.Migration;
import io.kaidan.engine.Raised;
import io.kaidan.engine.Signal;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Flow;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Caller;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.TicketState;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** One ticket on its way through a flow that a test draws; in memory, with the real engine and the real reader. */
final class Ride {

    static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    final Ticket ticket = new Ticket(1, 1, "amy", NOW);
    final List<String> events = new ArrayList<>();
    final List<TicketEvent> history = new ArrayList<>();
    final Set<String> rearmed = new TreeSet<>();

    final List<Effects.Thrown> thrown = new ArrayList<>();

    /** The tickets of other flows that it waits for. */
    final List<Call> calls = new ArrayList<>();

    /** What it threw at its caller. */
    final List<Raised> raised = new ArrayList<>();

    private final Engine engine = within(Duration.ofMinutes(1));
    private Flow flow;
    private final List<WorkItem> waiting = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    private Ride(Flow flow) {
        this.flow = flow;
    }

    /** Opens a ticket with these values. */
    static Ride open(BpmnModelInstance drawing, Map<String, Object> values) {
        return open(read(drawing), values);
    }

    /** Opens a ticket of a flow that is drawn as text: the elements of the process. */
    static Ride open(String elements, Map<String, Object> values) {
        return open(flow(elements), values);
    }

    /** Opens a ticket of a flow. */
    static Ride open(Flow flow, Map<String, Object> values) {
        return open(flow, values, Duration.ofMinutes(1));
    }

    /** Opens a ticket of a flow, in a transition that may take so long. */
    static Ride open(Flow flow, Map<String, Object> values, Duration patience) {
        Ride ride = new Ride(flow);
        ride.take(within(patience)
                .run(ride.ticket, flow, new Signal.Open(new LinkedHashMap<>(values), "amy", NOW), true));
        return ride;
    }

    private static Engine within(Duration patience) {
        return new Engine(NodeTypes.ALL, 100, patience);
    }

    /** A message or signal opens a ticket at this start, and brings these values. */
    static Ride opened(BpmnModelInstance drawing, String start, Map<String, Object> values) {
        Ride ride = new Ride(read(drawing));
        ride.take(ride.engine.run(
                ride.ticket, ride.flow, new Signal.Open(new LinkedHashMap<>(values), "amy", NOW, start), false));
        return ride;
    }

    /** Opens a ticket that another one calls. */
    static Ride called(BpmnModelInstance drawing) {
        Ride ride = new Ride(read(drawing));
        Ticket caller = new Ticket(2, 1, "amy", NOW);
        ride.ticket.calledBy(new Caller(caller, caller.addToken("call", null, null), Map.of()));
        ride.take(ride.engine.run(ride.ticket, ride.flow, new Signal.Open(Map.of(), "amy", NOW), false));
        return ride;
    }

    /** The flow that the elements of a process draw, with whatever forms they show. */
    static Flow flow(String elements, String... forms) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String form : forms) {
            files.put(files.size() + ".form", form.getBytes(StandardCharsets.UTF_8));
        }
        String xml = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
                  %s
                </definitions>""".formatted(
                        elements.contains("<process")
                                ? elements
                                : "<process id=\"flow\" isExecutable=\"true\">" + elements + "</process>");
        files.put("test.bpmn", xml.getBytes(StandardCharsets.UTF_8));
        return read(files);
    }

    static Flow read(BpmnModelInstance drawing) {
        return read(Map.of("test.bpmn", xml(drawing)));
    }

    private static Flow read(Map<String, byte[]> files) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Flow> flows = new ApplicationReader(NodeTypes.ALL).read(files, findings);
        if (findings.stream().anyMatch(f -> !f.warning())) {
            throw new AssertionError(findings.toString());
        }
        return flows.values().iterator().next();
    }

    private static byte[] xml(BpmnModelInstance drawing) {
        return Bpmn.convertToString(drawing).getBytes(StandardCharsets.UTF_8);
    }

    /** Pushes the work item that has waited longest at a node. */
    Ride push(String node) {
        return push(node, Map.of());
    }

    /** Pushes the work item that has waited longest at a node, with values that change. */
    Ride push(String node, Map<String, Object> changes) {
        return push(at(node), changes);
    }

    /** Pushes the work item that came last to a node. */
    Ride pushLast(String node, Map<String, Object> changes) {
        return push(
                waiting.stream()
                        .filter(i -> i.node().equals(node))
                        .reduce((a, b) -> b)
                        .orElseThrow(),
                changes);
    }

    private Ride push(WorkItem item, Map<String, Object> changes) {
        Map<String, Object> values = new LinkedHashMap<>(ticket.valuesAt(ticket.waitingFor(item)));
        values.putAll(changes);
        waiting.remove(item);
        take(engine.run(ticket, flow, new Signal.Push(item, values, "ben", NOW), false));
        return this;
    }

    /** What is waited for at an event happens: a timer is due, a message or signal comes. */
    Ride happen(String node) {
        return happen(node, Map.of());
    }

    /** What is waited for at an event happens, and brings values. */
    Ride happen(String node, Map<String, Object> values) {
        take(engine.run(ticket, flow, new Signal.Happen(event(node), values, Signal.SYSTEM, NOW), false));
        return this;
    }

    /** What is waited for at an event ought to happen, and fails. */
    Ride stall(String node) {
        take(engine.run(
                ticket,
                flow,
                new Signal.Stall(event(node), io.kaidan.problem.Problem.of("internal", "7"), Signal.SYSTEM, NOW),
                false));
        return this;
    }

    /** What the ticket waits for at an event. */
    Subscription event(String node) {
        return subscriptions.stream()
                .filter(s -> s.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event is waited for at " + node + " but at " + expects()));
    }

    /** The names of the events that are waited for. */
    String expects() {
        return subscriptions.stream().map(Subscription::node).sorted().collect(joining(" "));
    }

    /** The API paths of the flows of which it called tickets and waits for them. */
    String called() {
        return calls.stream().map(Call::apiPath).sorted().collect(joining(" "));
    }

    /** The called ticket that it has waited for longest is closed and leaves these values. */
    Ride returned(Map<String, Object> values) {
        return answer(new Signal.Returned(calls.get(0).token(), values, "ben", NOW));
    }

    /** Something becomes of a called ticket. */
    Ride answer(Signal.Answer answer) {
        calls.removeIf(call -> call.token() == answer.token());
        take(engine.run(ticket, flow, answer, false));
        return this;
    }

    /** Where the ticket could not go on and why: nodes and codes. */
    String incidents() {
        return failed().map(t -> t.node() + " " + t.failure().problem().code())
                .sorted()
                .collect(joining(", "));
    }

    /** The sentences of the incidents. */
    String incident() {
        return failed().map(t -> t.failure().problem().message(Locale.ENGLISH)).collect(joining("\n"));
    }

    private Stream<Token> failed() {
        return ticket.tokens().stream().filter(Token::hasFailed);
    }

    /** Corrects values, and everything that could not go on tries again. */
    Ride retry(Map<String, Object> changes) {
        List<Token> failed = failed().toList();
        Map<String, Object> values = new LinkedHashMap<>(ticket.valuesAt(failed.get(0)));
        values.putAll(changes);
        take(engine.run(ticket, flow, new Signal.Retry(failed, values, "root", NOW), false));
        return this;
    }

    /** The types of the jobs that are to be done. */
    String jobs() {
        return jobs.stream().map(Job::type).sorted().collect(joining(" "));
    }

    /** The job of a type that has waited longest. */
    Job job(String type) {
        return jobs.stream()
                .filter(job -> job.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no job " + type + " but " + jobs()));
    }

    /** What whoever does a job knows. */
    Map<String, Object> told(String type) {
        return ticket.valuesAt(tokenOf(job(type)));
    }

    private Token tokenOf(Job job) {
        return ticket.tokens().stream().filter(job::isOf).findFirst().orElseThrow();
    }

    Ride complete(String type, Map<String, Object> values) {
        return end(job(type), token -> new Signal.Done(token, values, false, "worker", NOW));
    }

    /** Completes a job with what only the outputs of its node are to see. */
    Ride answer(String type, Map<String, Object> values) {
        return end(job(type), token -> new Signal.Done(token, values, true, "worker", NOW));
    }

    Ride fail(String type, String message) {
        return end(job(type), token -> new Signal.Failed(token, Problem.of("job_failed", message), "worker", NOW));
    }

    Ride error(String type, String code, Map<String, Object> values) {
        return end(job(type), token -> new Signal.Erred(token, code, null, values, "worker", NOW));
    }

    private Ride end(Job job, Function<Token, Signal> how) {
        Token token = tokenOf(job);
        jobs.remove(job);
        take(engine.run(ticket, flow, how.apply(token), false));
        return this;
    }

    /** An administrator takes a hand in it; gives the lines that the history gets. */
    List<TicketEvent> intervene(Signal.Intervention signal) {
        Effects effects = engine.run(ticket, flow, signal, false);
        take(effects);
        return effects.events().stream().flatMap(TicketEvent::lines).toList();
    }

    /** The ticket goes to another version of its flow. Gives the line that the history gets. */
    TicketEvent migrate(BpmnModelInstance drawing, Map<String, String> nodes) {
        return migrate(read(drawing), nodes);
    }

    TicketEvent migrate(Flow next, Map<String, String> nodes) {
        Signal.Migrate signal =
                new Signal.Migrate(new Migration(flow, next, nodes), 1, 2, waiting, subscriptions, "root", NOW, "新版");
        flow = next;
        return intervene(signal).get(0);
    }

    List<TicketEvent> move(String from, String to) {
        return intervene(new Signal.Move(from, to, "root", NOW, "走錯了"));
    }

    /** Changes a value as a push's form does. */
    Ride write(String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(ticket.values());
        values.put(key, value);
        ticket.write(values, new Ticket.Headers(null, null, null));
        return this;
    }

    private void take(Effects effects) {
        waiting.addAll(effects.workItems());
        waiting.removeIf(item -> effects.cancelled().stream().anyMatch(item::waitsWith));
        subscriptions.removeAll(effects.ended());
        subscriptions.removeIf(s -> s.isOfTicket()
                ? effects.ticketReleased()
                : effects.released().stream().anyMatch(s::waitsWith));
        effects.releasedFrom()
                .forEach((token, nodes) -> subscriptions.removeIf(s -> s.waitsWith(token) && nodes.contains(s.node())));
        subscriptions.addAll(effects.subscriptions());
        rearmed.addAll(effects.rearmed());
        calls.removeIf(call -> effects.abandoned().contains(call.token()));
        calls.addAll(effects.calls());
        raised.addAll(effects.raised());
        jobs.removeIf(job -> ticket.tokens().stream().noneMatch(job::isOf)); // as the database does
        jobs.addAll(effects.jobs());
        List<TicketEvent> lines =
                effects.events().stream().flatMap(TicketEvent::lines).toList();
        history.addAll(lines);
        lines.forEach(e -> events.add(e.event()));
        thrown.addAll(effects.thrown());
    }

    /** Where the tokens stand: nodes, each as often as there are tokens. */
    String tokens() {
        return ticket.tokens().stream().map(Token::node).sorted().collect(joining(" "));
    }

    boolean isClosed() {
        return ticket.state() == TicketState.CLOSED;
    }

    /** A value of the ticket's document. */
    Object value(String key) {
        return ticket.values().get(key);
    }

    /** What the token that came last to a node knows by this name. */
    Object seenAt(String node, String key) {
        Token token = ticket.tokens().stream()
                .filter(t -> t.node().equals(node))
                .reduce((first, second) -> second)
                .orElseThrow();
        return ticket.valuesAt(token).get(key);
    }

    /** The names of the nodes where people are waited for. */
    String waits() {
        return waiting.stream().map(WorkItem::node).sorted().collect(joining(" "));
    }

    WorkItem at(String node) {
        return waiting.stream()
                .filter(i -> i.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing waits at " + node + " but at " + waits()));
    }
}
