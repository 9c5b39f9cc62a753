package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Node;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What makes a ticket move. Values are always the whole document as it is with the signal. */
public sealed interface Signal {

    /** Who moves it when nobody does. */
    String SYSTEM = "system";

    /** Who moves it: a user's name, or {@link #SYSTEM}. */
    String by();

    Instant at();

    /**
     * The ticket is new and starts.
     *
     * @param start the start event; null: the flow's own
     */
    record Open(Map<String, Object> values, String by, Instant at, String start) implements Signal {

        public Open(Map<String, Object> values, String by, Instant at) {
            this(values, by, at, null);
        }
    }

    /** A person, or a system for one, is done with a work item. */
    record Push(WorkItem workItem, Map<String, Object> values, String by, Instant at) implements Signal {}

    /**
     * An event that the ticket waited for has happened.
     *
     * @param values what came with it
     */
    record Happen(Subscription subscription, Map<String, Object> values, String by, Instant at) implements Signal {}

    /** An event that the ticket waited for ought to have happened and cannot, for a reason that is not the flow's. */
    record Stall(Subscription subscription, Problem problem, String by, Instant at) implements Signal {}

    /**
     * Tokens that could not go on try again.
     *
     * @param tokens at least one
     * @param values what the first of them sees, with what was corrected
     */
    record Retry(List<Token> tokens, Map<String, Object> values, String by, Instant at) implements Signal {}

    /** What became of a ticket that a token of this one called. */
    sealed interface Answer extends Signal {

        /** The token that waits for it. */
        Token token();
    }

    /** The called ticket is closed, and leaves these values. */
    record Returned(Token token, Map<String, Object> values, String by, Instant at) implements Answer {}

    /** The called ticket throws an error, and is over, or an escalation. */
    record Thrown(Token token, Raised what, String by, Instant at) implements Answer {}

    /** The called ticket could not be opened, or will never be closed. */
    record Unanswered(Token token, Problem why, String by, Instant at) implements Answer {}

    /** A job is over for the token that waited for it. */
    sealed interface Work extends Signal {

        Token token();
    }

    /**
     * The job is done.
     *
     * @param values what it gives
     * @param asOutputs whether only the outputs of the node say what is left behind of the values; else, where it has no
     *     outputs, all of them are
     */
    record Done(Token token, Map<String, Object> values, boolean asOutputs, String by, Instant at) implements Work {}

    /** The job failed, and is not tried again. */
    record Failed(Token token, Problem problem, String by, Instant at) implements Work {}

    /**
     * Whoever did the job throws an error that the flow may catch.
     *
     * @param message what he says of it, for the history; null for nothing
     */
    record Erred(Token token, String code, String message, Map<String, Object> values, String by, Instant at)
            implements Work {}

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
            } else if (to != null
                    && problems.isEmpty()
                    && from != null
                    && !liesAround(flow.node(from), flow.node(to), flow)) {
                problems.add(Problem.at("to", "other_scope", flow.node(to).label()));
            }
            return problems;
        }

        /** A token may leave sub-processes, and not enter one in its middle. */
        private static boolean liesAround(Node from, Node to, Flow flow) {
            String scope = from.scope();
            while (scope != null && !scope.equals(to.scope())) {
                scope = flow.node(scope).scope();
            }
            return Objects.equals(scope, to.scope());
        }
    }

    /** Values are corrected; no token moves. */
    record Correct(Map<String, Object> values, String by, Instant at, String reason) implements Intervention {}

    /**
     * The ticket goes to another version of its flow; the run is one on that version.
     *
     * @param oldVersion the number of the version it leaves
     * @param newVersion the number of the version it goes to
     * @param workItems the open ones of the ticket
     * @param subscriptions all of the ticket
     */
    record Migrate(
            Migration migration,
            int oldVersion,
            int newVersion,
            List<WorkItem> workItems,
            List<Subscription> subscriptions,
            String by,
            Instant at,
            String reason)
            implements Intervention {}

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
