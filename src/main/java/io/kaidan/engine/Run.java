package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Link;
import io.kaidan.flow.Mapping;
import io.kaidan.flow.Node;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Failure;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One run of one ticket: the tokens that have arrived somewhere and are still to be looked at, and what was made. */
final class Run {

    final Ticket ticket;
    final Flow flow;
    final Signal signal;
    final Effects effects = new Effects();
    final Document document = new Document(this);
    final Happening happening = new Happening(this);
    final Looping looping = new Looping(this);
    final Logging logging;
    final long stepLimit;

    private final Duration patience;
    private final long begun = System.nanoTime();
    private final Map<String, NodeType> types;
    private final Deque<Token> arrived = new ArrayDeque<>();
    /** Tokens that are where they are not for the first time: they wait for the events at the boundary already. */
    private final Set<Token> waiting = new HashSet<>();

    Run(
            Map<String, NodeType> types,
            long stepLimit,
            Duration patience,
            Ticket ticket,
            Flow flow,
            Signal signal,
            boolean logging) {
        this.types = types;
        this.stepLimit = stepLimit;
        this.patience = patience;
        this.ticket = ticket;
        this.flow = flow;
        this.signal = signal;
        this.logging = new Logging(this, logging);
    }

    Effects toTheNextWaits() {
        begin();
        for (long steps = 1; !arrived.isEmpty() || anyGoesOn(); steps++) {
            Token token = arrived.poll();
            if (!ticket.tokens().contains(token)) {
                continue; // it was taken away on its way
            }
            if (steps > stepLimit) {
                fail(
                        token,
                        false,
                        Problem.of("step_limit", stepLimit, node(token).label()));
            } else if (System.nanoTime() - begun >= patience.toNanos()) {
                fail(
                        token,
                        false,
                        Problem.of(
                                "step_time", patience.toSeconds(), node(token).label()));
            } else {
                enter(token);
                effects.entered(token);
            }
        }
        noteWhoIsStuck();
        if (ticket.settle(signal.by(), signal.at())) {
            recordClose();
        }
        if (!ticket.isOpen() && !flow.eventStarts(null).isEmpty()) {
            effects.releaseTicket();
        }
        effects.keepLog();
        return effects;
    }

    private void begin() {
        if (signal instanceof Signal.Open open) {
            String start = open.start() == null ? flow.start().id() : open.start();
            document.write(TicketEvent.OPENED, start, null, open.values());
            arrive(start, null, null);
        } else if (signal instanceof Signal.Push push) {
            Token waiting = ticket.waitingFor(push.workItem());
            logging.done(
                    waiting, document.write(TicketEvent.PUSHED, push.workItem().node(), waiting, push.values()));
            push.workItem().done(push.by(), push.at());
            resume(waiting);
        } else if (signal instanceof Signal.Happen happen) {
            happening.happen(happen.subscription(), happen.values());
        } else if (signal instanceof Signal.Stall stall) {
            happening.stall(stall.subscription(), stall.problem());
        } else if (signal instanceof Signal.Retry retry) {
            correct(retry);
            retry.tokens().forEach(this::retry);
        } else if (signal instanceof Signal.Work work) {
            new Working(this).begin(work);
        } else if (signal instanceof Signal.Intervention intervention) {
            new Intervening(this).begin(intervention);
        } else if (signal instanceof Signal.Answer answer) {
            new Answering(this).begin(answer);
        }
    }

    /** Inputs of nodes that are entered once more are evaluated once more: a correction goes to where they come from. */
    private void correct(Signal.Retry retry) {
        Token first = retry.tokens().get(0);
        Map<String, Object> before = ticket.valuesAt(first);
        Map<String, Object> corrected = new LinkedHashMap<>(retry.values());
        for (Token token : retry.tokens()) {
            if (token.failure().waiting()) {
                token.forget(inputs(token));
            }
        }
        Map<String, Object> left = ticket.valuesAt(first);
        for (String name : inputs(first)) {
            if (Objects.equals(corrected.get(name), before.get(name))) {
                corrected.put(name, left.get(name));
            }
        }
        document.write(TicketEvent.RETRIED, first.node(), first, corrected);
    }

    private List<String> inputs(Token token) {
        Node node = node(token);
        String element = node.loop() == null ? null : node.loop().inputElement(); // nobody would give it once more
        return node.inputs().stream()
                .map(Mapping::variable)
                .filter(name -> !name.equals(element))
                .toList();
    }

    private void retry(Token token) {
        if (!token.hasFailed() || !ticket.tokens().contains(token)) {
            return; // what another one did has taken it away
        }
        Failure failure = token.failure();
        token.recover();
        if (failure.waiting()) {
            waiting.add(token);
        }
        if (failure.event() != null) {
            effects.rearmed().add(failure.event());
        } else if (failure.resuming() && !ticket.inside(token).isEmpty()) {
            return; // an event sub-process has begun since: with its end the scope goes on
        } else if (failure.resuming()) {
            logging.doneBefore(token, failure.given());
            resume(token);
        } else {
            arrived.add(token);
        }
    }

    /** What a token waited for failed: it stays, and goes on waiting for the events at the boundary. */
    void failWaiting(Token token, Problem problem) {
        waiting.add(token);
        fail(token, false, problem);
    }

    private void enter(Token token) {
        Node node = node(token);
        Step step = new Step(this, token);
        attempt(token, false, () -> {
            if (node.loop() != null && !token.isInstance()) {
                List<Subscription> events = happening.subscriptions(token, flow.boundaries(node.id()));
                looping.begin(step);
                waitFor(events, token, node);
                return;
            }
            List<Subscription> ofTicket =
                    isStart(node) ? happening.subscriptions(null, flow.eventStarts(null)) : List.of();
            Map<String, Object> before = token.variables();
            token.define(step.inputs());
            logging.entered(node, isStart(node) ? ticket.values() : token.variables());
            try {
                List<Subscription> events = token.isInstance() || waiting.contains(token)
                        ? List.of()
                        : happening.subscriptions(token, flow.boundaries(node.id()));
                type(node).enter(step);
                waitFor(events, token, node);
                effects.subscriptions().addAll(ofTicket);
            } catch (Refused refused) {
                token.know(before);
                throw refused;
            }
        });
    }

    /** Where a ticket starts: it is entered once in its life, and then the ticket as a whole begins to wait for its events. */
    private static boolean isStart(Node node) {
        return node.scope() == null && node.type().equals(Flow.START);
    }

    /** Whether the ticket could not start yet, so that it does not wait for the events that concern it as a whole. */
    boolean isStarting() {
        return ticket.tokens().stream().map(this::node).anyMatch(Run::isStart);
    }

    /** A token that has entered a node and stays there waits for the events at its boundary. */
    private void waitFor(List<Subscription> events, Token token, Node node) {
        if (token.node().equals(node.id()) && ticket.tokens().contains(token) && !arrived.contains(token)) {
            effects.subscriptions().addAll(events);
        }
    }

    /** What the token waited for has happened. */
    void resume(Token token) {
        attempt(token, true, () -> type(node(token)).resume(new Step(this, token)));
    }

    /** A step that fails leaves its token in place, with the reason. */
    void attempt(Token token, boolean resuming, Runnable step) {
        try {
            step.run();
        } catch (Refused refused) {
            fail(token, resuming, refused.problems().get(0));
        }
    }

    private void fail(Token token, boolean resuming, Problem problem) {
        fail(token, new Failure(problem, resuming, waiting.contains(token), signal.at()));
    }

    void fail(Token token, Failure failure) {
        token.failed(failure.having(logging.failed(token)));
        record(TicketEvent.INCIDENT, token.node());
        effects.events().get(effects.events().size() - 1).failed(failure.problem());
    }

    /** Tokens of one scope that only wait for each other would wait for ever. */
    private void noteWhoIsStuck() {
        Map<Token, List<Token>> together = new LinkedHashMap<>();
        ticket.tokens().forEach(t -> together.computeIfAbsent(t.scope(), scope -> new ArrayList<>())
                .add(t));
        for (List<Token> scope : together.values()) {
            if (scope.stream().allMatch(t -> !t.hasFailed() && type(node(t)).joins())) {
                Token first = scope.get(0);
                fail(first, false, Problem.of("stuck", node(first).label()));
            }
        }
    }

    /** Asks those that wait for what the others do, now that all of them wait. */
    private boolean anyGoesOn() {
        for (Token token : List.copyOf(ticket.tokens())) {
            NodeType type = type(node(token));
            if (type.joins() && !token.hasFailed() && ticket.tokens().contains(token)) {
                attempt(token, false, () -> type.allWait(new Step(this, token)));
            }
            if (!arrived.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** It stands in the last line of the history that the run made; in one of its own where there is none. */
    private void recordClose() {
        List<TicketEvent> lines = effects.events();
        if (lines.isEmpty()) {
            record(TicketEvent.CLOSED, null);
        } else {
            lines.get(lines.size() - 1).closesTicket();
        }
    }

    /** Adds a line to the history. */
    void record(String event, String node) {
        record(event, node, null);
    }

    void record(String event, String node, Map<String, Object> changes) {
        effects.events().add(new TicketEvent(signal.at(), signal.by(), event, node, changes));
    }

    /** Takes tokens away because something else has happened. */
    void interrupt(List<Token> tokens) {
        tokens.forEach(token -> takeAway(token, Logging.INTERRUPTED));
    }

    /** Takes a token away with all inside it, whatever they wait for. */
    void takeAway(Token token, String why) {
        ticket.inside(token).forEach(inner -> takeAway(inner, why));
        logging.takenAway(token, node(token), why);
        effects.cancelled().add(token);
        if (type(node(token)).calls()) {
            effects.abandoned().add(token);
        }
        release(token);
        ticket.consume(token);
    }

    /** The token waits no more for the events it may have waited for. */
    void release(Token token) {
        Node node = node(token);
        waiting.remove(token);
        effects.takeBack(token);
        if (node.trigger() != null
                || type(node).waitsForEvents()
                || !flow.boundaries(node.id()).isEmpty()
                || !flow.eventStarts(node.id()).isEmpty()) {
            effects.released().add(token);
        }
    }

    /** The token goes on over these links, one branch for each; over none: it ends. */
    void goOn(Token token, List<Link> links) {
        if (links.isEmpty()) {
            end(token);
            return;
        }
        release(token);
        for (Link further : links.subList(1, links.size())) {
            arrive(further.to(), further.id(), token.scope());
        }
        jump(token, links.get(0).to(), links.get(0).id());
    }

    /** The token comes to a node, over a link or without one. */
    void jump(Token token, String node, String link) {
        token.moveTo(node, link);
        arrived.add(token);
    }

    /** The token is over. When it was the last one in its scope, the scope goes on. */
    void end(Token token) {
        release(token);
        ticket.consume(token);
        Token scope = token.scope();
        if (scope != null
                && ticket.tokens().contains(scope)
                && ticket.inside(scope).isEmpty()) {
            resume(scope);
        }
    }

    /** A new token comes to a node. */
    Token arrive(String node, String link, Token scope) {
        Token token = ticket.addToken(node, link, scope);
        arrived.add(token);
        return token;
    }

    /** The first token in a scope comes to where it begins; an event sub-process has it already. */
    void arriveInside(Token scope, Node start) {
        List<Token> begun = ticket.inside(scope);
        if (begun.isEmpty()) {
            arrive(start.id(), null, scope);
        } else {
            arrived.addAll(begun);
        }
    }

    /** A signal is about to be thrown. Who is on its way to a node counts as being there. */
    Effects.Thrown signal(String name, Map<String, Object> values) {
        return effects.signal(name, values, arrived);
    }

    /** Whether the token has left one node and not yet entered the next. */
    boolean isOnItsWay(Token token) {
        return arrived.contains(token);
    }

    Node node(Token token) {
        return flow.node(token.node());
    }

    NodeType type(Node node) {
        return types.get(node.kind());
    }
}
