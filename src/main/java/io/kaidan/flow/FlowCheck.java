package io.kaidan.flow;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at the graph as a whole: a start for each scope, everything reachable, no way that leads nowhere. */
final class FlowCheck {

    private static final Pattern ACTIVITY = Pattern.compile("task|.+Task|subProcess|callActivity");

    private final Flow flow;
    private final Model model;
    private final Map<String, Set<String>> before = new HashMap<>();

    FlowCheck(Flow flow, Model model) {
        this.flow = flow;
        this.model = model;
        flow.nodes().values().forEach(node -> flow.next(node)
                .forEach(next ->
                        before.computeIfAbsent(next.id(), n -> new HashSet<>()).add(node.id())));
    }

    /** Checks the flow itself and the sub-processes in it. */
    void check() {
        if (starts(null).isEmpty()) {
            return; // said already, and without a start nothing is reachable
        }
        checkTriggeredStarts();
        check(null);
        for (Node node : flow.nodes().values()) {
            boolean event = node.kind().equals(Flow.EVENT_SUB_PROCESS);
            if (event || node.type().equals("subProcess")) {
                List<Node> starts = starts(node.id());
                if (starts.size() != 1 || event == (starts.get(0).trigger() == null)) {
                    model.error(node.id(), event ? "event_start" : "inner_start", node.label());
                } else {
                    check(node.id());
                }
            }
        }
    }

    /** What comes must know where the ticket is to open. */
    private void checkTriggeredStarts() {
        Set<Object> seen = new HashSet<>();
        for (Node start : flow.triggeredStarts()) {
            Text name = start.trigger().name();
            if (name != null
                    && name.plain() != null
                    && !seen.add(List.of(start.trigger().kind(), name.plain()))) {
                model.error(start.id(), "start_twice", name.plain());
            }
        }
    }

    private List<Node> starts(String scope) {
        return flow.inside(scope).stream()
                .filter(n -> n.type().equals(Flow.START))
                .toList();
    }

    private void check(String scope) {
        Set<String> reached = reached(starts(scope));
        Set<String> ending = ending(scope);
        for (Node node : flow.inside(scope)) {
            boolean ends = node.type().equals(Flow.END) || !flow.jump(node).isEmpty();
            if (node.kind().equals(Flow.EVENT_SUB_PROCESS) || model.found(node.id(), "unsupported")) {
                continue; // the one begins and ends by itself, of the other nothing is known
            }
            if (node.isBoundary() && !isHost(node.trigger().attachedTo(), scope)) {
                model.error(node.id(), "boundary_host", node.trigger().attachedTo());
            } else if (!reached.contains(node.id())) {
                model.error(node.id(), "unreachable", node.label());
            } else if (node.outgoing().isEmpty() && !ends) {
                model.error(node.id(), "dead_end", node.label());
            } else if (!ending.contains(node.id())) {
                model.warning(node.id(), "no_way_out", node.label()); // a loop for ever can be meant
            }
        }
    }

    private boolean isHost(String id, String scope) {
        Node host = flow.nodes().get(id);
        return host != null
                && Objects.equals(host.scope(), scope)
                && !host.kind().equals(Flow.EVENT_SUB_PROCESS)
                && ACTIVITY.matcher(host.type()).matches();
    }

    private Set<String> reached(Collection<Node> starts) {
        Set<String> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.add(node.id())) {
                flow.next(node).forEach(open::push);
            }
        }
        return seen;
    }

    private Set<String> ending(String scope) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(flow.inside(scope).stream()
                .filter(n -> n.type().equals(Flow.END))
                .map(Node::id)
                .toList());
        while (!open.isEmpty()) {
            String node = open.pop();
            if (seen.add(node)) {
                open.addAll(before.getOrDefault(node, Set.of()));
            }
        }
        return seen;
    }
}
