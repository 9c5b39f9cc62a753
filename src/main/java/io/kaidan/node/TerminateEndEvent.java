package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.TerminateEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** The terminate end: every other branch is over too, whatever it waits for. */
final class TerminateEndEvent implements NodeType {

    @Override
    public String element() {
        return "endEvent";
    }

    @Override
    public String kind() {
        return "terminateEndEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        var definitions = ((ThrowEvent) element).getEventDefinitions();
        return definitions.size() == 1 && definitions.iterator().next() instanceof TerminateEventDefinition;
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
        step.terminate();
    }
}
