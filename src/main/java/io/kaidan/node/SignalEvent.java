package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import java.util.Set;

/** A signal, thrown on the way or at an end, to whoever waits for it in whatever ticket. The token does not wait for them. */
final class SignalEvent implements NodeType {

    private final String element;

    /** @param element {@code intermediateThrowEvent} or {@code endEvent} */
    SignalEvent(String element) {
        this.element = element;
    }

    @Override
    public String element() {
        return element;
    }

    @Override
    public String kind() {
        return element + ":signal";
    }

    @Override
    public boolean accepts(FlowNode event) {
        return Events.isA(event, Set.of(SignalEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        Events.readThrowing(draft, element);
    }

    @Override
    public void enter(Step step) {
        step.leaveThrowing();
    }
}
