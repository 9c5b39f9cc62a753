package io.kaidan.flow;

import io.kaidan.form.Form;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One deployed flow, immutable.
 *
 * @param apiPath the id of its process
 * @param file the file of the package that draws it
 * @param bpmn what the file holds, as it came
 * @param nodes by id, in the order of the drawing
 * @param start where tickets open
 * @param switches the flow's own defaults of {@code api}, {@code log}, {@code attachments}, {@code worklog}, {@code tasks}
 */
public record Flow(
        String apiPath,
        String name,
        String file,
        String bpmn,
        Map<String, Node> nodes,
        Node start,
        Map<String, Boolean> switches) {

    /** The node of a token. */
    public Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("Expected a node of the flow " + apiPath + " but there is no " + id);
        }
        return node;
    }

    /** The links into a node that a token at another one can come over without passing it before. */
    public Set<Link> linksInto(Node target, Node from) {
        Set<Link> into = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(from.id().equals(target.id()) ? List.of() : List.of(from));
        while (!open.isEmpty()) {
            for (Link link : open.pop().outgoing()) {
                if (link.to().equals(target.id())) {
                    into.add(link);
                } else if (seen.add(link.to())) {
                    open.push(node(link.to()));
                }
            }
        }
        return into;
    }

    /** The forms of its human points, the start's before all others. */
    public List<Form> forms() {
        return Stream.concat(Stream.of(start), nodes.values().stream())
                .filter(node -> node.human() != null)
                .map(node -> node.human().form())
                .distinct()
                .toList();
    }

    public Form startForm() {
        return start.human().form();
    }
}
