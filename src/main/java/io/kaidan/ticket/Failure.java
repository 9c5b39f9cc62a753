package io.kaidan.ticket;

import io.kaidan.problem.Problem;
import java.time.Instant;
import java.util.Map;

/**
 * Why a token could not go on.
 *
 * @param problem the reason, in every reader's language
 * @param resuming whether it had done what the node asks, and failed to leave; else it failed to begin
 * @param waiting whether it waits for the events at the node's boundary already, for what it waited for beside them failed
 */
public record Failure(Problem problem, boolean resuming, boolean waiting, Instant at) {

    /** As it is kept. */
    Map<String, Object> plain() {
        return Map.of(
                "problem", StoredProblem.plain(problem), "resuming", resuming, "waiting", waiting, "at", at.toString());
    }

    static Failure of(Map<String, Object> plain) {
        return new Failure(
                StoredProblem.of((Map<?, ?>) plain.get("problem")),
                Boolean.TRUE.equals(plain.get("resuming")),
                Boolean.TRUE.equals(plain.get("waiting")),
                Instant.parse((String) plain.get("at")));
    }
}
