package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.EscalationEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import java.util.Map;
import java.util.Set;

/** An escalation, thrown on the way or at an end. One that nothing catches has no effect, and so the token goes on. */
final class EscalationEvent implements NodeType {

    private final String element;

    /** @param element {@code intermediateThrowEvent} or {@code endEvent} */
    EscalationEvent(String element) {
        this.element = element;
    }

    @Override
    public String element() {
        return element;
    }

    @Override
    public String kind() {
        return element + ":escalation";
    }

    @Override
    public boolean accepts(FlowNode event) {
        return Events.isA(event, Set.of(EscalationEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        Events.readThrowing(draft, element);
    }

    @Override
    public void enter(Step step) {
        step.escalate(step.node().trigger().name().of(Map.of()));
    }
}
