package io.kaidan.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Looks at the graph as a whole: one start, everything reachable, no way that leads nowhere. */
final class FlowCheck {

    static final String START = "startEvent";
    static final String END = "endEvent";

    private final Map<String, Node> nodes;
    private final Model model;

    FlowCheck(Map<String, Node> nodes, Model model) {
        this.nodes = nodes;
        this.model = model;
    }

    /** The one start; null when there is none, which is an error like all else that this finds. */
    Node start(String process) {
        List<Node> starts =
                nodes.values().stream().filter(n -> n.type().equals(START)).toList();
        if (starts.size() != 1) {
            model.error(process, "starts", starts.size());
            return null;
        }
        Set<String> reached = walk(starts, Node::outgoing, Link::to);
        Set<String> ending =
                walk(nodes.values().stream().filter(n -> n.type().equals(END)).toList(), Node::incoming, Link::from);
        for (Node node : nodes.values()) {
            if (!reached.contains(node.id())) {
                model.error(node.id(), "unreachable", node.label());
            } else if (node.outgoing().isEmpty() && !node.type().equals(END)) {
                model.error(node.id(), "dead_end", node.label());
            } else if (!ending.contains(node.id())) {
                model.warning(node.id(), "no_way_out", node.label()); // a loop for ever can be meant
            }
        }
        return starts.get(0);
    }

    private Set<String> walk(List<Node> from, Function<Node, List<Link>> over, Function<Link, String> to) {
        Set<String> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node.id())) {
                over.apply(node).stream()
                        .map(to)
                        .map(nodes::get)
                        .filter(java.util.Objects::nonNull)
                        .forEach(open::push);
            }
        }
        return seen;
    }
}
