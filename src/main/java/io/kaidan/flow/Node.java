package io.kaidan.flow;

import java.util.List;

/**
 * One element of a flow through which tokens go.
 *
 * @param type the name of its element in BPMN, such as {@code userTask}
 * @param kind the name of the node type that knows what it does
 * @param scope the id of the sub-process it lies in; null: it lies in the flow itself
 * @param defaultLink the outgoing link that needs no condition; null where there is none
 * @param human what it asks of people; null where it asks nothing
 * @param trigger what it waits for or throws, when it is such an event; else null
 * @param loop how it is done for each element of a list; null: it is done once
 * @param inputs variables of its own that it gets before it acts
 * @param outputs what it leaves behind after it has acted; empty: what it was given
 * @param detail what else its type read of it; null where there is nothing
 */
public record Node(
        String id,
        String name,
        String type,
        String kind,
        String scope,
        List<Link> incoming,
        List<Link> outgoing,
        Link defaultLink,
        HumanPoint human,
        Trigger trigger,
        Loop loop,
        List<Mapping> inputs,
        List<Mapping> outputs,
        Object detail) {

    Node asking(HumanPoint other) {
        return new Node(
                id,
                name,
                type,
                kind,
                scope,
                incoming,
                outgoing,
                defaultLink,
                other,
                trigger,
                loop,
                inputs,
                outputs,
                detail);
    }

    /** The name that people know it by: its name, else its id. */
    public String label() {
        return name == null || name.isBlank() ? id : name;
    }

    /** Whether it lies at the boundary of an activity. */
    public boolean isBoundary() {
        return trigger != null && trigger.attachedTo() != null;
    }
}
