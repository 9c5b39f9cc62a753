package io.kaidan.engine;

import io.kaidan.flow.NodeReader;
import java.util.Map;

/**
 * A type of node: how it is read from BPMN, and what it does with a token. Stateless. A step that cannot be done throws
 * {@link io.kaidan.problem.Refused} before it has changed anything: the token stays where it is, as an incident.
 */
public interface NodeType extends NodeReader {

    /** A token has come. Either it leaves, or ends, or it stays: then the node waits. */
    void enter(Step step);

    /** Whether a token that stays here waits for other tokens only. */
    default boolean joins() {
        return false;
    }

    /** Whether a token that stays here waits for events that are no trigger of the node itself. */
    default boolean waitsForEvents() {
        return false;
    }

    /** Every token of the ticket waits, this one here: it may leave, if that was what it waited for. */
    default void allWait(Step step) {
        // most nodes wait for something else
    }

    /** Whether a token that stays here waits for a ticket of another flow. */
    default boolean calls() {
        return false;
    }

    /** The ticket of another flow that a token waited for is closed, and leaves these values. */
    default void returned(Step step, Map<String, Object> values) {
        step.complete(values);
    }

    /** What a waiting token waited for has happened; for a scope: the last token inside has ended. */
    default void resume(Step step) {
        step.leave();
    }
}
