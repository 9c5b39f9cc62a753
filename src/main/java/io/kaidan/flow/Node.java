package io.kaidan.flow;

import java.util.List;

/**
 * One element of a flow through which tokens go.
 *
 * @param type the name of its element in BPMN, such as {@code userTask}
 * @param defaultLink the outgoing link that needs no condition; null where there is none
 * @param human what it asks of people; null where it asks nothing
 */
public record Node(
        String id,
        String name,
        String type,
        List<Link> incoming,
        List<Link> outgoing,
        Link defaultLink,
        HumanPoint human) {

    Node asking(HumanPoint other) {
        return new Node(id, name, type, incoming, outgoing, defaultLink, other);
    }

    /** The name that people know it by: its name, else its id. */
    public String label() {
        return name == null || name.isBlank() ? id : name;
    }
}
