package io.kaidan.problem;

import java.util.List;
import java.util.Locale;

/**
 * An argument of a message that is a text of its own, so that it too is read in the reader's language.
 *
 * @param key of the text in the messages
 * @param arguments what the text names
 */
public record Phrase(String key, List<Object> arguments) {

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /** The text in the reader's language. */
    public String in(Locale locale) {
        return Messages.text(locale, key, arguments.toArray());
    }
}
