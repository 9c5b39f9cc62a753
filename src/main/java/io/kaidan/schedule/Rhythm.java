package io.kaidan.schedule;

import io.kaidan.flow.Cron;
import io.kaidan.flow.Moments;
import io.kaidan.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * When something is to be done, again and again.
 *
 * @param cron see {@link Cron}; null where {@code every} tells
 * @param every the duration from one time to the next, in ISO 8601; null where {@code cron} tells
 * @param zone whose clocks and calendar count
 */
public record Rhythm(String cron, String every, ZoneId zone) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * The first time after now.
     *
     * @throws Refused {@code cron}, {@code every} when there is none, or times follow each other within a second
     */
    public Instant first(Instant now) {
        if (cron != null) {
            return Cron.next(cron, now, zone, "cron");
        }
        Instant first = Moments.next(now, every, now, zone, "every");
        if (first.isBefore(now.plus(SHORTEST))) {
            throw Refused.because("every", every);
        }
        return first;
    }

    /** The next time after now, when it was due at another one before; the times that were missed are left out. */
    public Instant next(Instant due, Instant now) {
        Instant behind = now.isAfter(due) ? now : due;
        return cron != null ? Cron.next(cron, behind, zone, "cron") : Moments.next(due, every, behind, zone, "every");
    }
}
