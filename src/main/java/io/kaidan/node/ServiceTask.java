package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.MessageEventDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeHeader;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeTaskHeaders;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.feel.FeelFailure;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;
import io.kaidan.flow.Text;
import io.kaidan.form.Storable;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Job;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Work that is done outside of the flow (程式碼): the token waits until a worker has done it. Several elements of BPMN mean
 * just that when they have a {@code zeebe:taskDefinition}.
 */
final class ServiceTask implements NodeType {

    private static final int MOST_RETRIES = 1_000;

    /** What a job of the type {@value Job#HTTP} is told, each in a header (FEEL or text) or in an input. */
    private static final Set<String> CALL = Set.of("url", "method", "headers", "body");

    private record Work(Text type, Text retries, Map<String, Text> headers) {}

    private final String element;
    private final boolean always;

    private ServiceTask(String element, boolean always) {
        this.element = element;
        this.always = always;
    }

    /** An element that is nothing without a task definition, and is refused then. */
    static ServiceTask always(String element) {
        return new ServiceTask(element, true);
    }

    /** An element that may be something else, too; an event is a message event. */
    static ServiceTask whenDefined(String element) {
        return new ServiceTask(element, false);
    }

    @Override
    public String element() {
        return element;
    }

    @Override
    public String kind() {
        return always ? element : element + ":job";
    }

    @Override
    public boolean accepts(FlowNode drawn) {
        return always
                || definition(drawn) != null
                        && (drawn instanceof Activity || Events.isA(drawn, Set.of(MessageEventDefinition.class)));
    }

    private static ZeebeTaskDefinition definition(FlowNode drawn) {
        return drawn.getSingleExtensionElement(ZeebeTaskDefinition.class);
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("taskDefinition", "taskHeaders", "ioMapping");
        draft.mapsValues();
        draft.asksNoConditions();
        if (draft.element() instanceof Activity) {
            draft.asksLoop();
        }
        if (element.equals(Flow.END) && !draft.outgoing().isEmpty()) {
            draft.problem("end_outgoing");
        }
        ZeebeTaskDefinition definition = definition(draft.element());
        Text type = definition == null ? null : draft.text(definition.getType());
        if (type == null) {
            draft.problem("no_task_definition");
            return;
        }
        Text retries = draft.text(definition.getRetries());
        if (retries != null && retries.expression() == null && number(retries.plain()) < 1) {
            draft.problem("retries", retries.plain(), MOST_RETRIES);
        }
        draft.detail(new Work(type, retries, headers(draft, Job.HTTP.equals(type.plain()))));
    }

    private static Map<String, Text> headers(NodeDraft draft, boolean feel) {
        Map<String, Text> headers = new LinkedHashMap<>();
        ZeebeTaskHeaders given = draft.element().getSingleExtensionElement(ZeebeTaskHeaders.class);
        if (given == null) {
            return headers;
        }
        for (ZeebeHeader header : given.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            Text text = feel ? draft.text(value) : new Text(value, null);
            if (header.getKey() == null || header.getKey().isBlank()) {
                draft.problem("task_header");
            } else if (text != null) {
                headers.put(header.getKey(), text);
            }
        }
        return headers;
    }

    /** A number of retries; 0 where it is none. */
    private static int number(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,4}") && Integer.parseInt(digits) <= MOST_RETRIES ? Integer.parseInt(digits) : 0;
    }

    @Override
    public void enter(Step step) {
        Work work = (Work) step.node().detail();
        String type = step.evaluate(work.type()::of);
        if (type == null || type.isBlank()) {
            throw Refused.because("job_type", step.node().label());
        }
        String asked = work.retries() == null ? ZeebeTaskDefinition.DEFAULT_RETRIES : step.evaluate(work.retries()::of);
        int retries = asked == null ? 0 : number(asked);
        if (retries == 0) {
            throw Refused.because("retries", MOST_RETRIES, String.valueOf(asked));
        }
        Map<String, Object> headers = step.evaluate(values -> {
            Map<String, Object> told = new LinkedHashMap<>();
            work.headers().forEach((name, text) -> told.put(name, kept(header(step, name, text, values))));
            if (type.equals(Job.HTTP)) {
                step.node().inputs().stream()
                        .map(input -> input.variable())
                        .filter(name -> CALL.contains(name) && !told.containsKey(name))
                        .forEach(name -> told.put(name, kept(values.get(name))));
            }
            return told;
        });
        step.waitForJob(type, headers, retries);
    }

    /** Headers may hold secrets, and an incident is for many eyes: why one fails is not told. */
    private static Object header(Step step, String name, Text text, Map<String, Object> values) {
        try {
            return text.valueOf(values);
        } catch (FeelFailure failure) {
            throw Refused.because("task_header_value", step.node().label(), name);
        }
    }

    private static Object kept(Object value) {
        return Storable.of(value).orElse(null);
    }
}
