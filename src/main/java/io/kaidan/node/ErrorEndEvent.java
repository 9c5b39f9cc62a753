package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;
import io.kaidan.problem.Refused;
import java.util.Map;
import java.util.Set;

/** The error end: what catches the error goes on, and all that it interrupts is over. One that nothing catches is an incident. */
final class ErrorEndEvent implements NodeType {

    @Override
    public String element() {
        return Flow.END;
    }

    @Override
    public String kind() {
        return "errorEndEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isA(element, Set.of(ErrorEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        EndEvent.readEnd(draft);
        draft.asksTrigger();
    }

    @Override
    public void enter(Step step) {
        String code = step.node().trigger().name().of(Map.of());
        if (!step.raiseError(code)) {
            throw Refused.because("uncaught_error", code);
        }
    }
}
