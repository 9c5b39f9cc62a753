package io.kaidan.ticket;

import io.kaidan.problem.Problem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why a token could not go on.
 *
 * @param problem the reason, in every reader's language
 * @param resuming whether it had done what the node asks, and failed to leave; else it failed to begin
 * @param waiting whether it waits for the events at the node's boundary already, for what it waited for beside them failed
 * @param event the timer that is due for it and does not happen; null where it failed itself
 * @param given the names of the values that it gave before it failed to leave
 */
public record Failure(
        Problem problem, boolean resuming, boolean waiting, Instant at, String event, List<String> given) {

    public Failure(Problem problem, boolean resuming, boolean waiting, Instant at) {
        this(problem, resuming, waiting, at, null);
    }

    public Failure(Problem problem, boolean resuming, boolean waiting, Instant at, String event) {
        this(problem, resuming, waiting, at, event, List.of());
    }

    /** The same, with the names of what the token gave before. */
    public Failure having(List<String> names) {
        return new Failure(problem, resuming, waiting, at, event, names);
    }

    /** Whether it waits for the events of its node already, or has waited for them. */
    public boolean hasBegun() {
        return resuming || waiting || event != null;
    }

    /** As it is kept. */
    Map<String, Object> plain() {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("problem", StoredProblem.plain(problem));
        plain.put("resuming", resuming);
        plain.put("waiting", waiting);
        plain.put("at", at.toString());
        if (event != null) {
            plain.put("event", event);
        }
        if (!given.isEmpty()) {
            plain.put("given", given);
        }
        return plain;
    }

    static Failure of(Map<String, Object> plain) {
        return new Failure(
                StoredProblem.of((Map<?, ?>) plain.get("problem")),
                Boolean.TRUE.equals(plain.get("resuming")),
                Boolean.TRUE.equals(plain.get("waiting")),
                Instant.parse((String) plain.get("at")),
                (String) plain.get("event"),
                ((List<?>) Objects.requireNonNullElse(plain.get("given"), List.of()))
                        .stream().map(String::valueOf).toList());
    }
}
