package io.kaidan.flow;

import io.kaidan.feel.Feel;
import io.kaidan.form.Form;
import io.kaidan.problem.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a start event or a user task asks of people. Everything but the form may be absent (null, or empty).
 *
 * @param form the form they fill; a form without fields where the design names none
 * @param validation FEEL: true lets it pass, a text or a list of texts refuses with those messages
 * @param assignee who is to act: a text or FEEL
 * @param candidateUsers names with commas between, or FEEL that gives a list
 * @param candidateGroups names with commas between, or FEEL that gives a list
 * @param dueDate ISO 8601 text, or FEEL
 */
public record HumanPoint(
        Form form,
        Feel validation,
        Text assignee,
        Text candidateUsers,
        Text candidateGroups,
        Text dueDate,
        List<QuickAction> quickActions) {

    HumanPoint showing(Form other) {
        return new HumanPoint(other, validation, assignee, candidateUsers, candidateGroups, dueDate, quickActions);
    }

    public Optional<QuickAction> quickAction(String name) {
        return quickActions.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /**
     * Asks the validation. Nulls in a list of messages count for nothing, so that a design can list one condition for each.
     *
     * @return the messages that refuse, a phrase where the expression gives none; empty when it may pass
     * @throws io.kaidan.feel.FeelFailure when the expression cannot be evaluated
     */
    public List<?> refusals(Map<String, Object> values) {
        Object verdict = validation == null ? Boolean.TRUE : validation.evaluate(values);
        if (Boolean.TRUE.equals(verdict)) {
            return List.of();
        }
        if (verdict instanceof List<?> messages) {
            return messages.stream().filter(Objects::nonNull).toList();
        }
        return List.of(verdict instanceof String message ? message : Phrase.of("validation.unmet"));
    }
}
