package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;

/** The start of an event sub-process: what has to happen for it to begin. */
final class EventSubProcessStart implements NodeType {

    @Override
    public String element() {
        return Flow.START;
    }

    @Override
    public String kind() {
        return "eventSubProcessStart";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.startsEventSubProcess(element) && Events.isA(element, Events.FROM_BESIDE);
    }

    @Override
    public void read(NodeDraft draft) {
        Events.readFromBeside(draft);
    }

    @Override
    public void enter(Step step) {
        step.complete(step.brought());
    }
}
