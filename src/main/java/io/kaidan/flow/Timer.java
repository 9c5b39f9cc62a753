package io.kaidan.flow;

import io.kaidan.problem.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a timer is due.
 *
 * @param text ISO 8601, or FEEL that gives it; a cycle is {@code R3/PT1H}, {@code R/P1D} for ever, or has a first moment
 *     between: {@code R3/2026-01-01T09:00:00Z/P1D}; or it is {@link Cron}, for ever and by the server's own time
 */
public record Timer(Kind kind, Text text) {

    private static final Pattern CYCLE = Pattern.compile("R(\\d{0,9})/(?:([^/]+)/)?(P[^/]+)");

    /** What the text means. */
    public enum Kind {
        DURATION,
        DATE,
        CYCLE
    }

    /**
     * A moment at which a timer fires.
     *
     * @param cycle what of the cycle is left after that moment; null: it fires this once
     */
    public record Due(Instant at, String cycle) {}

    /** The text when it is fixed and can be none; an expression shows it only with the values of a ticket. */
    Optional<String> problem() {
        if (text.expression() != null) {
            return Optional.empty();
        }
        try {
            first(Map.of(), Instant.EPOCH);
            return Optional.empty();
        } catch (Refused wrong) {
            return Optional.of(text.plain());
        }
    }

    /**
     * When it is due first.
     *
     * @throws Refused {@code timer} when the text is not as it must be
     */
    public Due first(Map<String, Object> values, Instant now) {
        String when = text.of(values);
        if (when == null) {
            throw Refused.because("timer", "null");
        }
        return switch (kind) {
            case DURATION -> new Due(Moments.after(now, when, "timer"), null);
            case DATE -> new Due(Moments.parse(when, "timer"), null);
            case CYCLE -> next(when, now, now);
        };
    }

    /**
     * When a cycle is due next. What one without an end missed it leaves out; one with a number is due as often as it says.
     *
     * @param cycle what is left of it
     * @param last when it was due before
     */
    public static Due next(String cycle, Instant last, Instant now) {
        ZoneId zone = ZoneId.systemDefault();
        String text = cycle.strip();
        if (!text.startsWith("R")) {
            return new Due(Cron.next(text, now.isAfter(last) ? now : last, zone, "timer"), text);
        }
        Matcher parts = CYCLE.matcher(text);
        if (!parts.matches() || parts.group(1).matches("0+")) {
            throw Refused.because("timer", cycle);
        }
        String interval = parts.group(3);
        Instant at = Moments.following(last, interval, zone, "timer");
        if (parts.group(2) != null) {
            at = Moments.parse(parts.group(2), "timer");
        } else if (parts.group(1).isEmpty()) {
            at = Moments.next(last, interval, now, zone, "timer");
        }
        if (parts.group(1).isEmpty()) {
            return new Due(at, "R/" + interval);
        }
        int times = Integer.parseInt(parts.group(1));
        return new Due(at, times == 1 ? null : "R" + (times - 1) + "/" + interval);
    }
}
