package io.kaidan.service;

/**
 * What came of asking for a security code.
 *
 * @param code null unless it was given
 */
public record SecurityCodeAnswer(Outcome outcome, String code) {

    /** Who has no right password learns only whether the user exists. */
    public enum Outcome {
        GIVEN,
        WRONG_PASSWORD,
        INACTIVE_USER,
        UNKNOWN_USER
    }

    static SecurityCodeAnswer given(String code) {
        return new SecurityCodeAnswer(Outcome.GIVEN, code);
    }

    static SecurityCodeAnswer refused(Outcome why) {
        return new SecurityCodeAnswer(why, null);
    }
}
