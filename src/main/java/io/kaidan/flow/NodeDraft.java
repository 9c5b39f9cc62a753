package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.IntermediateCatchEvent;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeIoMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeMapping;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskSchedule;
import io.kaidan.feel.Feel;
import io.kaidan.form.Form;
import io.kaidan.json.Members;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One element while it is read: what a node type takes from it, and where it says what is wrong. */
public final class NodeDraft {

    private static final Pattern VARIABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");

    private static final int LONGEST_NAME = 255;

    /** What a formKey begins with that names a form in the same file. */
    private static final String EMBEDDED = "camunda-forms:bpmn:";

    /** Extension elements that only tell tools something. */
    private static final List<String> NO_EFFECT = List.of("taskHeaders", "priorityDefinition");

    private static final List<String> PROPERTIES =
            List.of("validation", "action1.label", "action1.set", "action2.label", "action2.set");

    private final FlowNode element;
    private final String scope;
    private final List<Link> incoming;
    private final List<Link> outgoing;
    private final Model model;
    private HumanPoint human;
    private Link defaultLink;
    private Trigger trigger;
    private Loop loop;
    private List<Mapping> inputs = List.of();
    private List<Mapping> outputs = List.of();
    private Object detail;

    NodeDraft(FlowNode element, String scope, List<Link> incoming, List<Link> outgoing, Model model) {
        this.element = element;
        this.scope = scope;
        this.incoming = incoming;
        this.outgoing = outgoing;
        this.model = model;
    }

    public FlowNode element() {
        return element;
    }

    /** The links into it, by where they lead, whatever the element itself says of them. */
    public List<Link> incoming() {
        return incoming;
    }

    /** The links out of it, in the order of the drawing. */
    public List<Link> outgoing() {
        return outgoing;
    }

    /** The application cannot be deployed for this reason. */
    public void problem(String code, Object... arguments) {
        model.error(element.getId(), code, arguments);
    }

    /** Somebody should look at it. */
    public void doubt(String code, Object... arguments) {
        model.warning(element.getId(), code, arguments);
    }

    /** Declares the extension elements that this type knows; any other is a problem, for nothing is silently ignored. */
    public void knowsExtensions(String... names) {
        for (String name : Extensions.names(element)) {
            if (!List.of(names).contains(name) && NO_EFFECT.contains(name)) {
                doubt("no_effect", "zeebe:" + name);
            } else if (!List.of(names).contains(name)) {
                problem("extension", name);
            }
        }
    }

    /** Declares that the type asks no conditions: one on a link that leaves it would never be evaluated. */
    public void asksNoConditions() {
        for (Link link : outgoing) {
            if (link.condition() != null) {
                model.error(link.id(), "condition_not_asked", link.id());
            }
        }
    }

    /**
     * Reads the conditions of a gateway that asks them: each way out has one or is the default.
     *
     * @param otherwise the default as the element names it, or null
     */
    public void asksConditions(SequenceFlow otherwise) {
        if (otherwise != null) {
            defaultLink = outgoing.stream()
                    .filter(l -> l.id().equals(otherwise.getId()))
                    .findFirst()
                    .orElse(null);
            if (defaultLink == null) {
                problem("foreign_default", String.valueOf(otherwise.getId()));
            } else if (defaultLink.condition() != null) {
                model.warning(defaultLink.id(), "default_condition", defaultLink.id());
            }
        }
        if (outgoing.size() < 2 && outgoing.stream().allMatch(way -> way.condition() == null)) {
            return; // it only joins
        }
        for (Link way : outgoing) {
            if (way != defaultLink && way.condition() == null && !model.found(way.id(), "feel")) {
                model.error(way.id(), "no_condition", way.id());
            }
        }
        if (defaultLink == null) {
            doubt("no_default", element.getId());
        }
    }

    /** The id of the sub-process it lies in; null: it lies in the flow itself. */
    public String scope() {
        return scope;
    }

    /** Reads whether the activity is done once for each element of a list. */
    public void asksLoop() {
        loop = new LoopReader(this).read();
    }

    /** Reads the one event definition: what the event waits for or throws. */
    public void asksTrigger() {
        trigger = new TriggerReader(this).read();
    }

    /** Declares that the message or signal has a fixed name: it is looked up by it while there is no ticket yet. */
    public void asksFixedName() {
        Text name = trigger == null ? null : trigger.name();
        if (name != null && (name.plain() == null || !Members.isName(name.plain(), LONGEST_NAME))) {
            problem("start_name", name.plain() == null ? name.expression().text() : name.plain());
        }
    }

    /** What {@link #asksTrigger} has read; null where something is wrong with it. */
    public Trigger trigger() {
        return trigger;
    }

    /** Declares that every way leads to something that waits for an event, for the first one decides. */
    public void leadsToEvents() {
        boolean events = outgoing.stream()
                .map(link ->
                        link.to() == null ? null : element.getModelInstance().getModelElementById(link.to()))
                .allMatch(t -> t instanceof IntermediateCatchEvent
                        || t instanceof ReceiveTask task && task.getLoopCharacteristics() == null);
        if (!events || outgoing.size() < 2) {
            problem("event_gateway_targets", String.valueOf(element.getId()));
        }
    }

    /** Reads the ioMapping: variables that it gets before it acts, and what it leaves behind. */
    public void mapsValues() {
        ZeebeIoMapping mapping = element.getSingleExtensionElement(ZeebeIoMapping.class);
        if (mapping != null) {
            inputs = mappings(mapping.getInputs());
            outputs = mappings(mapping.getOutputs());
        }
    }

    private List<Mapping> mappings(Collection<? extends ZeebeMapping> lines) {
        List<Mapping> mappings = new ArrayList<>();
        for (ZeebeMapping line : lines) {
            checkVariable(line.getTarget());
            if (line.getSource() == null || line.getSource().isBlank()) {
                problem("mapping_source", String.valueOf(line.getTarget()));
            } else {
                mappings.add(new Mapping(text(line.getSource()), line.getTarget()));
            }
        }
        return mappings;
    }

    /** Declares that a name must be one that FEEL can ask for; dots lead into nested objects. */
    public void checkVariable(String name) {
        if (name == null || !VARIABLE.matcher(name).matches()) {
            problem("variable", String.valueOf(name));
        }
    }

    /** Keeps what only the type itself understands; it gets it back as {@link Node#detail()}. */
    public void detail(Object own) {
        detail = own;
    }

    /** Reads form, validation, assignment, due date and quick actions. */
    public void asksPeople() {
        Map<String, String> properties = Extensions.properties(element);
        ZeebeAssignmentDefinition assignment = element.getSingleExtensionElement(ZeebeAssignmentDefinition.class);
        ZeebeTaskSchedule schedule = element.getSingleExtensionElement(ZeebeTaskSchedule.class);
        if (schedule != null && schedule.getFollowUpDate() != null) {
            doubt("no_effect", "zeebe:taskSchedule followUpDate");
        }
        model.knowsProperties(element.getId(), properties, PROPERTIES);
        List<QuickAction> actions = new ArrayList<>();
        for (String action : List.of("action1", "action2")) {
            String set = properties.get(action + ".set");
            if (set != null || properties.containsKey(action + ".label")) {
                Feel feel = feel(set == null ? "{}" : set);
                actions.add(new QuickAction(action, properties.getOrDefault(action + ".label", action), feel));
            }
        }
        human = new HumanPoint(
                form(),
                feel(properties.get("validation")),
                assignment == null ? null : text(assignment.getAssignee()),
                assignment == null ? null : text(assignment.getCandidateUsers()),
                assignment == null ? null : text(assignment.getCandidateGroups()),
                schedule == null ? null : text(schedule.getDueDate()),
                actions);
    }

    private Form form() {
        ZeebeFormDefinition definition = element.getSingleExtensionElement(ZeebeFormDefinition.class);
        if (definition == null) {
            return null;
        }
        String key = definition.getFormKey();
        if (definition.getFormId() == null && key != null && key.startsWith(EMBEDDED)) {
            Form embedded = model.embedded(key.substring(EMBEDDED.length()));
            if (embedded == null) {
                problem("unknown_form", key);
            }
            return embedded;
        }
        if (definition.getFormId() == null) {
            problem("form_reference");
            return null;
        }
        Form form = model.form(definition.getFormId());
        if (form == null) {
            problem("unknown_form", definition.getFormId());
        }
        return form;
    }

    /** FEEL, or null for none; what is no FEEL is a problem of this element. */
    public Feel feel(String text) {
        return model.feel(element.getId(), text);
    }

    /** A text that may be FEEL, or null for none. */
    public Text text(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return Feel.isExpression(text) ? new Text(null, feel(text)) : new Text(text, null);
    }

    Node node(String type, String kind) {
        return new Node(
                element.getId(),
                element.getName(),
                type,
                kind,
                scope,
                incoming,
                outgoing,
                defaultLink,
                human,
                trigger,
                loop,
                inputs,
                outputs,
                detail);
    }
}
