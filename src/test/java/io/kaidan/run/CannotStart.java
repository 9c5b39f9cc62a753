package io.kaidan.run;

/** Why something does not start, in one sentence for a person; nobody wants its stack trace. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String sentence) {
        super(sentence);
    }

    CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
