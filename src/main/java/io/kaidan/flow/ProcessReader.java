package io.kaidan.flow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.camunda.zeebe.model.bpmn.instance.DataObject;
import io.camunda.zeebe.model.bpmn.instance.DataObjectReference;
import io.camunda.zeebe.model.bpmn.instance.DataStoreReference;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.LaneSet;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeUserTaskForm;
import io.kaidan.form.Form;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one executable process: a flow. */
final class ProcessReader {

    private static final Pattern API_PATH = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]{0,199}");
    /** Sub-processes within one another. */
    private static final int DEEPEST = 50;

    private static final List<String> SWITCHES = List.of("api", "log", "attachments", "worklog", "tasks");
    private static final String RETENTION = "retentionDays";
    private static final List<String> PROPERTIES =
            Stream.concat(SWITCHES.stream(), Stream.of(RETENTION)).toList();
    private static final Pattern DAYS = Pattern.compile("[1-9][0-9]{0,4}");

    private final Collection<? extends NodeReader> types;
    private final Process process;
    private final Model model;
    private final Map<String, FlowNode> elements = new LinkedHashMap<>();
    private final Map<String, String> scopes = new HashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private Map<String, List<Link>> linksTo = Map.of();
    private Map<String, List<Link>> linksFrom = Map.of();

    ProcessReader(Collection<? extends NodeReader> types, Process process, Model model) {
        this.types = types;
        this.process = process;
        this.model = model;
    }

    Flow read() {
        if (!API_PATH.matcher(process.getId()).matches()) {
            model.error(process.getId(), "api_path");
        }
        for (String extension : Extensions.names(process)) {
            if (!extension.equals("versionTag") && !extension.equals("userTaskForm")) {
                model.error(process.getId(), "extension", extension);
            }
        }
        if (process.getExtensionElements() != null) {
            process.getExtensionElements().getElementsQuery().filterByType(ZeebeUserTaskForm.class).list().stream()
                    .filter(form -> form.getId() != null)
                    .forEach(form -> model.embed(process.getId(), form.getId(), form.getTextContent()));
        }
        for (LaneSet lanes : process.getLaneSets()) {
            model.warning(lanes.getId(), "no_effect", "laneSet");
        }
        boolean named = sort(process.getFlowElements(), null, 0);
        linksTo = linksBy(Link::to);
        linksFrom = linksBy(Link::from);
        Map<String, Node> nodes = new LinkedHashMap<>();
        elements.values().forEach(element -> nodes.put(element.getId(), node(element)));
        Node start = start(nodes.values());
        String name = process.getName() == null || process.getName().isBlank() ? process.getId() : process.getName();
        Map<String, String> properties = Extensions.properties(process);
        model.knowsProperties(process.getId(), properties, PROPERTIES);
        Flow flow = new Flow(
                process.getId(),
                name,
                process.getDocumentations().stream()
                        .map(d -> d.getTextContent().strip())
                        .collect(joining("\n")),
                model.file(),
                model.text(),
                withStartForm(nodes, start),
                start == null ? null : withStartForm(start, start),
                switches(properties),
                retention(properties));
        if (named) { // else the graph is not known: it would look broken where it is not
            new FlowCheck(flow, model).check();
        }
        return flow;
    }

    /**
     * The start of the flow itself that needs no event, else the first of those that a message or signal makes happen;
     * null when there is none, or not one, which is an error.
     */
    private Node start(Collection<Node> nodes) {
        List<Node> starts = nodes.stream()
                .filter(n -> n.scope() == null && n.type().equals(Flow.START))
                .toList();
        List<Node> plain = starts.stream()
                .filter(n -> n.trigger() == null && !model.found(n.id(), "unsupported"))
                .toList();
        if (starts.isEmpty() || plain.size() > 1) {
            model.error(process.getId(), "starts", plain.size());
            return null;
        }
        return plain.isEmpty() ? starts.get(0) : plain.get(0);
    }

    /** Sorts what a scope is made of into nodes and links, and the sub-processes in it too. Returns whether each has an id. */
    private boolean sort(Collection<FlowElement> within, String scope, int depth) {
        if (depth > DEEPEST) {
            model.error(scope, "too_deep", DEEPEST);
            return false;
        }
        boolean named = true;
        List<SequenceFlow> flows = new ArrayList<>();
        for (FlowElement element : within) {
            if (element instanceof FlowNode && element.getId() == null) {
                model.error(null, "no_id", element.getElementType().getTypeName());
                named = false;
            } else if (element instanceof SequenceFlow flow) {
                flows.add(flow);
            } else if (element instanceof FlowNode node) {
                elements.put(node.getId(), node);
                scopes.put(node.getId(), scope);
                if (node instanceof SubProcess inner) {
                    named &= sort(inner.getFlowElements(), inner.getId(), depth + 1);
                }
            } else if (!isData(element)) {
                model.unsupported(element);
            }
        }
        for (SequenceFlow flow : flows) {
            Link link = link(flow, scope);
            links.put(link.id(), link);
        }
        return named;
    }

    private Map<String, List<Link>> linksBy(Function<Link, String> end) {
        return links.values().stream().filter(link -> end.apply(link) != null).collect(groupingBy(end));
    }

    private static boolean isData(FlowElement element) {
        return element instanceof DataObject
                || element instanceof DataObjectReference
                || element instanceof DataStoreReference;
    }

    private Link link(SequenceFlow flow, String scope) {
        Extensions.names(flow).forEach(extension -> model.error(flow.getId(), "extension", extension));
        String from = end(flow, flow.getSource(), scope);
        String to = end(flow, flow.getTarget(), scope);
        String id = flow.getId() == null ? unused(from + ">" + to) : flow.getId();
        return new Link(
                id,
                flow.getName(),
                from,
                to,
                model.feel(
                        id,
                        flow.getConditionExpression() == null
                                ? null
                                : flow.getConditionExpression().getTextContent()));
    }

    /** A name for a link that has none; no id of XML can be one of these. */
    private String unused(String name) {
        return links.containsKey(name) ? unused(name + ">") : name;
    }

    private String end(SequenceFlow flow, FlowNode node, String scope) {
        String id = node == null ? null : node.getId();
        if (id == null || !elements.containsKey(id) || !Objects.equals(scopes.get(id), scope)) {
            model.error(flow.getId(), "foreign_link", String.valueOf(id));
        }
        return id;
    }

    private Node node(FlowNode drawn) {
        String type = drawn.getElementType().getTypeName();
        String id = drawn.getId();
        NodeDraft draft = new NodeDraft(
                drawn,
                scopes.get(id),
                linksTo.getOrDefault(id, List.of()),
                linksFrom.getOrDefault(id, List.of()),
                model);
        Optional<? extends NodeReader> reader = types.stream()
                .filter(t -> t.element().equals(type) && t.accepts(drawn))
                .findFirst();
        reader.ifPresentOrElse(t -> t.read(draft), () -> model.unsupported(drawn));
        return draft.node(type, reader.map(NodeReader::kind).orElse(type));
    }

    /** A user task without a form shows the start form; a start without one shows none. */
    private static Map<String, Node> withStartForm(Map<String, Node> nodes, Node start) {
        Map<String, Node> completed = new LinkedHashMap<>();
        nodes.forEach((id, node) -> completed.put(id, withStartForm(node, start)));
        return completed;
    }

    private static Node withStartForm(Node node, Node start) {
        HumanPoint human = node.human();
        if (human == null || human.form() != null) {
            return node;
        }
        Form shown = start == null || start.human() == null || start.human().form() == null
                ? Form.EMPTY
                : start.human().form();
        return node.asking(human.showing(shown));
    }

    private Map<String, Boolean> switches(Map<String, String> properties) {
        Map<String, Boolean> switches = new LinkedHashMap<>();
        for (String name : SWITCHES) {
            String value = properties.getOrDefault(name, "true").strip();
            if (!value.equals("true") && !value.equals("false")) {
                model.error(process.getId(), "switch", name, value);
            }
            switches.put(name, value.equals("true"));
        }
        return switches;
    }

    private Integer retention(Map<String, String> properties) {
        String days = properties.getOrDefault(RETENTION, "").strip();
        if (days.isEmpty()) {
            return null;
        }
        if (!DAYS.matcher(days).matches() || Integer.parseInt(days) > Flow.LONGEST_RETENTION) {
            model.error(process.getId(), "retention", days, Flow.LONGEST_RETENTION);
            return null;
        }
        return Integer.valueOf(days);
    }
}
