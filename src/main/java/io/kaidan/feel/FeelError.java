package io.kaidan.feel;

/** A text that is no FEEL. The message names the position. */
public final class FeelError extends Exception {

    FeelError(String message) {
        super(message);
    }
}
