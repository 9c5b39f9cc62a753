package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.flow.Trigger;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must be true of a ticket whenever it rests. */
final class Invariants {

    private static final Set<String> JOINS = Set.of("parallelGateway", "inclusiveGateway");

    private final RandomRide ride;

    Invariants(RandomRide ride) {
        this.ride = ride;
    }

    void check(String act) {
        assertThat(ride.replayed).as(act + ": the history replayed").isEqualTo(ride.ticket.values());
        List<Token> tokens = ride.ticket.tokens();
        assertThat(tokens.isEmpty()).as(act + ": over without a token").isEqualTo(!ride.ticket.isOpen());
        assertThat(tokens).doesNotHaveDuplicates();
        for (WorkItem item : ride.items) {
            assertThat(tokens.stream().filter(t -> item.waitsWith(t) && t.node().equals(item.node()) && !t.hasFailed()))
                    .as(act + ": who waits for the work item at " + item.node())
                    .hasSize(1);
        }
        for (Subscription subscription : ride.subscriptions) {
            assertThat(subscription.isOfTicket() || tokens.stream().anyMatch(subscription::waitsWith))
                    .as(act + ": who waits for " + subscription.node())
                    .isTrue();
        }
        tokens.forEach(token -> check(act + ": the token at " + token.node(), token));
        boolean couldNotStart = tokens.stream()
                .map(ride::node)
                .anyMatch(node -> node.scope() == null && node.type().equals(Flow.START));
        checkEvents(act + ": the ticket", null, starts(null), List.of(), !ride.ticket.isOpen() || couldNotStart);
        boolean waits = !ride.items.isEmpty()
                || tokens.stream().anyMatch(Token::hasFailed)
                || ride.subscriptions.stream().anyMatch(s -> !s.isOfTicket());
        assertThat(waits || !ride.ticket.isOpen()).as(act + ": something waits").isTrue();
    }

    private void check(String who, Token token) {
        Node node = ride.node(token);
        Token scope = token.scope();
        assertThat(scope == null || ride.ticket.tokens().contains(scope))
                .as(who + " has its scope")
                .isTrue();
        String around =
                scope == null ? null : token.isInstance() ? ride.node(scope).scope() : scope.node();
        assertThat(node.scope()).as(who + " lies in").isEqualTo(around);
        long open = ride.items.stream().filter(i -> i.waitsWith(token)).count();
        List<Node> own = new ArrayList<>();
        boolean whole = node.loop() != null && !token.isInstance();
        boolean holds = !ride.ticket.inside(token).isEmpty();
        if (token.hasFailed()) {
            assertThat(open).as(who + " failed, its work items").isZero();
        } else if (whole || node.type().equals("subProcess")) {
            assertThat(holds).as(who + " holds others").isTrue();
            assertThat(open).as(who + " its work items").isZero();
        } else if (node.type().equals("userTask")) {
            assertThat(open).as(who + " its work items").isOne();
        } else if (node.type().equals("eventBasedGateway")) {
            node.outgoing().forEach(link -> own.add(ride.flow.node(link.to())));
        } else if (node.type().equals("receiveTask") || node.type().equals("intermediateCatchEvent")) {
            own.add(node);
        } else if (scope != null && scope.hasFailed() && node.kind().equals("eventSubProcessStart")) {
            assertThat(token.link()).isNull(); // it begins when its event sub-process can
        } else {
            assertThat(JOINS).as(who + " rests").contains(node.type());
            if (node.type().equals("inclusiveGateway")) {
                checkInclusive(who, token, node);
            }
        }
        if (!token.isInstance()) {
            own.addAll(ride.flow.boundaries(node.id()));
        }
        List<Node> starts = whole ? List.of() : starts(token);
        boolean failedToBegin = token.hasFailed() && !token.failure().resuming();
        if (token.hasFailed()) {
            own.removeIf(n -> !n.isBoundary());
        }
        checkEvents(who, token, starts, own, failedToBegin);
    }

    /** The starts of event sub-processes that may still happen in a scope. */
    private List<Node> starts(Token scope) {
        boolean interrupted = ride.ticket.inside(scope).stream()
                .map(ride::node)
                .anyMatch(n -> n.kind().equals(Flow.EVENT_SUB_PROCESS)
                        && ride.flow.startInside(n.id()).trigger().interrupting());
        return interrupted ? List.of() : ride.flow.eventStarts(scope == null ? null : scope.node());
    }

    private void checkEvents(String who, Token token, List<Node> starts, List<Node> own, boolean none) {
        List<Node> events = new ArrayList<>(starts);
        events.addAll(own);
        List<Subscription> waited = ride.subscriptions.stream()
                .filter(s -> token == null ? s.isOfTicket() : s.waitsWith(token))
                .toList();
        assertThat(waited)
                .as(who + " waits for each event once")
                .extracting(Subscription::node)
                .doesNotHaveDuplicates();
        List<String> names = waited.stream().map(Subscription::node).toList();
        if (none) {
            assertThat(names).as(who + " waits for nothing").isEmpty();
            return;
        }
        for (Node event : events) {
            Trigger trigger = event.trigger();
            boolean mayBeOver = trigger != null
                            && trigger.kind() == Trigger.Kind.TIMER
                            && !trigger.interrupting() // it has happened as often as it should
                    || starts.contains(event) && (ride.moved || token != null && token.hasFailed());
            if (trigger != null && trigger.kind().fromOutside() && !mayBeOver && !hasLeftGateway(token)) {
                assertThat(names).as(who + " waits for").contains(event.id());
            }
        }
        assertThat(events.stream().map(Node::id).toList())
                .as(who + " waits for these only")
                .containsAll(names);
    }

    /** What an event-based gateway led to has happened already. */
    private boolean hasLeftGateway(Token token) {
        return token != null && token.hasFailed() && token.link() == null;
    }

    /** As the specification has it: some other token is on its way to a link over which none has come. */
    private void checkInclusive(String who, Token token, Node join) {
        Set<Link> come = new HashSet<>();
        List<Token> beside = ride.ticket.inside(token.scope());
        for (Link link : join.incoming()) {
            if (beside.stream()
                    .anyMatch(t -> t.node().equals(join.id()) && link.id().equals(t.link()))) {
                come.add(link);
            }
        }
        boolean waits = false;
        for (Token other : beside) {
            if (!other.node().equals(join.id())) {
                Set<Link> ahead = new HashSet<>();
                look(ride.node(other), join, new HashSet<>(), ahead);
                waits |= !come.containsAll(ahead) && ahead.stream().noneMatch(come::contains);
            }
        }
        assertThat(waits).as(who + " waits for a token that can still come").isTrue();
    }

    private void look(Node from, Node join, Set<String> seen, Set<Link> ahead) {
        if (from.id().equals(join.id()) || !seen.add(from.id())) {
            return;
        }
        for (Link link : from.outgoing()) {
            if (link.to().equals(join.id())) {
                ahead.add(link);
            }
            look(ride.flow.node(link.to()), join, seen, ahead);
        }
        ride.flow.boundaries(from.id()).forEach(boundary -> look(boundary, join, seen, ahead));
        ride.flow.jump(from).forEach(target -> look(target, join, seen, ahead));
    }
}
