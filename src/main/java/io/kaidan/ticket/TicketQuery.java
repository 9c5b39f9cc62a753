package io.kaidan.ticket;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which tickets of a flow a page shows.
 *
 * @param state of the tickets; null for any
 * @param values what fields of the form must be, as text, by their keys; dots lead into nested objects
 * @param contained what fields of the form must contain, as text without regard to case, by their keys
 * @param order by what they are sorted
 * @param descending the largest first
 * @param after the ticket before the page; null for the first page
 * @param limit at most this many
 */
public record TicketQuery(
        TicketState state,
        Map<String, String> values,
        Map<String, String> contained,
        Order order,
        boolean descending,
        Cursor after,
        int limit) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** What tickets can be sorted by; the number decides between equals. */
    public enum Order {
        DATA_NO("dataNo", "data_no"),
        OPENED_AT("openedAt", "opened_at"),
        UPDATED_AT("updatedAt", "updated_at"),
        TITLE("title", "coalesce(title, '')"),
        STATUS("status", "coalesce(status, '')"),
        LEVEL("level", "coalesce(level, '')");

        private final String text;
        private final String sql;

        Order(String text, String sql) {
            this.text = text;
            this.sql = sql;
        }

        public String text() {
            return text;
        }

        private Object of(Ticket ticket) {
            return switch (this) {
                case DATA_NO -> ticket.dataNo();
                case OPENED_AT -> ticket.openedAt().toString();
                case UPDATED_AT -> ticket.updatedAt().toString();
                case TITLE -> empty(ticket.title());
                case STATUS -> empty(ticket.status());
                case LEVEL -> empty(ticket.level());
            };
        }

        private static String empty(String text) {
            return text == null ? "" : text;
        }

        /** What the database compares with; fails for a text that {@link #of} never gives. */
        private Object value(String key) {
            return switch (this) {
                case DATA_NO -> Long.valueOf(key);
                case OPENED_AT, UPDATED_AT -> Timestamp.from(moment(key));
                default -> key;
            };
        }

        private static Instant moment(String key) {
            Instant moment = Instant.parse(key);
            if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
                throw new DateTimeException("Expected a moment that the database knows but got " + key);
            }
            return moment;
        }
    }

    /** Where a page ended: the number of its last ticket, and what that was sorted by. */
    public record Cursor(Object key, long dataNo) {}

    /** Where a page that ends with this ticket ends, as {@link #cursor} reads it: sort, number and key. */
    public String end(Ticket last) {
        return sort(order, descending) + " " + last.dataNo() + " " + order.of(last);
    }

    /** Reads where a page ended; empty where no page of this sort ends so. */
    public static Optional<Cursor> cursor(Order order, boolean descending, String end) {
        String[] parts = end.split(" ", 3);
        if (parts.length < 3 || !parts[0].equals(sort(order, descending))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Cursor(order.value(parts[2]), Long.parseLong(parts[1])));
        } catch (NumberFormatException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    private static String sort(Order order, boolean descending) {
        return (descending ? "-" : "") + order.text;
    }

    /** The statement; its parameters are added by position. */
    String sql(long flowId, Map<Integer, Object> parameters) {
        StringBuilder sql =
                new StringBuilder("select * from ticket where flow_id = ").append(parameter(flowId, parameters));
        if (state != null) {
            sql.append(" and state = ").append(parameter(state.name(), parameters));
        }
        // the operator for it begins with #, which EclipseLink takes for a parameter
        values.forEach((key, value) ->
                sql.append(" and ").append(field(key, parameters)).append(" = ").append(parameter(value, parameters)));
        contained.forEach((key, value) -> sql.append(" and position(lower(")
                .append(parameter(value, parameters))
                .append(") in lower(")
                .append(field(key, parameters))
                .append(")) > 0"));
        if (after != null) {
            sql.append(" and (").append(order.sql).append(", data_no) ");
            sql.append(descending ? "<" : ">").append(" (");
            sql.append(parameter(after.key(), parameters)).append(", ");
            sql.append(parameter(after.dataNo(), parameters)).append(')');
        }
        String direction = descending ? " desc" : "";
        sql.append(" order by ").append(order.sql).append(direction);
        return sql.append(", data_no")
                .append(direction)
                .append(" limit ")
                .append(limit)
                .toString();
    }

    private static String field(String key, Map<Integer, Object> parameters) {
        return "jsonb_extract_path_text(values, variadic string_to_array(" + parameter(key, parameters) + ", '.'))";
    }

    private static String parameter(Object value, Map<Integer, Object> parameters) {
        parameters.put(parameters.size() + 1, value);
        return "?" + parameters.size();
    }
}
