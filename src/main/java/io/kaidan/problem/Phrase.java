package io.kaidan.problem;

import java.util.List;
import java.util.Locale;

/**
 * An argument of a message that is itself in the reader's language, such as "a number" or "at least 3".
 *
 * @param key its text in the messages
 */
public record Phrase(String key, List<Object> arguments) {

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    public String text(Locale locale) {
        return Messages.text(locale, key, arguments.toArray());
    }
}
