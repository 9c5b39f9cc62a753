package io.kaidan.engine;

import io.kaidan.flow.NodeReader;

/** A type of node: how it is read from BPMN, and what it does with a token. Stateless. */
public interface NodeType extends NodeReader {

    /** A token has come. Either it leaves, or ends, or it stays: then the node waits. */
    void enter(Step step);

    /** Whether a token that stays here waits for something from outside, and not just for other tokens. */
    default boolean waitsForOutside() {
        return false;
    }

    /** What a waiting token waited for has happened. */
    default void resume(Step step) {
        throw new IllegalStateException(
                "Expected a node that waits but " + step.node().id() + " does not");
    }
}
