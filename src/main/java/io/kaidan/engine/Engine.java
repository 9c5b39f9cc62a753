package io.kaidan.engine;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.kaidan.flow.Flow;
import io.kaidan.ticket.Ticket;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Moves tickets. Works in memory only: what it is given it changes, what it makes it returns. Safe for threads. */
public final class Engine {

    private final Map<String, NodeType> types;
    private final long stepLimit;
    private final Duration patience;

    /**
     * @param types every type of node that a deployed flow may have
     * @param stepLimit nodes that one run may enter before it counts as an endless loop
     * @param patience time after which a run enters no further node: each expression is bounded by itself, but many are not
     */
    public Engine(Collection<? extends NodeType> types, long stepLimit, Duration patience) {
        this.types = types.stream().collect(toUnmodifiableMap(NodeType::kind, t -> t));
        this.stepLimit = stepLimit;
        this.patience = patience;
    }

    /**
     * Takes steps until every token of the ticket waits. A step that fails is an incident: its token stays where it is.
     *
     * @param ticket with all its tokens, as it is before the signal
     * @param flow the version of the flow on which the ticket runs
     * @param logging whether each element that is entered and left goes into the log
     * @throws io.kaidan.problem.Refused when the signal may not happen; the ticket in memory is then of no use any more
     */
    public Effects run(Ticket ticket, Flow flow, Signal signal, boolean logging) {
        return new Run(types, stepLimit, patience, ticket, flow, signal, logging).toTheNextWaits();
    }
}
