package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeAssignmentDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskSchedule;
import io.kaidan.feel.Feel;
import io.kaidan.form.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One element while it is read: what a node type takes from it, and where it says what is wrong. */
public final class NodeDraft {

    private final FlowNode element;
    private final Model model;
    private HumanPoint human;
    private SequenceFlow defaultFlow;

    NodeDraft(FlowNode element, Model model) {
        this.element = element;
        this.model = model;
    }

    public FlowNode element() {
        return element;
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
            if (!List.of(names).contains(name)) {
                problem("extension", name);
            }
        }
    }

    /** Declares that the type asks no conditions: one on a link that leaves it would never be evaluated. */
    public void asksNoConditions() {
        for (SequenceFlow flow : element.getOutgoing()) {
            if (flow.getConditionExpression() != null) {
                model.error(flow.getId(), "condition_not_asked", flow.getId());
            }
        }
    }

    /** The link to take when no condition holds. */
    public void defaultsTo(SequenceFlow flow) {
        defaultFlow = flow;
    }

    /** Reads form, validation, assignment, due date and quick actions. */
    public void asksPeople() {
        Map<String, String> properties = Extensions.properties(element);
        ZeebeAssignmentDefinition assignment = element.getSingleExtensionElement(ZeebeAssignmentDefinition.class);
        ZeebeTaskSchedule schedule = element.getSingleExtensionElement(ZeebeTaskSchedule.class);
        if (schedule != null && schedule.getFollowUpDate() != null) {
            problem("extension", "zeebe:taskSchedule followUpDate");
        }
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

    HumanPoint human() {
        return human;
    }

    SequenceFlow defaultFlow() {
        return defaultFlow;
    }
}
