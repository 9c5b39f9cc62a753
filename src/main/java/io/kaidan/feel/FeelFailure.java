package io.kaidan.feel;

/** An expression that could not be evaluated with the values at hand, or gave something of another type than expected. */
public final class FeelFailure extends RuntimeException {

    FeelFailure(String message) {
        super(message);
    }
}
