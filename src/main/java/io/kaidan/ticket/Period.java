package io.kaidan.ticket;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Days that lie together.
 *
 * @param from the first
 * @param to the last
 * @param zone where they begin and end
 */
public record Period(LocalDate from, LocalDate to, ZoneId zone) {

    /** Days at most. */
    public static final int MOST = 366;

    private static final int USUAL = 30;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /**
     * Reads a period.
     *
     * @param from null: so that it has 30 days
     * @param to null: today
     * @param zone null: UTC
     * @throws Refused with everything that is wrong with it
     */
    public static Period read(String from, String to, String zone, Instant now) {
        List<Problem> problems = new ArrayList<>();
        ZoneId place = zone(zone, problems);
        LocalDate last = date("to", to, LocalDate.ofInstant(now, place), problems);
        LocalDate first = date("from", from, last.minusDays(USUAL - 1L), problems);
        if (problems.isEmpty() && (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST)) {
            problems.add(Problem.at("to", "range", Phrase.of("expect.period", MOST), first + " – " + last));
        }
        Refused.ifAny(problems);
        return new Period(first, last, place);
    }

    private static ZoneId zone(String name, List<Problem> problems) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            problems.add(Problem.at("zone", "time_zone", name));
            return ZoneOffset.UTC;
        }
    }

    private static LocalDate date(String field, String text, LocalDate otherwise, List<Problem> problems) {
        if (text == null) {
            return otherwise;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() < LAST_YEAR) {
                return date;
            }
        } catch (DateTimeException foreign) {
            // told below
        }
        problems.add(Problem.at(field, "format", "2026-01-31", text));
        return otherwise;
    }

    /** Each of its days. */
    public List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** When each of its days begins, and when the last one ends. */
    List<Instant> boundaries() {
        return Stream.concat(days().stream(), Stream.of(to.plusDays(1)))
                .map(day -> day.atStartOfDay(zone).toInstant())
                .toList();
    }
}
