package io.kaidan.rest;

import io.kaidan.json.Unicode;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Claim;
import io.kaidan.ticket.OwnWork;
import io.kaidan.ticket.TaskFilter;
import io.kaidan.ticket.Tasks;
import io.kaidan.ticket.TicketState;
import io.kaidan.ticket.Urgency;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of the lists of my tasks is asked for: {@code flow} (an API path), {@code text}, {@code urgency} (overdue,
 * soon, calm) and {@code claim} (mine, free) of what waits, {@code state} of the ticket of what is done, {@code limit} and
 * {@code cursor}.
 */
record TaskParameters(TaskFilter filter, Paging paging) {

    private static final long NEVER_DUE = Long.MAX_VALUE;

    /** A cursor of ours holds moments of the years 1 to 9998 only; PostgreSQL knows some more. */
    private static final long EARLIEST = -62_135_596_800_000_000L;

    private static final long LATEST = 253_370_764_800_000_000L;

    /** @throws Refused with every parameter that cannot be read */
    static TaskParameters of(UriInfo uri) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        List<Problem> problems = new ArrayList<>();
        TaskFilter filter = new TaskFilter(
                text("flow", given, problems),
                text("text", given, problems),
                choice("urgency", given, Urgency.values(), Urgency::text, problems),
                choice("claim", given, Claim.values(), Claim::text, problems),
                choice("state", given, TicketState.values(), TicketState::text, problems));
        Refused.ifAny(problems);
        return new TaskParameters(filter, Paging.of(given.getFirst("cursor"), given.getFirst("limit")));
    }

    private static String text(String name, MultivaluedMap<String, String> given, List<Problem> problems) {
        String text = given.getFirst(name);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!Unicode.isStorable(text)) {
            problems.add(Problem.at(name, "characters"));
        }
        return text.strip();
    }

    private static <T> T choice(
            String name,
            MultivaluedMap<String, String> given,
            T[] options,
            Function<T, String> shown,
            List<Problem> problems) {
        String text = text(name, given, problems);
        T found = Arrays.stream(options)
                .filter(option -> shown.apply(option).equals(text))
                .findFirst()
                .orElse(null);
        if (text != null && found == null) {
            problems.add(Problem.at(name, "option", text));
        }
        return found;
    }

    /** After which task the page begins; null: at the start. */
    Tasks.Place afterTask() {
        if (paging.after().isEmpty()) {
            return null;
        }
        List<Long> numbers = paging.numbers(3);
        Instant dueAt = numbers.get(0) == NEVER_DUE ? null : instant(numbers.get(0));
        return new Tasks.Place(dueAt, instant(numbers.get(1)), numbers.get(2));
    }

    static String key(Tasks.Place place) {
        long due = place.dueAt() == null ? NEVER_DUE : micros(place.dueAt());
        return due + " " + micros(place.since()) + " " + place.dataId();
    }

    /** After what of one's own work the page begins; null: at the start. */
    OwnWork.Place afterWork() {
        return afterWork(paging);
    }

    /** The same of another list of one's own. */
    static OwnWork.Place afterWork(Paging paging) {
        if (paging.after().isEmpty()) {
            return null;
        }
        List<Long> numbers = paging.numbers(2);
        return new OwnWork.Place(instant(numbers.get(0)), numbers.get(1));
    }

    static String key(Instant at, String id) {
        return micros(at) + " " + id;
    }

    /** The database knows no less than a microsecond. */
    private static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(Math.max(EARLIEST, Math.min(micros, LATEST)), ChronoUnit.MICROS);
    }
}
