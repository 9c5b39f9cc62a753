package io.kaidan.flow;

import java.util.List;

/**
 * One element of a flow through which tokens go.
 *
 * @param type the name of its element in BPMN, such as {@code userTask}
 * @param kind the name of the node type that knows what it does
 * @param defaultLink the outgoing link that needs no condition; null where there is none
 * @param human what it asks of people; null where it asks nothing
 * @param inputs what is set before it acts
 * @param outputs what is set after it has acted
 * @param settings what else its type read of it; null where there is nothing
 */
public record Node(
        String id,
        String name,
        String type,
        String kind,
        List<Link> incoming,
        List<Link> outgoing,
        Link defaultLink,
        HumanPoint human,
        List<Mapping> inputs,
        List<Mapping> outputs,
        Object settings) {

    Node asking(HumanPoint other) {
        return new Node(id, name, type, kind, incoming, outgoing, defaultLink, other, inputs, outputs, settings);
    }

    /** The name that people know it by: its name, else its id. */
    public String label() {
        return name == null || name.isBlank() ? id : name;
    }
}
