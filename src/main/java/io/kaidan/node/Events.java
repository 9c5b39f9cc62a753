package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EscalationEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;
import io.kaidan.flow.Trigger;
import java.util.Collection;
import java.util.Set;

/** Which of the events that share an element in BPMN one is: its definition tells. */
final class Events {

    /** What may happen to an activity or a scope while it is open. */
    static final Set<Class<? extends EventDefinition>> FROM_BESIDE = Set.of(
            TimerEventDefinition.class,
            MessageEventDefinition.class,
            SignalEventDefinition.class,
            ErrorEventDefinition.class,
            EscalationEventDefinition.class);

    private Events() {}

    /** Whether it passes or ends, and nothing else. */
    static boolean isNone(FlowNode event) {
        return definitions(event).isEmpty();
    }

    /** Whether it has one definition, and that is one of these. */
    static boolean isA(FlowNode event, Set<Class<? extends EventDefinition>> kinds) {
        Collection<EventDefinition> definitions = definitions(event);
        return definitions.size() == 1
                && kinds.stream()
                        .anyMatch(k -> k.isInstance(definitions.iterator().next()));
    }

    private static Collection<EventDefinition> definitions(FlowNode event) {
        return event instanceof CatchEvent catching
                ? catching.getEventDefinitions()
                : ((ThrowEvent) event).getEventDefinitions();
    }

    /** Whether it starts an event sub-process. */
    static boolean startsEventSubProcess(FlowNode event) {
        return event instanceof StartEvent
                && event.getParentElement() instanceof SubProcess process
                && process.triggeredByEvent();
    }

    /** Reads an event that no link leads to: what it waits for, and that an error always interrupts. */
    static void readFromBeside(NodeDraft draft) {
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

    /** Reads an event that throws something, on the way or at an end. */
    static void readThrowing(NodeDraft draft, String element) {
        if (element.equals(Flow.END)) {
            EndEvent.readEnd(draft);
        } else {
            PassingEvent.readPassing(draft);
        }
        draft.asksTrigger();
    }
}
