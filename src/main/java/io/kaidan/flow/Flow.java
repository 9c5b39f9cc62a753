package io.kaidan.flow;

import static java.util.stream.Collectors.groupingBy;

import io.kaidan.form.Form;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One deployed flow, immutable. */
public final class Flow {

    public static final String START = "startEvent";
    public static final String END = "endEvent";

    /** Days for which closed tickets can be kept, unless it is for ever: a hundred years. */
    public static final int LONGEST_RETENTION = 36_500;

    /** The kind of a sub-process that is not entered over a link but when its start event happens. */
    public static final String EVENT_SUB_PROCESS = "eventSubProcess";

    /** The kind of a gateway whose ways lead to the events that it waits for. */
    public static final String EVENT_BASED_GATEWAY = "eventBasedGateway";

    /** FEEL in XML: the value of an attribute or the content of an element, beginning with the sign. */
    private static final Pattern EXPRESSION = Pattern.compile("[\"'>]\\s*=[^\"<]*");

    private final String apiPath;
    private final String name;
    private final String description;
    private final String file;
    private final String bpmn;
    private final Map<String, Node> nodes;
    private final Node start;
    private final Map<String, Boolean> switches;
    private final Integer retentionDays;
    private final Map<String, List<Node>> byScope = new HashMap<>();
    private final Map<String, List<Node>> byHost;
    private final List<Form> forms;

    /**
     * @param apiPath the id of its process
     * @param description its documentation; may be empty
     * @param file the file of the package that draws it
     * @param bpmn what the file holds, as it came
     * @param nodes by id, in the order of the drawing, those in sub-processes too
     * @param start where people and systems open tickets; messages and signals may have starts of their own
     * @param switches the flow's own defaults of {@code api}, {@code log}, {@code attachments}, {@code worklog}, {@code tasks}
     * @param retentionDays for how many days closed tickets are kept where nobody says otherwise; null: for ever
     */
    Flow(
            String apiPath,
            String name,
            String description,
            String file,
            String bpmn,
            Map<String, Node> nodes,
            Node start,
            Map<String, Boolean> switches,
            Integer retentionDays) {
        this.apiPath = apiPath;
        this.name = name;
        this.description = description;
        this.file = file;
        this.bpmn = bpmn;
        this.nodes = nodes;
        this.start = start;
        this.switches = switches;
        this.retentionDays = retentionDays;
        forms = Stream.concat(Stream.ofNullable(start), nodes.values().stream())
                .filter(node -> node.human() != null)
                .map(node -> node.human().form())
                .distinct()
                .toList();
        for (Node node : nodes.values()) {
            byScope.computeIfAbsent(node.scope(), s -> new ArrayList<>()).add(node);
        }
        byHost = nodes.values().stream().filter(Node::isBoundary).collect(groupingBy(n -> n.trigger()
                .attachedTo()));
    }

    public String apiPath() {
        return apiPath;
    }

    public String name() {
        return name;
    }

    /** What its design says of it; may be empty. */
    public String description() {
        return description;
    }

    public String file() {
        return file;
    }

    /** The file that draws it, as it came: with all that it tells machines, secrets for other hosts included. */
    public String bpmn() {
        return bpmn;
    }

    /** What the file draws, for people: without what it tells machines. */
    public String drawing() {
        return BpmnReader.drawing(bpmn);
    }

    public Map<String, Node> nodes() {
        return nodes;
    }

    public Node start() {
        return start;
    }

    public Map<String, Boolean> switches() {
        return switches;
    }

    /** The flow's own default; null: closed tickets are kept for ever. */
    public Integer retentionDays() {
        return retentionDays;
    }

    /** The node of a token. */
    public Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("Expected a node of the flow " + apiPath + " but there is no " + id);
        }
        return node;
    }

    /** The nodes that lie in a sub-process, those of inner ones not; null: in the flow itself. */
    public List<Node> inside(String scope) {
        return byScope.getOrDefault(scope, List.of());
    }

    /** Where a sub-process begins. */
    public Node startInside(String scope) {
        return inside(scope).stream()
                .filter(n -> n.type().equals(START))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a start in " + scope + " but there is none"));
    }

    /** Its own start events that a message or signal makes happen. */
    public List<Node> triggeredStarts() {
        return inside(null).stream()
                .filter(n -> n.type().equals(START) && n.trigger() != null)
                .toList();
    }

    /** The start events in a scope whose event sub-processes begin when they happen. */
    public List<Node> eventStarts(String scope) {
        return inside(scope).stream()
                .filter(n -> n.kind().equals(EVENT_SUB_PROCESS))
                .map(n -> startInside(n.id()))
                .toList();
    }

    /** The events at the boundary of an activity. */
    public List<Node> boundaries(String node) {
        return byHost.getOrDefault(node, List.of());
    }

    /** The links into a node that a token at another one can come over without passing it before. */
    public Set<Link> linksInto(Node target, Node from) {
        Set<Link> into = new HashSet<>();
        Set<String> seen = new HashSet<>(Set.of(from.id()));
        Deque<Node> open = new ArrayDeque<>(from.id().equals(target.id()) ? List.of() : List.of(from));
        while (!open.isEmpty()) {
            Node node = open.pop();
            node.outgoing().stream()
                    .filter(link -> link.to().equals(target.id()))
                    .forEach(into::add);
            next(node)
                    .filter(n -> !n.id().equals(target.id()) && seen.add(n.id()))
                    .forEach(open::push);
        }
        return into;
    }

    /** Where a token at a node can come next: over links, by an event at its boundary, by the jump of a link event. */
    Stream<Node> next(Node node) {
        Stream<Node> linked =
                node.outgoing().stream().map(l -> nodes.get(l.to())).filter(Objects::nonNull);
        return Stream.concat(Stream.concat(linked, boundaries(node.id()).stream()), jump(node).stream());
    }

    /** Where a throwing link event leads; nowhere for all others, and where nothing catches it. */
    public List<Node> jump(Node node) {
        return isLink(node) && node.outgoing().isEmpty()
                ? inside(node.scope()).stream()
                        .filter(n -> isLink(n) && n != node && !n.outgoing().isEmpty())
                        .filter(n -> Objects.equals(
                                n.trigger().name(), node.trigger().name()))
                        .toList()
                : List.of();
    }

    private static boolean isLink(Node node) {
        return node.trigger() != null && node.trigger().kind() == Trigger.Kind.LINK;
    }

    /** Whether an expression of its drawing asks for this name. */
    boolean asksFor(String name) {
        Pattern word = Text.word(name);
        return EXPRESSION.matcher(bpmn).results().anyMatch(e -> word.matcher(e.group())
                .find());
    }

    /** The forms of its human points, the start's before all others. */
    public List<Form> forms() {
        return forms;
    }

    /** The forms that are shown at a node and at all that lie in it. */
    public List<Form> formsWithin(Node node) {
        Stream<Form> own = Stream.ofNullable(node.human()).map(HumanPoint::form);
        Stream<Form> inner = inside(node.id()).stream().flatMap(n -> formsWithin(n).stream());
        return Stream.concat(own, inner).distinct().toList();
    }

    public Form startForm() {
        return start.human().form();
    }
}
