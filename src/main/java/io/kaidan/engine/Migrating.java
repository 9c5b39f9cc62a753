package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Node;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Takes a ticket to another version of its flow; the run is one on that other version. */
final class Migrating {

    private final Run run;
    private final Signal.Migrate signal;
    private final Migration migration;

    Migrating(Run run, Signal.Migrate signal) {
        this.run = run;
        this.signal = signal;
        this.migration = signal.migration();
    }

    void begin() {
        Refused.ifAny(migration.problems(run.ticket));
        run.record(TicketEvent.MIGRATED, null, Map.of("version", List.of(signal.oldVersion(), signal.newVersion())));
        for (WorkItem item : signal.workItems()) {
            Node fresh = migration.target(item.node());
            item.migrated(fresh.id(), fresh.label());
        }
        for (Token token : run.ticket.tokens()) {
            Node fresh = migration.target(token.node());
            token.migrated(fresh.id(), token.link() == null ? null : migration.link(token, fresh));
            run.logging.migrated(token, fresh);
        }
        List<Subscription> left = new ArrayList<>(signal.subscriptions());
        for (Token token : run.ticket.tokens()) {
            boolean failed = token.hasFailed() && token.failure().event() == null;
            Node node = run.node(token);
            List<Node> boundaries = token.isInstance() ? List.of() : run.flow.boundaries(node.id());
            Stream<Node> own = node.trigger() == null || node.isBoundary() || failed ? Stream.empty() : Stream.of(node);
            Stream<Node> alternatives = node.outgoing().stream()
                    .filter(l -> node.kind().equals(Flow.EVENT_BASED_GATEWAY))
                    .map(l -> run.flow.node(l.to()));
            List<Node> inside = token.isInstance() || node.loop() == null ? run.happening.starts(token) : List.of();
            Stream<Node> all = Stream.concat(Stream.concat(own, alternatives), inside.stream());
            keep(token, Stream.concat(all, boundaries.stream()).toList(), left);
        }
        if (!run.isStarting()) {
            keep(null, run.happening.starts(null), left);
        }
        run.effects.ended().addAll(left);
    }

    /** What a token waits for already goes on, a timer with its moment; what is new to it begins. */
    private void keep(Token token, List<Node> events, List<Subscription> left) {
        List<Node> fresh = new ArrayList<>(events);
        for (Subscription waiting : List.copyOf(left)) {
            Node event = migration.target(waiting.node());
            boolean same = token == null ? waiting.isOfTicket() : waiting.waitsWith(token);
            if (same
                    && events.contains(event)
                    && event.trigger().kind().name().toLowerCase(Locale.ROOT).equals(waiting.kind())) {
                waiting.migrated(event.id());
                left.remove(waiting);
                fresh.remove(event);
            }
        }
        if (token == null || !token.hasFailed() || token.failure().hasBegun()) { // else its next try begins them
            run.effects.subscriptions().addAll(run.happening.subscriptions(token, fresh));
        }
    }
}
