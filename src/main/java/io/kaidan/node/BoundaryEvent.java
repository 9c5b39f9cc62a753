package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/**
 * An event at the boundary of an activity: a deadline or a reminder, a message or signal, an error or escalation. An
 * interrupting one ends the activity; the other opens a branch beside it.
 */
final class BoundaryEvent implements NodeType {

    @Override
    public String element() {
        return "boundaryEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isA(element, Events.FROM_BESIDE);
    }

    @Override
    public void read(NodeDraft draft) {
        Events.readFromBeside(draft);
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
