package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** The none intermediate event: a milestone that tokens pass. */
final class PassingEvent implements NodeType {

    @Override
    public String element() {
        return "intermediateThrowEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isNone(element);
    }

    @Override
    public void read(NodeDraft draft) {
        readPassing(draft);
    }

    /** What all events that tokens pass have in common. */
    static void readPassing(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.asksNoConditions();
        draft.mapsValues();
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
