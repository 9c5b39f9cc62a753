package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.TerminateEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;
import java.util.Set;

/** The terminate end: every other branch in its scope is over too, whatever it waits for. */
final class TerminateEndEvent implements NodeType {

    @Override
    public String element() {
        return Flow.END;
    }

    @Override
    public String kind() {
        return "terminateEndEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isA(element, Set.of(TerminateEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        EndEvent.readEnd(draft);
    }

    @Override
    public void enter(Step step) {
        step.terminate();
    }
}
