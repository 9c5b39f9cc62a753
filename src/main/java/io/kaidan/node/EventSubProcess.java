package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;

/** An event sub-process: it begins when its start event happens while its scope is open, and then belongs to that scope. */
final class EventSubProcess implements NodeType {

    @Override
    public String element() {
        return "subProcess";
    }

    @Override
    public String kind() {
        return Flow.EVENT_SUB_PROCESS;
    }

    @Override
    public boolean accepts(FlowNode element) {
        return ((io.camunda.zeebe.model.bpmn.instance.SubProcess) element).triggeredByEvent();
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.mapsValues();
        if (!draft.incoming().isEmpty() || !draft.outgoing().isEmpty()) {
            draft.problem("event_sub_process_links");
        }
    }

    @Override
    public void enter(Step step) {
        step.begin();
    }
}
