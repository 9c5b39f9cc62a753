package io.kaidan.engine;

import io.kaidan.feel.Feel;
import io.kaidan.flow.Flow;
import io.kaidan.flow.Node;
import io.kaidan.flow.Timer;
import io.kaidan.flow.Trigger;
import io.kaidan.json.Members;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.CorrelationKey;
import io.kaidan.ticket.Failure;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events: who waits for them, and what they do when they happen. */
final class Happening {

    private final Run run;

    Happening(Run run) {
        this.run = run;
    }

    /**
     * What a token waits for, of these events.
     *
     * @param token null: the ticket as a whole
     * @throws io.kaidan.problem.Refused when an expression of an event fails
     */
    List<Subscription> subscriptions(Token token, List<Node> events) {
        return events.stream()
                .filter(e -> e.trigger().kind().fromOutside())
                .map(e -> subscription(token, e))
                .toList();
    }

    private Subscription subscription(Token token, Node event) {
        Trigger trigger = event.trigger();
        Step step = new Step(run, token, event);
        if (trigger.kind() == Trigger.Kind.TIMER) {
            Timer.Due due = step.evaluate(values -> trigger.timer().first(values, run.signal.at()));
            return Subscription.timer(token, event.id(), due.at(), due.cycle());
        }
        boolean message = trigger.kind() == Trigger.Kind.MESSAGE;
        return Subscription.named(
                token, event.id(), message ? Subscription.MESSAGE : Subscription.SIGNAL, name(step), key(step));
    }

    /** The name of a message or signal. */
    String name(Step step) {
        String name = step.evaluate(step.node().trigger().name()::of);
        if (name == null || !Members.isName(name, CorrelationKey.LONGEST)) {
            throw Refused.because("event_name", step.node().label(), String.valueOf(name));
        }
        return name;
    }

    /** For whom a message must be. What has a key but does not know it waits for nobody's message, rather than for anybody's. */
    private static String key(Step step) {
        Feel asked = step.node().trigger().key();
        if (asked == null) {
            return null;
        }
        Object key = step.evaluate(asked::evaluate);
        return CorrelationKey.of(key)
                .orElseThrow(
                        () -> Refused.because("correlation_key", step.node().label(), String.valueOf(key)));
    }

    /** What somebody waited for has happened; it came with these values. */
    void happen(Subscription subscription, Map<String, Object> given) {
        Node event = run.flow.node(subscription.node());
        Token token = subscription.token(run.ticket);
        run.record(TicketEvent.HAPPENED, event.id());
        run.ticket.tokens().stream()
                .filter(t -> t.hasFailed() && event.id().equals(t.failure().event()) && (token == null || t == token))
                .forEach(Token::recover);
        if (event.isBoundary() || event.type().equals(Flow.START)) {
            if (!event.trigger().interrupting()) {
                waitAgain(subscription, token);
            }
            catchAt(token, event, given);
        } else {
            if (!token.node().equals(event.id())) { // an event-based gateway: what happens first decides
                run.effects.released().add(token);
                leaveFor(event, token);
                run.attempt(token, true, () -> new Step(run, token).enterAndComplete(given));
            } else {
                run.attempt(token, true, () -> new Step(run, token).complete(given));
            }
            if (token.hasFailed()) { // it has happened all the same: a second one must not
                run.effects.ended().add(subscription);
            }
        }
        tellWhatCame(event, given);
    }

    /** The token waits at an event-based gateway for several events, of which this one has happened. */
    private void leaveFor(Node event, Token token) {
        Node gateway = run.node(token);
        run.logging.left(token, gateway, Map.of());
        gateway.outgoing().stream()
                .map(link -> run.flow.node(link.to()))
                .filter(other -> other != event)
                .forEach(run.logging::lost);
        token.moveTo(event.id(), null);
    }

    /** What came stands in the line that says that it happened. */
    private void tellWhatCame(Node event, Map<String, Object> given) {
        List<TicketEvent> lines = run.effects.events();
        TicketEvent happened = lines.get(0);
        TicketEvent next = lines.size() > 1 ? lines.get(1) : happened;
        if (next.event().equals(TicketEvent.SET) && event.id().equals(next.node())) {
            TicketEvent both =
                    new TicketEvent(happened.at(), happened.by(), TicketEvent.HAPPENED, event.id(), next.changes());
            both.branchChanged(next.variables());
            lines.set(0, both);
            lines.remove(1);
        } else if (event.type().equals(Flow.START) && !given.isEmpty()) {
            Map<String, Object> local = new LinkedHashMap<>();
            given.forEach((name, value) -> local.put(name, Arrays.asList(null, value)));
            happened.branchChanged(local);
        }
    }

    /**
     * What ought to have happened fails again and again. The incident is that of the token that waits; where the ticket as
     * a whole does, of any that has none of its own.
     */
    void stall(Subscription subscription, Problem problem) {
        Token waiting = subscription.token(run.ticket);
        run.ticket.tokens().stream()
                .filter(t -> waiting == null || t == waiting)
                .filter(t ->
                        !t.hasFailed() || subscription.node().equals(t.failure().event()))
                .findFirst()
                .ifPresent(t -> run.fail(t, new Failure(problem, false, false, run.signal.at(), subscription.node())));
    }

    /** What interrupts nothing may happen again: a message or signal any time, a timer as often as its cycle says. */
    private void waitAgain(Subscription subscription, Token token) {
        if (subscription.kind().equals(Subscription.TIMER)) {
            run.effects.ended().add(subscription);
            if (subscription.cycle() != null) {
                Timer.Due next = Timer.next(subscription.cycle(), subscription.dueAt(), run.signal.at());
                run.effects
                        .subscriptions()
                        .add(Subscription.timer(token, subscription.node(), next.at(), next.cycle()));
            }
        }
    }

    /**
     * An error or escalation goes outward until something catches it: an event sub-process in the scope, then the boundary
     * of what the scope is. What nothing catches in a ticket that was called goes on at its caller.
     *
     * @return whether anything caught it
     */
    boolean raise(Trigger.Kind kind, String code, Token from, Map<String, Object> given) {
        Token at = from;
        while (at != null) {
            Token host = at;
            Token scope = at.scope();
            Stream<Node> boundaries = at.isInstance() ? Stream.empty() : run.flow.boundaries(at.node()).stream();
            Node boundary = catching(boundaries, kind, code);
            if (boundary != null) {
                catchAt(host, boundary, given);
                return true;
            }
            Stream<Node> starts = at.isInstance() || hasInterrupted(at)
                    ? Stream.empty()
                    : run.flow.eventStarts(scope == null ? null : scope.node()).stream()
                            .filter(start -> !start.scope().equals(host.node()));
            Node start = catching(starts, kind, code);
            if (start != null) {
                catchAt(scope, start, given);
                return true;
            }
            at = scope;
        }
        return run.ticket.isCalled() && raiseAtCaller(new Raised(kind, code, given), from);
    }

    /** With an error the called ticket is over; with an escalation it goes on. */
    private boolean raiseAtCaller(Raised what, Token from) {
        run.effects.raised().add(what);
        run.record(TicketEvent.THROWN, from.node());
        run.effects.events().get(run.effects.events().size() - 1).because(what.code());
        if (what.kind() == Trigger.Kind.ERROR) {
            run.interrupt(run.ticket.inside(null));
        }
        return true;
    }

    /** The starts of event sub-processes that may still happen in a scope: none once one has taken it over. */
    List<Node> starts(Token scope) {
        return run.ticket.inside(scope).stream().anyMatch(this::hasInterrupted)
                ? List.of()
                : run.flow.eventStarts(scope == null ? null : scope.node());
    }

    /** Whether it is an event sub-process that has taken its scope over, so that no other can begin there. */
    private boolean hasInterrupted(Token token) {
        Node node = run.node(token);
        return node.kind().equals(Flow.EVENT_SUB_PROCESS)
                && run.flow.startInside(node.id()).trigger().interrupting();
    }

    /** The event for this very code, else the one that takes any; null for neither. */
    private static Node catching(Stream<Node> events, Trigger.Kind kind, String code) {
        return events.filter(e -> e.trigger().catches(kind, code))
                .min(Comparator.comparing(e -> e.trigger().name() == null))
                .orElse(null);
    }

    /** An event at the boundary of where a token stands, or the start of an event sub-process in its scope. */
    private void catchAt(Token token, Node event, Map<String, Object> given) {
        if (event.isBoundary()) {
            if (event.trigger().interrupting()) {
                run.interrupt(List.of(token));
            }
            Token branch = run.ticket.addToken(event.id(), null, token.scope());
            run.logging.entered(event, given);
            run.attempt(branch, true, () -> new Step(run, branch).complete(given));
            return;
        }
        Node process = run.flow.node(event.scope());
        if (event.trigger().interrupting()) {
            run.interrupt(run.ticket.inside(token));
            if (token == null) {
                run.effects.releaseTicket();
            } else {
                run.effects.releaseFrom(token, run.flow.eventStarts(token.node()));
            }
        }
        Token inside = run.arrive(process.id(), null, token);
        run.ticket.addToken(event.id(), null, inside).define(Document.storable(given)); // until the start is entered
    }
}
