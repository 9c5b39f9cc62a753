package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;

/** The none end: the branch is over; the ticket closes with its last branch. */
final class EndEvent implements NodeType {

    @Override
    public String element() {
        return Flow.END;
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isNone(element);
    }

    @Override
    public void read(NodeDraft draft) {
        readEnd(draft);
    }

    /** What all ends have in common. */
    static void readEnd(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.mapsValues();
        if (!draft.outgoing().isEmpty()) {
            draft.problem("end_outgoing");
        }
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
