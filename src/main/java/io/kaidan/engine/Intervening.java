package io.kaidan.engine;

import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What administrators do with an open ticket, each act with its reason in the history. */
final class Intervening {

    private final Run run;

    Intervening(Run run) {
        this.run = run;
    }

    void begin(Signal.Intervention signal) {
        if (signal instanceof Signal.Cancel) {
            cancel();
        } else if (signal instanceof Signal.Move move) {
            move(move);
        } else if (signal instanceof Signal.Correct correct) {
            run.document.write(TicketEvent.SET, null, null, correct.values());
        } else if (signal instanceof Signal.Migrate migrate) {
            new Migrating(run, migrate).begin();
        } else if (signal instanceof Signal.Assign assign) {
            run.record(
                    TicketEvent.ASSIGNED,
                    assign.workItem().node(),
                    assign.workItem().assign(assign.assignee(), assign.candidateUsers(), assign.candidateGroups()));
        }
        run.effects.events().get(0).because(signal.reason());
    }

    private void cancel() {
        run.record(TicketEvent.CANCELLED, null);
        run.ticket.inside(null).forEach(token -> run.takeAway(token, Logging.CANCELLED));
        run.ticket.cancel(run.signal.at());
    }

    /** The token becomes another, so that nothing it waited for can be taken for what it will wait for. */
    private void move(Signal.Move move) {
        Refused.ifAny(move.problems(run.ticket, run.flow));
        Token token = run.ticket.tokens().stream()
                .filter(t -> t.node().equals(move.from()))
                .findFirst()
                .orElseThrow();
        run.record(TicketEvent.MOVED, move.from(), Map.of("node", List.of(move.from(), move.to())));
        if (run.isStarting()) { // what the start failed at has to be put right first
            run.effects.subscriptions().addAll(run.happening.subscriptions(null, run.flow.eventStarts(null)));
        }
        Node target = run.flow.node(move.to());
        Token leaving = token; // out of a sub-process the whole of it is left
        while (!Objects.equals(run.node(leaving).scope(), target.scope()) || leaving.isInstance()) {
            leaving = leaving.scope();
        }
        String link = move.from().equals(move.to()) ? token.link() : wayIn(target, leaving.node());
        run.takeAway(leaving, Logging.MOVED);
        run.arrive(move.to(), link, leaving.scope());
    }

    /**
     * The link over which the token counts as come, for a join asks: the one it could have come over by itself, and best
     * one over which no other token has come already.
     */
    private String wayIn(Node target, String from) {
        Set<Link> own = run.flow.linksInto(target, run.flow.node(from));
        List<Link> free = target.incoming().stream()
                .filter(link -> run.ticket.tokens().stream().noneMatch(t -> isAt(t, target, link)))
                .toList();
        return free.stream()
                .filter(own::contains)
                .findFirst()
                .or(() -> free.stream().findFirst())
                .orElse(target.incoming().get(0))
                .id();
    }

    private static boolean isAt(Token token, Node node, Link link) {
        return token.node().equals(node.id()) && link.id().equals(token.link());
    }
}
