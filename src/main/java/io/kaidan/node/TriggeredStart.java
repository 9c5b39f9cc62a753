package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;
import java.util.Set;

/**
 * A start of a flow that happens when a message or signal comes: a ticket opens here, with what came as its values. Its
 * form is for people who open one here themselves, where the flow has no plain start.
 */
final class TriggeredStart implements NodeType {

    @Override
    public String element() {
        return Flow.START;
    }

    @Override
    public String kind() {
        return "triggeredStart";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return !Events.startsEventSubProcess(element)
                && Events.isA(element, Set.of(MessageEventDefinition.class, SignalEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("formDefinition", "ioMapping");
        draft.mapsValues();
        draft.asksNoConditions();
        draft.asksPeople();
        draft.asksTrigger();
        draft.asksFixedName();
        if (!draft.incoming().isEmpty()) {
            draft.problem("start_incoming");
        }
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
