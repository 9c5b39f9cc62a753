package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.BoundaryEvent;
import io.camunda.zeebe.model.bpmn.instance.CatchEvent;
import io.camunda.zeebe.model.bpmn.instance.ErrorEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EscalationEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.EventDefinition;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.LinkEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.Message;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.ReceiveTask;
import io.camunda.zeebe.model.bpmn.instance.SignalEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.StartEvent;
import io.camunda.zeebe.model.bpmn.instance.ThrowEvent;
import io.camunda.zeebe.model.bpmn.instance.TimerEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeSubscription;
import io.kaidan.feel.Feel;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Reads what an event waits for or throws. */
final class TriggerReader {

    private final NodeDraft draft;
    private final FlowNode element;

    TriggerReader(NodeDraft draft) {
        this.draft = draft;
        this.element = draft.element();
    }

    /** Null where something is wrong with it. */
    Trigger read() {
        if (element instanceof ReceiveTask task) {
            return message(task.getMessage());
        }
        Collection<EventDefinition> definitions = definitions(element);
        EventDefinition definition =
                definitions.size() == 1 ? definitions.iterator().next() : null;
        if (definition instanceof TimerEventDefinition timer) {
            return timer(timer);
        } else if (definition instanceof MessageEventDefinition message) {
            return message(message.getMessage());
        } else if (definition instanceof SignalEventDefinition signal) {
            String name = signal.getSignal() == null ? null : signal.getSignal().getName();
            return trigger(Trigger.Kind.SIGNAL, required(name, "signalRef"), null, null);
        } else if (definition instanceof ErrorEventDefinition error) {
            return trigger(
                    Trigger.Kind.ERROR,
                    code(error.getError() == null ? null : error.getError().getErrorCode(), "errorRef"),
                    null,
                    null);
        } else if (definition instanceof EscalationEventDefinition escalation) {
            return trigger(
                    Trigger.Kind.ESCALATION,
                    code(
                            escalation.getEscalation() == null
                                    ? null
                                    : escalation.getEscalation().getEscalationCode(),
                            "escalationRef"),
                    null,
                    null);
        } else if (definition instanceof LinkEventDefinition link) {
            return trigger(Trigger.Kind.LINK, required(link.getName(), "name"), null, null);
        }
        draft.problem("event_definition", definitions.size());
        return null;
    }

    static Collection<EventDefinition> definitions(FlowNode event) {
        if (event instanceof CatchEvent catching) {
            return catching.getEventDefinitions();
        }
        return event instanceof ThrowEvent throwing ? throwing.getEventDefinitions() : List.of();
    }

    private Trigger timer(TimerEventDefinition definition) {
        Timer timer = null;
        if (definition.getTimeDuration() != null) {
            timer = new Timer(Timer.Kind.DURATION, text(definition.getTimeDuration()));
        } else if (definition.getTimeDate() != null) {
            timer = new Timer(Timer.Kind.DATE, text(definition.getTimeDate()));
        } else if (definition.getTimeCycle() != null) {
            timer = new Timer(Timer.Kind.CYCLE, text(definition.getTimeCycle()));
        }
        if (timer == null || timer.text() == null) {
            draft.problem("event_reference", "timeDuration / timeDate / timeCycle");
            return null;
        }
        timer.problem().ifPresent(text -> draft.problem("timer", text));
        return trigger(Trigger.Kind.TIMER, null, null, timer);
    }

    private Text text(ModelElementInstance element) {
        return draft.text(element.getTextContent());
    }

    private Trigger message(Message message) {
        Text name = required(message == null ? null : message.getName(), "messageRef");
        ZeebeSubscription subscription =
                message == null ? null : message.getSingleExtensionElement(ZeebeSubscription.class);
        Feel key = subscription == null ? null : draft.feel(subscription.getCorrelationKey());
        return trigger(Trigger.Kind.MESSAGE, name, key, null);
    }

    private Text required(String name, String reference) {
        if (name == null || name.isBlank()) {
            draft.problem("event_reference", reference);
        }
        return draft.text(name);
    }

    /** A code is a fixed text, for it is looked up; what throws must have one, what catches without one catches all. */
    private Text code(String code, String reference) {
        if (Feel.isExpression(code)) {
            draft.problem("event_code", code);
        }
        return element instanceof ThrowEvent ? required(code, reference) : draft.text(code);
    }

    private Trigger trigger(Trigger.Kind kind, Text name, Feel key, Timer timer) {
        boolean interrupting = true;
        String attachedTo = null;
        if (element instanceof BoundaryEvent boundary) {
            interrupting = boundary.cancelActivity();
            attachedTo = Objects.requireNonNullElse(boundary.getAttributeValue("attachedToRef"), "");
        } else if (element instanceof StartEvent start) {
            interrupting = start.isInterrupting();
        }
        return new Trigger(kind, name, key, timer, attachedTo, interrupting);
    }
}
