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

    /** Beyond it a moment is of no use to anybody, and the database might not have it. */
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

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
        String text = duration.strip();
        int time = text.indexOf('T');
        try {
            ZonedDateTime moment = start.atZone(ZoneId.systemDefault());
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

    private static Instant bounded(Instant moment, String text, String code) {
        if (moment.isAfter(LAST)) {
            throw Refused.because(code, text);
        }
        return moment;
    }
}
