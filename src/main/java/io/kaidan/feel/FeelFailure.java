package io.kaidan.feel;

/** An expression that could not be evaluated with the values at hand, or gave something of another type than expected. */
public final class FeelFailure extends RuntimeException {

    /** Characters of a message: it may tell of a value, and values are long. */
    private static final int LONGEST = 1_000;

    FeelFailure(String message) {
        super(message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
    }
}
