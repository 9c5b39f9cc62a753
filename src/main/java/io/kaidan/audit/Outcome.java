package io.kaidan.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of it. */
public enum Outcome {
    DONE,
    REFUSED,
    /** Refused, whatever the password, because too many were wrong before. */
    LOCKED;

    /** The name in JSON and in the database, such as {@code done}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of a name as in JSON; empty where there is none. */
    public static Optional<Outcome> named(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst();
    }
}
