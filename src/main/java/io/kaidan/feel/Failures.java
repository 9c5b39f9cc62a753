package io.kaidan.feel;

import org.camunda.feel.api.EvaluationFailureType;
import org.camunda.feel.impl.interpreter.EvaluationFailureCollector;

/**
 * What the engine has to say beside the result. Only a failed {@code assert} counts; the engine remarks on every step
 * that gave null, too, with the whole value, which would fill the memory.
 */
final class Failures extends EvaluationFailureCollector {

    private final Budget budget;
    private String assertion;

    Failures(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void addFailure(EvaluationFailureType type, String message) {
        budget.text(message.length());
        if (assertion == null && EvaluationFailureType.ASSERT_FAILURE$.MODULE$.equals(type)) {
            assertion = message;
        }
    }

    /** The message of the first assertion that failed; null when none did. */
    String assertion() {
        return assertion;
    }
}
