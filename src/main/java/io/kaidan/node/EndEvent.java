package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** The none end: the branch is over; the ticket closes with its last branch. */
final class EndEvent implements NodeType {

    @Override
    public String element() {
        return "endEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return ((ThrowEvent) element).getEventDefinitions().isEmpty();
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        if (!draft.outgoing().isEmpty()) {
            draft.problem("end_outgoing");
        }
    }

    @Override
    public void enter(Step step) {
        step.end();
    }
}
