package io.kaidan.engine;

import io.kaidan.flow.NodeReader;

/** A type of node: how it is read from BPMN, and what it does with a token. Stateless. */
public interface NodeType extends NodeReader {

    /** A token has come. Either it leaves, or ends, or it stays: then the node waits. */
    void enter(Step step);

    /** What a waiting token waited for has happened. */
    default void resume(Step step) {
        throw new IllegalStateException(
                "Expected a node that waits but " + step.node().id() + " does not");
    }
}
