package io.kaidan.rest;

import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Opening;
import io.kaidan.ticket.TicketFilter;
import io.kaidan.ticket.TicketQuery;
import io.kaidan.ticket.TicketQuery.Order;
import io.kaidan.ticket.TicketState;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which tickets of a flow are asked for, and how they are sorted. Query parameters: {@code state} (open, closed, cancelled),
 * {@code dataNo}, {@code openedBy}, {@code openedFrom} and {@code openedTo} (moments),
 * {@code values.<key>} (what a field must be), {@code contains.<key>} (what it must contain), {@code from.<key>} and {@code
 * to.<key>} (the least and the most), {@code sort} (dataNo, openedAt, updatedAt, title, status, level; {@code -} before it
 * descends; default -dataNo).
 */
record TicketParameters(TicketFilter filter, Order order, boolean descending) {

    /** @throws Refused with the first parameter that cannot be read */
    static TicketParameters of(UriInfo uri) {
        MultivaluedMap<String, String> given = uri.getQueryParameters();
        TicketState state = state(given.getFirst("state"));
        TicketFilter filter = new TicketFilter(
                state,
                opening(given),
                fields("values.", given),
                fields("contains.", given),
                fields("from.", given),
                fields("to.", given));
        String sort = given.getFirst("sort");
        String by = sort == null || sort.isEmpty() ? "-" + Order.DATA_NO.text() : sort;
        boolean descending = by.startsWith("-");
        return new TicketParameters(filter, order(descending ? by.substring(1) : by), descending);
    }

    /** The page of them that is asked for. */
    TicketQuery query(Paging paging) {
        TicketQuery.Cursor after = paging.after().isEmpty()
                ? null
                : TicketQuery.cursor(order, descending, paging.after())
                        .orElseThrow(() -> new Refused(List.of(Problem.at("cursor", "cursor", paging.after()))));
        return new TicketQuery(filter, order, descending, after, paging.limit());
    }

    private static Opening opening(MultivaluedMap<String, String> given) {
        return new Opening(
                one("dataNo", given, "expect.number", Long::valueOf),
                one("openedBy", given, "expect.unicode", TicketParameters::storable),
                one("openedFrom", given, "expect.moment", TicketQuery::moment),
                one("openedTo", given, "expect.moment", TicketQuery::moment));
    }

    /** What a parameter stands for; null where it is not sent. */
    private static <T> T one(
            String name, MultivaluedMap<String, String> given, String expected, Function<String, T> read) {
        String text = given.getFirst(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return read.apply(text);
        } catch (IllegalArgumentException | DateTimeException other) {
            throw new Refused(List.of(Problem.at(name, "type", Phrase.of(expected), text)));
        }
    }

    private static String storable(String text) {
        if (!Unicode.isStorable(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static TicketState state(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return Arrays.stream(TicketState.values())
                .filter(s -> s.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused(List.of(Problem.at("state", "option", text))));
    }

    private static Order order(String text) {
        return Arrays.stream(Order.values())
                .filter(o -> o.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refused(List.of(Problem.at("sort", "option", text))));
    }

    private static Map<String, String> fields(String prefix, MultivaluedMap<String, String> parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        parameters.forEach((name, given) -> {
            if (name.startsWith(prefix)) {
                values.put(name.substring(prefix.length()), given.get(0));
                if (!Unicode.isStorable(name + given.get(0))) {
                    problems.add(Problem.at(name, "characters"));
                }
            }
        });
        Refused.ifAny(problems);
        return values;
    }
}
