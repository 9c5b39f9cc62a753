package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.engine.Effects;
import io.kaidan.engine.Engine;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Flow;
import io.kaidan.flow.Node;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Shelf;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rides one flow along a way that chance chooses, and looks after each step whether all is as it must be. */
final class RandomRide {

    private static final Engine ENGINE = new Engine(NodeTypes.ALL, 150, Duration.ofMinutes(1));

    final Flow flow;
    Ticket ticket = new Ticket(1, 1, "amy", Ride.NOW);
    final List<WorkItem> items = new ArrayList<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final Map<String, Object> replayed = new HashMap<>();
    final Map<String, Integer> left = new HashMap<>();

    /** Whether anything was taken away, so that not every branch reached its join. */
    boolean disturbed;

    /** Whether a token was moved: one that leaves an event sub-process does not make its scope wait for it again. */
    boolean moved;

    private final Random random;
    private final boolean intervening;
    private final boolean reloading;
    private final Shelf shelf = new Shelf();
    private final StringBuilder trace = new StringBuilder();

    /**
     * A ride.
     *
     * @param intervening whether an administrator takes a hand in it, too
     * @param reloading whether everything is saved and loaded after each step
     */
    RandomRide(Flow flow, long seed, boolean intervening, boolean reloading) {
        this.flow = flow;
        this.random = new Random(seed);
        this.intervening = intervening;
        this.reloading = reloading;
    }

    /** Rides until the ticket is over, or nothing more can be done, or for a while. Gives all that could be seen. */
    String ride() {
        run("open", new Signal.Open(changed(Map.of()), "amy", Ride.NOW));
        for (int step = 0; step < 25 && ticket.isOpen() && act(); step++) {
            // each act is checked where it is done
        }
        return trace.toString();
    }

    private boolean act() {
        List<Runnable> acts = new ArrayList<>();
        items.forEach(item -> acts.add(() -> push(item)));
        subscriptions.forEach(subscription -> acts.add(() -> happen(subscription)));
        List<Token> failed = ticket.tokens().stream().filter(Token::hasFailed).toList();
        if (!failed.isEmpty()) {
            acts.add(() -> retry(failed));
            acts.add(() -> retry(List.of(failed.get(random.nextInt(failed.size())))));
        }
        if (intervening) {
            acts.add(this::move);
        }
        if (acts.isEmpty()) {
            return false;
        }
        acts.get(random.nextInt(acts.size())).run();
        return true;
    }

    private void push(WorkItem item) {
        Map<String, Object> values = changed(ticket.valuesAt(ticket.waitingFor(item)));
        items.remove(item);
        run("push " + item.node(), new Signal.Push(item, values, "ben", Ride.NOW));
    }

    private void happen(Subscription event) {
        Map<String, Object> brought = Map.of("choice", random.nextInt(6), "got", random.nextInt(9));
        run("happen " + event.node(), new Signal.Happen(event, brought, Signal.SYSTEM, Ride.NOW));
    }

    private void retry(List<Token> tokens) {
        Map<String, Object> values = changed(ticket.values());
        values.put("items", List.of(1, 2));
        run("retry", new Signal.Retry(tokens, values, "root", Ride.NOW));
    }

    private void move() {
        List<Token> tokens = ticket.tokens();
        String from = tokens.get(random.nextInt(tokens.size())).node();
        List<String> nodes = List.copyOf(new java.util.TreeSet<>(flow.nodes().keySet()));
        String to = nodes.get(random.nextInt(nodes.size()));
        Signal.Move move = new Signal.Move(from, to, "root", Ride.NOW, "x");
        if (move.problems(ticket, flow).isEmpty()) {
            run("move " + from + " to " + to, move);
        }
    }

    private Map<String, Object> changed(Map<String, Object> values) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put("choice", random.nextInt(6));
        return changed;
    }

    private void run(String act, Signal signal) {
        List<Token> before = List.copyOf(ticket.tokens());
        Effects effects;
        try {
            effects = ENGINE.run(ticket, flow, signal, true);
        } catch (Refused refused) { // only a ticket that could not start is not moved on before it can
            assertThat(signal).isInstanceOf(Signal.Move.class);
            trace.append("refused");
            return;
        }
        items.addAll(effects.workItems());
        items.removeIf(item -> effects.cancelled().stream().anyMatch(item::waitsWith));
        subscriptions.removeAll(effects.ended());
        subscriptions.removeIf(s -> s.isOfTicket()
                ? effects.ticketReleased()
                : effects.released().stream().anyMatch(s::waitsWith)
                        || effects.releasedFrom().entrySet().stream()
                                .anyMatch(e ->
                                        s.waitsWith(e.getKey()) && e.getValue().contains(s.node())));
        subscriptions.addAll(effects.subscriptions());
        before.stream()
                .filter(t -> !ticket.tokens().contains(t))
                .forEach(gone ->
                        subscriptions.removeIf(s -> s.waitsWith(gone))); // the database deletes them with their token
        disturbed |= !effects.cancelled().isEmpty() || signal instanceof Signal.Move || branches(signal);
        moved |= signal instanceof Signal.Move;
        effects.events().forEach(this::replay);
        new Invariants(this).check(act);
        shelf.save(ticket, items, subscriptions);
        trace.append('\n').append(act).append(": ").append(seen());
        if (reloading) {
            ticket = shelf.load(ticket, items, subscriptions);
        }
    }

    /** Whether it opens a branch that may be open already: two of one kind may meet at a join in it. */
    private boolean branches(Signal signal) {
        return signal instanceof Signal.Happen happen
                && !flow.node(happen.subscription().node()).trigger().interrupting();
    }

    private void replay(TicketEvent event) {
        trace.append(' ').append(event.event()).append(event.changes());
        if (event.changes() != null && !event.event().equals(TicketEvent.MOVED)) {
            event.changes().forEach((key, change) -> {
                assertThat(replayed.get(key)).isEqualTo(((List<?>) change).get(0));
                if (((List<?>) change).get(1) == null) {
                    replayed.remove(key);
                } else {
                    replayed.put(key, ((List<?>) change).get(1));
                }
            });
        }
        if (Shelf.log(event) != null) {
            for (Object entry : Shelf.log(event)) {
                Map<?, ?> line = (Map<?, ?>) entry;
                if (line.get("event").equals("left")) {
                    left.merge((String) line.get("node"), 1, Integer::sum);
                    disturbed |= flow.node((String) line.get("node")).kind().equals("terminateEndEvent");
                }
            }
        }
    }

    private String seen() {
        StringBuilder seen = new StringBuilder();
        for (Token token : ticket.tokens()) {
            seen.append(token.node()).append(token.link()).append(token.variables());
            seen.append(token.hasFailed() ? token.failure().problem().code() : "")
                    .append(' ');
        }
        items.forEach(i -> seen.append(i.node()).append(' '));
        subscriptions.forEach(s -> seen.append(s.node()).append(s.dueAt()).append(' '));
        return seen.append(ticket.values()).append(ticket.state()).toString();
    }

    Node node(Token token) {
        return flow.node(token.node());
    }
}
