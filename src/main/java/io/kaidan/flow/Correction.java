package io.kaidan.flow;

import io.kaidan.form.Checked;
import io.kaidan.form.Form;
import io.kaidan.form.Storable;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values that an administrator corrects, at whichever human point they are asked for. A field is checked by the first
 * form that has it, the start's before all others; what no form asks for, but stands in the document already or
 * an expression of the flow asks for, is a variable of the flow and taken as it is. Only what was sent has to be right: whether the other required fields have
 * values is asked when the ticket is pushed on.
 */
public final class Correction {

    private final Flow flow;
    private final Map<String, ?> sent;
    private final List<Problem> problems = new ArrayList<>();
    private Map<String, Object> document;

    private Correction(Flow flow, Map<String, Object> current, Map<String, ?> sent) {
        this.flow = flow;
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
        Correction correction = new Correction(flow, current, sent);
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
        if (!document.containsKey(key) && !flow.asksFor(key)) {
            problems.add(Problem.at(key, "unknown_field", key));
        } else if (value == null || "".equals(value)) {
            document.remove(key);
        } else {
            Storable.of(value)
                    .ifPresentOrElse(
                            kept -> document.put(key, kept),
                            () -> problems.add(Problem.at(key, "type", Phrase.of("expect.storable"), "…")));
        }
    }

    private boolean isSent(String field) {
        return sent.keySet().stream()
                .anyMatch(key -> field.equals(key) || field.startsWith(key + ".") || field.startsWith(key + "["));
    }
}
