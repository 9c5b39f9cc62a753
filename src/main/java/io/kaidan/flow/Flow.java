package io.kaidan.flow;

import io.kaidan.form.Form;
import java.util.List;
import java.util.Map;
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
