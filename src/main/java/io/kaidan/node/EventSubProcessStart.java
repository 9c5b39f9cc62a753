package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EscalationEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;
import io.kaidan.flow.Trigger;
import java.util.Set;

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
        return Events.startsEventSubProcess(element)
                && Events.isA(
                        element,
                        Set.of(
                                TimerEventDefinition.class,
                                MessageEventDefinition.class,
                                SignalEventDefinition.class,
                                ErrorEventDefinition.class,
                                EscalationEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        PassingEvent.readPassing(draft);
        draft.asksTrigger();
        Trigger trigger = draft.trigger();
        if (trigger != null && trigger.kind() == Trigger.Kind.ERROR && !trigger.interrupting()) {
            draft.problem("error_interrupts");
        }
        if (!draft.incoming().isEmpty()) {
            draft.problem("start_incoming");
        }
    }

    @Override
    public void enter(Step step) {
        step.complete(step.brought());
    }
}
