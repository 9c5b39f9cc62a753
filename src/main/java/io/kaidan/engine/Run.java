package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.form.Form;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One run of one ticket: the tokens that have arrived somewhere and are still to be looked at, and what was made. */
final class Run {

    final Ticket ticket;
    final Flow flow;
    final Signal signal;
    final Effects effects = new Effects();

    private final Map<String, NodeType> types;
    private final long stepLimit;
    private final Deque<Token> arrived = new ArrayDeque<>();

    Run(Map<String, NodeType> types, long stepLimit, Ticket ticket, Flow flow, Signal signal) {
        this.types = types;
        this.stepLimit = stepLimit;
        this.ticket = ticket;
        this.flow = flow;
        this.signal = signal;
    }

    Effects toTheNextWaits() {
        if (signal instanceof Signal.Open open) {
            write(TicketEvent.OPENED, flow.start().id(), open.values());
            arrive(flow.start().id(), null);
        } else if (signal instanceof Signal.Push push) {
            write(TicketEvent.PUSHED, push.workItem().node(), push.values());
            push(push);
        } else if (signal instanceof Signal.Intervention intervention) {
            new Intervening(this).begin(intervention);
        }
        for (long steps = 1; !arrived.isEmpty(); steps++) {
            Step step = new Step(this, arrived.poll());
            if (steps > stepLimit) {
                throw Refused.because("step_limit", stepLimit, step.node().label());
            }
            types.get(step.node().type()).enter(step);
        }
        refuseToBeStuck();
        if (ticket.settle(signal.by(), signal.at())) {
            record(TicketEvent.CLOSED, null, null);
        }
        return effects;
    }

    /** Tokens that only wait for each other would wait for ever. */
    private void refuseToBeStuck() {
        List<Node> stand =
                ticket.tokens().stream().map(t -> flow.node(t.node())).toList();
        if (!stand.isEmpty()
                && stand.stream().noneMatch(n -> types.get(n.type()).waitsForOutside())) {
            throw Refused.because("stuck", stand.get(0).label());
        }
    }

    /** Writes a new document, with a line in the history. */
    void write(String event, String node, Map<String, Object> document) {
        Map<String, Object> before = ticket.values();
        Ticket.Headers headers = new Ticket.Headers(
                header("title", ticket.title(), before, document),
                header("status", ticket.status(), before, document),
                header("level", ticket.level(), before, document));
        record(event, node, ticket.write(document, headers));
    }

    /** Adds a line to the history. */
    void record(String event, String node, Map<String, Object> changes) {
        effects.events().add(new TicketEvent(signal.at(), signal.by(), event, node, changes));
    }

    /** A fixed column follows whichever form's field for it has changed; without a change it stays. */
    private String header(String name, String text, Map<String, Object> before, Map<String, Object> after) {
        for (Form form : flow.forms()) {
            String now = form.header(name, after);
            if (!Objects.equals(form.header(name, before), now)) {
                return now;
            }
        }
        return text;
    }

    /** Takes a token away, whatever it waits for. */
    void takeAway(Token token) {
        effects.cancelled().add(token);
        ticket.consume(token);
    }

    private void push(Signal.Push push) {
        Token waiting = ticket.tokens().stream()
                .filter(push.workItem()::waitsWith)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a token for the work item " + push.workItem().id() + " but there is none"));
        push.workItem().done(push.by(), push.at());
        Step step = new Step(this, waiting);
        types.get(step.node().type()).resume(step);
    }

    void move(Token token, Link link) {
        token.moveTo(link.to(), link.id());
        arrived.add(token);
    }

    /** Whether the token has left one node and not yet entered the next. */
    boolean isOnItsWay(Token token) {
        return arrived.contains(token);
    }

    void spawn(Link link) {
        arrive(link.to(), link.id());
    }

    /** A new token comes to a node, over this link. */
    void arrive(String node, String link) {
        arrived.add(ticket.addToken(node, link));
    }
}
