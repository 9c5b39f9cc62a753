package io.kaidan.flow;

import io.kaidan.form.Checked;
import io.kaidan.form.Form;
import io.kaidan.form.Storable;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values that an administrator corrects, at whichever human point they are asked for. A field is checked by the first
 * form that has it, the start's before all others; what no form asks for, but stands in the document already or
 * an expression of the flow asks for, is a variable of the flow and taken as it is. What a flow asks for that could not be
 * called is taken where the call hands it on. Only what was sent has to be right: whether the other required fields have
 * values is asked when the ticket is pushed on.
 */
public final class Correction {

    private final Flow flow;
    private final RefusedCall call;
    private final Map<String, ?> sent;
    private final List<Problem> problems = new ArrayList<>();
    private Map<String, Object> document;

    /**
     * A call activity whose flow could not be called.
     *
     * @param form of the start of that flow
     */
    public record RefusedCall(Node node, Form form) {}

    private Correction(Flow flow, RefusedCall call, Map<String, Object> current, Map<String, ?> sent) {
        this.flow = flow;
        this.call = call;
        this.document = new LinkedHashMap<>(current);
        this.sent = sent;
    }

    /**
     * Checks values that are sent for a ticket.
     *
     * @param current the document as it is; it is not changed
     * @param sent by key; null or an empty text clears
     * @return the new document, or every problem
     */
    public static Checked check(Flow flow, Map<String, Object> current, Map<String, ?> sent) {
        return check(flow, null, current, sent);
    }

    /**
     * The same for a ticket that could not call another flow.
     *
     * @param call null: it could not do something else
     */
    public static Checked check(Flow flow, RefusedCall call, Map<String, Object> current, Map<String, ?> sent) {
        Correction correction = new Correction(flow, call, current, sent);
        correction.apply();
        return new Checked(correction.document, correction.problems, Set.of());
    }

    private void apply() {
        Map<Form, Map<String, Object>> shares = new LinkedHashMap<>();
        sent.forEach((key, value) -> flow.forms().stream()
                .filter(form -> form.has(key))
                .findFirst()
                .ifPresentOrElse(
                        form -> shares.computeIfAbsent(form, f -> new LinkedHashMap<>())
                                .put(key, value),
                        () -> variable(key, value)));
        for (Map.Entry<Form, Map<String, Object>> share : shares.entrySet()) {
            Checked checked = share.getKey().check(document, share.getValue(), Map.of(), false);
            checked.problems().stream()
                    .filter(p -> !p.code().equals("required") || isSent(p.field()))
                    .forEach(problems::add);
            document = checked.values();
        }
    }

    private void variable(String key, Object value) {
        Optional<Mapping> input = input(key);
        if (input.isPresent()) {
            problems.add(Problem.at(
                    key,
                    "input_mapped",
                    call.node().label(),
                    key,
                    input.get().source().text()));
        } else if (!document.containsKey(key) && !flow.asksFor(key)) {
            unknown(key, value);
        } else if (value == null || "".equals(value)) {
            document.remove(key);
        } else {
            Storable.of(value)
                    .ifPresentOrElse(
                            kept -> document.put(key, kept),
                            () -> problems.add(Problem.at(key, "type", Phrase.of("expect.storable"), "…")));
        }
    }

    /** What the call gives the other flow by an input: a value of that name would be written over. */
    private Optional<Mapping> input(String key) {
        if (call == null
                || call.node().inputs().stream()
                        .anyMatch(input -> input.source().asksFor(key))) {
            return Optional.empty();
        }
        return call.node().inputs().stream()
                .filter(input -> input.variable().equals(key))
                .findFirst();
    }

    private void unknown(String key, Object value) {
        if (call == null || !call.form().has(key)) {
            problems.add(Problem.at(key, "unknown_field", key));
        } else if (call.node().detail() instanceof CalledFlow called && !called.inherits()) {
            problems.add(Problem.at(key, "not_handed_on", call.node().label(), key));
        } else {
            handOn(key, value);
        }
    }

    /** Only this one value is the called flow's affair: what else its form says concerns the ticket that it opens. */
    private void handOn(String key, Object value) {
        Checked checked = call.form().check(document, Collections.singletonMap(key, value), Map.of(), false);
        checked.problems().stream().filter(p -> isSent(p.field())).forEach(problems::add);
        String root = key.split("\\.", 2)[0];
        if (checked.values().containsKey(root)) {
            document.put(root, checked.values().get(root));
        }
    }

    private boolean isSent(String field) {
        return sent.keySet().stream()
                .anyMatch(key -> field.equals(key) || field.startsWith(key + ".") || field.startsWith(key + "["));
    }
}
