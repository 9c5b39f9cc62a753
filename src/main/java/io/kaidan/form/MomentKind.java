package io.kaidan.form;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;
import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.YEAR;

import io.kaidan.problem.Phrase;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/**
 * A date, a time, or both, stored as ISO 8601 text with seconds, and with the offset when one was sent. Between date and
 * time stands a T or a blank. A date may come with a time, which is cut off; nothing is moved to another time zone.
 * Which days may be picked ({@code disallowPassedDates}) is a matter of the browser's calendar.
 */
enum MomentKind implements Kind {
    DATE("2026-11-23", "uuuu-MM-dd"),
    TIME("14:30", "HH:mm:ss"),
    DATETIME("2026-11-23T14:30", "uuuu-MM-dd'T'HH:mm:ss");

    private static final int LONGEST = 40;
    private static final DateTimeFormatter DAY = new DateTimeFormatterBuilder()
            .appendValue(YEAR, 4)
            .appendLiteral('-')
            .appendValue(MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(DAY_OF_MONTH, 2)
            .toFormatter();
    private static final DateTimeFormatter CLOCK = new DateTimeFormatterBuilder()
            .append(ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter();
    private static final DateTimeFormatter BOTH = new DateTimeFormatterBuilder()
            .append(DAY)
            .appendLiteral('T')
            .append(CLOCK)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private final String sample;
    private final DateTimeFormatter stored;

    MomentKind(String sample, String stored) {
        this.sample = sample;
        this.stored = DateTimeFormatter.ofPattern(stored);
    }

    @Override
    public Object convert(Object sent, Spot at) {
        if (!(sent instanceof String text)) {
            return at.refuse("type", Phrase.of("expect.text"), sent);
        }
        if (text.isBlank()) {
            return null;
        }
        try {
            return store(parse(text.length() <= LONGEST ? text.strip() : ""));
        } catch (DateTimeException malformed) {
            return at.refuse("format", sample, text);
        }
    }

    private TemporalAccessor parse(String text) {
        if (this == TIME) {
            return CLOCK.withResolverStyle(ResolverStyle.STRICT).parse(text);
        }
        boolean dayOnly = this == DATE && text.length() == sample.length();
        if (dayOnly) {
            return DAY.withResolverStyle(ResolverStyle.STRICT).parse(text);
        }
        boolean blankBetween = text.length() > DATE.sample.length() && text.charAt(DATE.sample.length()) == ' ';
        return BOTH.parse(blankBetween ? text.replaceFirst(" +", "T") : text);
    }

    private String store(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (this == DATE) {
            return stored.format(date);
        }
        ZoneOffset offset = parsed.query(TemporalQueries.offset());
        return (this == TIME ? stored.format(time) : stored.format(date.atTime(time)))
                + (offset == null ? "" : offset.getId());
    }
}
