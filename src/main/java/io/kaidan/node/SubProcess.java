package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** An embedded sub-process (子流程): a scope of its own; the token goes on when everything inside has ended. */
final class SubProcess implements NodeType {

    @Override
    public String element() {
        return "subProcess";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return !((io.camunda.zeebe.model.bpmn.instance.SubProcess) element).triggeredByEvent();
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.asksNoConditions();
        draft.asksLoop();
        draft.mapsValues();
    }

    @Override
    public void enter(Step step) {
        step.begin();
    }
}
