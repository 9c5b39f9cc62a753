package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Link;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

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
        if (signal instanceof Signal.Open) {
            arrived.add(ticket.addToken(flow.start().id(), null));
        } else if (signal instanceof Signal.Push push) {
            push(push);
        }
        for (long steps = 1; !arrived.isEmpty(); steps++) {
            Step step = new Step(this, arrived.poll());
            if (steps > stepLimit) {
                throw Refused.because("step_limit", stepLimit, step.node().label());
            }
            types.get(step.node().type()).enter(step);
        }
        if (ticket.settle(signal.by(), signal.at())) {
            effects.events().add(new TicketEvent(signal.at(), signal.by(), TicketEvent.CLOSED, null, null));
        }
        return effects;
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
        arrived.add(ticket.addToken(link.to(), link.id()));
    }
}
