package io.kaidan.service;

import io.kaidan.engine.Effects;
import io.kaidan.engine.Engine;
import io.kaidan.engine.Signal;
import io.kaidan.feel.FeelFailure;
import io.kaidan.flow.Flow;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.QuickAction;
import io.kaidan.form.Form;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** One transition of a ticket, within the transaction of its caller: values, run, save. */
@ApplicationScoped
public class Transitions {

    private final Engine engine = new Engine(NodeTypes.ALL, Setting.STEP_LIMIT.number());

    @Inject
    private Tickets tickets;

    /** A new ticket that has run to its first waiting points. The number is taken last: a refusal leaves no gap. */
    Ticket open(long flowId, long versionId, Flow flow, Map<String, Object> values, Signal.Open signal) {
        Ticket ticket = new Ticket(flowId, versionId, signal.by(), signal.at());
        run(
                ticket,
                flow,
                flow.startForm(),
                values,
                signal,
                TicketEvent.OPENED,
                flow.start().id());
        return ticket;
    }

    /** The ticket goes on from a work item. */
    void push(Ticket ticket, Flow flow, Form form, Map<String, Object> values, Signal.Push signal) {
        run(
                ticket,
                flow,
                form,
                values,
                signal,
                TicketEvent.PUSHED,
                signal.workItem().node());
    }

    private void run(
            Ticket ticket, Flow flow, Form form, Map<String, Object> values, Signal signal, String event, String node) {
        Map<String, Object> changes = ticket.write(values, headers(flow, form, values));
        Effects effects = engine.run(ticket, flow, signal);
        effects.events().add(0, new TicketEvent(signal.at(), signal.by(), event, node, changes));
        if (ticket.id() == null) {
            ticket.numbered(tickets.nextNumber(ticket.flowId()));
        }
        tickets.save(ticket, effects.workItems(), effects.events());
    }

    /** The fixed columns: as the start form has them, else as the form at hand has them. */
    private static Ticket.Headers headers(Flow flow, Form form, Map<String, Object> values) {
        return new Ticket.Headers(
                header("title", flow, form, values),
                header("status", flow, form, values),
                header("level", flow, form, values));
    }

    private static String header(String header, Flow flow, Form form, Map<String, Object> values) {
        String text = flow.startForm().header(header, values);
        return text != null ? text : form.header(header, values);
    }

    /** Refuses with the messages of the human point's validation. */
    void validate(HumanPoint human, Map<String, Object> values, String node) {
        try {
            Refused.ifAny(human.refusals(values).stream()
                    .map(message -> Problem.of(Problem.VALIDATION, message))
                    .toList());
        } catch (FeelFailure e) {
            throw Refused.because("feel", node, e.getMessage());
        }
    }

    /**
     * Applies a quick action: what it sets of the stop's own form is checked like values that were sent, what belongs to
     * other forms of the flow is the designer's word and goes into the document as it is.
     */
    void set(QuickAction action, Form form, Map<String, Object> current, Map<String, Object> sent, String node) {
        Object set;
        try {
            set = action.set().evaluate(current);
        } catch (FeelFailure e) {
            throw Refused.because("feel", node, e.getMessage());
        }
        if (!(set instanceof Map<?, ?> context)) {
            throw Refused.because("feel", node, "Expected a context of fields but got " + set);
        }
        context.forEach((key, value) -> {
            String field = String.valueOf(key);
            (form.has(field) ? sent : current).put(field, value);
        });
    }
}
