package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;

/** The none start: tickets open here, with its form and its validation. */
final class StartEvent implements NodeType {

    @Override
    public String element() {
        return Flow.START;
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isNone(element);
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("formDefinition", "ioMapping");
        draft.mapsValues();
        draft.asksNoConditions();
        draft.asksPeople();
        if (!draft.incoming().isEmpty()) {
            draft.problem("start_incoming");
        }
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
