package io.kaidan.flow;

import io.kaidan.problem.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Moments and durations as ISO 8601 writes them; without an offset they are the server's own time. */
public final class Moments {

    /** Beyond them a moment is of no use to anybody, and the database might not have it. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** Steps of the calendar that are gone through one by one: days of more than two thousand years. */
    private static final int MOST_MISSED = 1_000_000;

    private Moments() {}

    /**
     * A moment; a date alone is its first moment.
     *
     * @param code of the refusal when it is none
     */
    public static Instant parse(String text, String code) {
        try {
            return bounded(moment(text.strip()), text, code);
        } catch (DateTimeException none) {
            throw Refused.because(code, text);
        }
    }

    private static Instant moment(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
        }
        TemporalAccessor moment =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
        return moment instanceof ZonedDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) moment).atZone(ZoneId.systemDefault()).toInstant();
    }

    /**
     * A moment that a duration such as {@code P1M}, {@code PT90S} or {@code P1DT2H} leads to; months and days are those of
     * the calendar.
     *
     * @param code of the refusal when it is no duration
     */
    public static Instant after(Instant start, String duration, String code) {
        return after(start, duration, ZoneId.systemDefault(), code);
    }

    private static Instant after(Instant start, String duration, ZoneId zone, String code) {
        String text = duration.strip();
        int time = text.indexOf('T');
        try {
            ZonedDateTime moment = start.atZone(zone);
            if (time != 1) {
                moment = moment.plus(Period.parse(time < 0 ? text : text.substring(0, time)));
            }
            if (time >= 0) {
                moment = moment.plus(Duration.parse("PT" + text.substring(time + 1)));
            }
            return bounded(moment.toInstant(), duration, code);
        } catch (DateTimeException | ArithmeticException none) {
            throw Refused.because(code, duration);
        }
    }

    /**
     * The first moment that is still to come of those that follow each other at the same distance.
     *
     * @param last one of them
     * @param distance a duration, see {@link #after}; one that leads nowhere is refused, and one that
     *     would have to be gone through too often to come to now
     * @param now the answer lies behind it: what was missed is left out
     */
    public static Instant next(Instant last, String distance, Instant now, ZoneId zone, String code) {
        Instant next = following(last, distance, zone, code);
        if (!next.isAfter(now) && distance.strip().startsWith("PT")) { // may have been missed a million times
            Duration step = Duration.between(last, next);
            long missed = Duration.between(last, now).dividedBy(step);
            return bounded(last.plus(step.multipliedBy(missed + 1)), distance, code);
        }
        for (int missed = 0; !next.isAfter(now); missed++) {
            if (missed == MOST_MISSED) {
                throw Refused.because(code, distance);
            }
            next = following(next, distance, zone, code);
        }
        return next;
    }

    /** The next one at a distance. */
    static Instant following(Instant last, String distance, ZoneId zone, String code) {
        Instant next = after(last, distance, zone, code);
        if (!next.isAfter(last)) {
            throw Refused.because(code, distance);
        }
        return next;
    }

    private static Instant bounded(Instant moment, String text, String code) {
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw Refused.because(code, text);
        }
        return moment;
    }
}
