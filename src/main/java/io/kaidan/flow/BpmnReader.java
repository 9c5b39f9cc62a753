package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.DataObject;
import io.camunda.zeebe.model.bpmn.instance.DataObjectReference;
import io.camunda.zeebe.model.bpmn.instance.DataStoreReference;
import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Import;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.kaidan.form.Form;
import io.kaidan.problem.Finding;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the flows that BPMN files draw, and finds everything that is wrong with them. */
public final class BpmnReader {

    private static final Pattern API_PATH = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]{0,199}");
    private static final List<String> SWITCHES = List.of("api", "log", "attachments", "worklog", "tasks");

    private final Collection<? extends NodeReader> types;

    public BpmnReader(Collection<? extends NodeReader> types) {
        this.types = types;
    }

    /**
     * Reads one file.
     *
     * @param forms by id
     * @param findings takes what is wrong or doubtful; with any error among them the flows must not be used
     */
    public List<Flow> read(String file, byte[] xml, Map<String, Form> forms, List<Finding> findings) {
        Model model = new Model(file, forms, findings);
        BpmnModelInstance bpmn;
        try {
            bpmn = Bpmn.readModelFromStream(new ByteArrayInputStream(xml));
        } catch (RuntimeException unreadable) {
            model.error(null, "bpmn", reason(unreadable));
            return List.of();
        }
        for (Import reference : bpmn.getModelElementsByType(Import.class)) {
            model.error(null, "import", reference.getLocation());
        }
        List<Flow> flows = new ArrayList<>();
        for (Process process : bpmn.getModelElementsByType(Process.class)) {
            if (process.isExecutable()) {
                flows.add(flow(process, model));
            }
        }
        if (flows.isEmpty()) {
            model.warning(null, "no_process");
        }
        return flows;
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private Flow flow(Process process, Model model) {
        if (!API_PATH.matcher(process.getId()).matches()) {
            model.error(process.getId(), "api_path");
        }
        Map<String, Link> links = new LinkedHashMap<>();
        List<FlowNode> elements = new ArrayList<>();
        for (FlowElement element : process.getFlowElements()) {
            if (element instanceof SequenceFlow sequence) {
                links.put(sequence.getId(), link(sequence, model));
            } else if (element instanceof FlowNode node) {
                elements.add(node);
            } else if (!(element instanceof DataObject
                    || element instanceof DataObjectReference
                    || element instanceof DataStoreReference)) {
                unsupported(element, model);
            }
        }
        Map<String, Node> nodes = new LinkedHashMap<>();
        elements.forEach(element -> nodes.put(element.getId(), node(element, links, model)));
        Node start = new FlowCheck(nodes, model).start(process.getId());
        String name = process.getName() == null || process.getName().isBlank() ? process.getId() : process.getName();
        return new Flow(
                process.getId(),
                name,
                model.file(),
                withStartForm(nodes, start),
                start == null ? null : withStartForm(start, start),
                switches(process, model));
    }

    private static Link link(SequenceFlow sequence, Model model) {
        String condition = sequence.getConditionExpression() == null
                ? null
                : sequence.getConditionExpression().getTextContent();
        return new Link(
                sequence.getId(),
                sequence.getName(),
                sequence.getSource() == null ? null : sequence.getSource().getId(),
                sequence.getTarget() == null ? null : sequence.getTarget().getId(),
                model.feel(sequence.getId(), condition));
    }

    private Node node(FlowNode element, Map<String, Link> links, Model model) {
        String type = element.getElementType().getTypeName();
        NodeDraft draft = new NodeDraft(element, model);
        types.stream()
                .filter(t -> t.element().equals(type) && t.accepts(element))
                .findFirst()
                .ifPresentOrElse(t -> t.read(draft), () -> unsupported(element, model));
        List<Link> incoming = links.values().stream()
                .filter(l -> element.getId().equals(l.to()))
                .toList();
        List<Link> outgoing = links.values().stream()
                .filter(l -> element.getId().equals(l.from()))
                .toList();
        Link otherwise = draft.defaultFlow() == null
                ? null
                : links.get(draft.defaultFlow().getId());
        return new Node(element.getId(), element.getName(), type, incoming, outgoing, otherwise, draft.human());
    }

    private static void unsupported(FlowElement element, Model model) {
        String name = element.getName() == null ? element.getId() : element.getName();
        model.error(element.getId(), "unsupported", element.getElementType().getTypeName(), name);
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
        HumanPoint completed = new HumanPoint(
                shown,
                human.validation(),
                human.assignee(),
                human.candidateUsers(),
                human.candidateGroups(),
                human.dueDate(),
                human.quickActions());
        return new Node(
                node.id(), node.name(), node.type(), node.incoming(), node.outgoing(), node.defaultLink(), completed);
    }

    private static Map<String, Boolean> switches(Process process, Model model) {
        Map<String, String> properties = Extensions.properties(process);
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
}
