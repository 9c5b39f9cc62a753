package io.kaidan.problem;

import java.util.List;
import java.util.Locale;

/**
 * One reason why something is refused.
 *
 * @param field the key of the form field, or null where there is none
 * @param code the stable name of the reason, such as {@code required}; its text is {@code problem.<code>} in the messages
 * @param arguments what the text names: the expectation and what came instead
 */
public record Problem(String field, String code, List<Object> arguments) {

    /** The code of a refusal whose text the flow's designer wrote; the text is the only argument. */
    public static final String VALIDATION = "validation";

    public static Problem of(String code, Object... arguments) {
        return new Problem(null, code, List.of(arguments));
    }

    public static Problem at(String field, String code, Object... arguments) {
        return new Problem(field, code, List.of(arguments));
    }

    /** The reason in the reader's language. */
    public String message(Locale locale) {
        return Messages.text(locale, "problem." + code, arguments.toArray());
    }
}
