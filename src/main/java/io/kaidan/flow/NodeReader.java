package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;

/** What the reader of BPMN asks of a node type. */
public interface NodeReader {

    /** The element's name in BPMN, such as {@code userTask}. */
    String element();

    /** The name of the type among all types; types that share an element have names of their own. */
    default String kind() {
        return element();
    }

    /** Whether this type is the one for an element of that name; an event says no to event definitions it does not know. */
    default boolean accepts(FlowNode element) {
        return true;
    }

    /** Reads what is special to the type, and says what is wrong with it. */
    void read(NodeDraft draft);
}
