package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import java.util.List;
import java.util.Set;

/** An intermediate event: the token waits (暫停) until the timer is due, or the message or signal comes. */
final class CatchEvent implements NodeType {

    @Override
    public String element() {
        return "intermediateCatchEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isA(
                element, Set.of(TimerEventDefinition.class, MessageEventDefinition.class, SignalEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        PassingEvent.readPassing(draft);
        draft.asksTrigger();
    }

    @Override
    public void enter(Step step) {
        step.waitForEvents(List.of(step.node()));
    }
}
