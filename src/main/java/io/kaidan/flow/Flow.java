package io.kaidan.flow;

import io.kaidan.form.Form;
import java.util.Map;

/**
 * One deployed flow, immutable.
 *
 * @param apiPath the id of its process
 * @param file the file of the package that draws it
 * @param nodes by id, in the order of the drawing
 * @param start where tickets open
 * @param switches the flow's own defaults of {@code api}, {@code log}, {@code attachments}, {@code worklog}, {@code tasks}
 */
public record Flow(
        String apiPath, String name, String file, Map<String, Node> nodes, Node start, Map<String, Boolean> switches) {

    /** The node of a token. */
    public Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("Expected a node of the flow " + apiPath + " but there is no " + id);
        }
        return node;
    }

    public Form startForm() {
        return start.human().form();
    }
}
