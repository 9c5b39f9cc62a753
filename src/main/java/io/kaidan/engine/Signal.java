package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What makes a ticket move. Values are always the whole document as it is with the signal. */
public sealed interface Signal {

    /** Who moves it. */
    String by();

    Instant at();

    /** The ticket is new and starts. */
    record Open(Map<String, Object> values, String by, Instant at) implements Signal {}

    /** A person, or a system for one, is done with a work item. */
    record Push(WorkItem workItem, Map<String, Object> values, String by, Instant at) implements Signal {}

    /** An administrator takes a hand in the course of an open ticket. */
    sealed interface Intervention extends Signal {

        /** Why; it stands in the history. */
        String reason();
    }

    /** The ticket is over, wherever it stands. */
    record Cancel(String by, Instant at, String reason) implements Intervention {}

    /** The token that waits longest at the node {@code from} leaves its wait and enters the node {@code to}. */
    record Move(String from, String to, String by, Instant at, String reason) implements Intervention {

        /** Why it cannot be; a node that is null is not asked about. */
        public List<Problem> problems(Ticket ticket, Flow flow) {
            List<Problem> problems = new ArrayList<>();
            if (from != null && ticket.tokens().stream().noneMatch(t -> t.node().equals(from))) {
                problems.add(Problem.at("from", "not_waiting", from));
            }
            if (to != null && !flow.nodes().containsKey(to)) {
                problems.add(Problem.at("to", "unknown_node", to));
            } else if (to != null && flow.node(to).incoming().isEmpty()) { // a start
                problems.add(Problem.at("to", "no_way_in", flow.node(to).label()));
            }
            return problems;
        }
    }

    /** Values are corrected; no token moves. */
    record Correct(Map<String, Object> values, String by, Instant at, String reason) implements Intervention {}

    /** Others are to act on an open work item. */
    record Assign(
            WorkItem workItem,
            String assignee,
            List<String> candidateUsers,
            List<String> candidateGroups,
            String by,
            Instant at,
            String reason)
            implements Intervention {}
}
