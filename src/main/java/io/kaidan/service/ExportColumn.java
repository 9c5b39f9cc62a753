package io.kaidan.service;

import io.kaidan.form.Field;
import io.kaidan.form.Option;
import io.kaidan.problem.Messages;
import io.kaidan.ticket.Ticket;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of an exported table: the name over it, and what it shows of a ticket.
 *
 * @param key by which it is asked for
 * @param name in the reader's language
 */
record ExportColumn(String key, String name, Function<Ticket, Object> shown) {

    static final String DATA_NO = "dataNo";
    static final String STATE = "state";
    static final String OPENED_BY = "openedBy";
    static final String OPENED_AT = "openedAt";
    static final String CLOSED_AT = "closedAt";

    /** What every ticket has, whatever its forms ask for. */
    static List<ExportColumn> ofEveryTicket(Locale reader, ZoneId zone) {
        return List.of(
                own(DATA_NO, reader, Ticket::dataNo),
                own(
                        STATE,
                        reader,
                        t -> Messages.text(reader, "export.state." + t.state().text())),
                own(OPENED_BY, reader, Ticket::openedBy),
                own(OPENED_AT, reader, t -> clock(t.openedAt(), zone)),
                own(CLOSED_AT, reader, t -> clock(t.closedAt(), zone)));
    }

    private static ExportColumn own(String key, Locale reader, Function<Ticket, Object> shown) {
        return new ExportColumn(key, Messages.text(reader, "export." + key), shown);
    }

    private static LocalDateTime clock(Instant moment, ZoneId zone) {
        return moment == null ? null : LocalDateTime.ofInstant(moment.truncatedTo(ChronoUnit.SECONDS), zone);
    }

    /** A field of a form; a choice shows its label. */
    static ExportColumn of(Field field, Locale reader) {
        List<String> path = List.of(field.key().split("\\.", -1));
        return new ExportColumn(field.key(), field.label(), t -> cell(inside(t.values(), path), field, reader));
    }

    private static Object inside(Object document, List<String> path) {
        Object value = document;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    private static Object cell(Object value, Field field, Locale reader) {
        for (Option option : field.options()) {
            if (option.value().equals(value)) {
                return option.label();
            }
        }
        if (value instanceof Boolean flag) {
            return Messages.text(reader, flag ? "export.yes" : "export.no");
        }
        if (value instanceof Collection<?> list) {
            return joined(list, field, reader, ", ");
        }
        return value instanceof Map<?, ?> object ? joined(object.values(), field, reader, " / ") : value;
    }

    private static String joined(Collection<?> values, Field field, Locale reader, String separator) {
        return values.stream()
                .map(value -> cell(value, field, reader))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(separator));
    }

    Object cell(Ticket ticket) {
        return shown.apply(ticket);
    }
}
