package io.kaidan.file;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;

/** A request body, or a part of it, that is not what its reader expects. */
public final class Unreadable {

    private Unreadable() {}

    /**
     * The refusal, with code {@code body}.
     *
     * @param why the text is {@code body.<why>} in the messages and goes on after "Expected a readable body but"
     */
    public static Refused because(String why, Object... arguments) {
        return Refused.because("body", Phrase.of("body." + why, arguments));
    }
}
