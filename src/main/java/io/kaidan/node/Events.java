package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.SubProcess;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import java.util.Collection;
import java.util.Set;

/** Which of the events that share an element in BPMN one is: its definition tells. */
final class Events {

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
}
