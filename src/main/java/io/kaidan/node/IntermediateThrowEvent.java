package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** The none intermediate event: a milestone that tokens pass. */
final class IntermediateThrowEvent implements NodeType {

    @Override
    public String element() {
        return "intermediateThrowEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return ((ThrowEvent) element).getEventDefinitions().isEmpty();
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.asksNoConditions();
        draft.mapsValues();
    }

    @Override
    public void enter(Step step) {
        step.mapOutputs();
        step.leave();
    }
}
