package io.kaidan.ticket;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * Which tickets of a flow a page shows.
 *
 * @param state of the tickets; null for any
 * @param values what fields of the form must be, as text, by their keys; dots lead into nested objects
 * @param order by what they are sorted
 * @param descending the largest first
 * @param after the ticket before the page; null for the first page
 * @param limit at most this many
 */
public record TicketQuery(
        TicketState state, Map<String, String> values, Order order, boolean descending, Cursor after, int limit) {

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

        /**
         * What a page ended with, as the database compares it.
         *
         * @param key as {@link TicketQuery#key} gave it
         * @throws IllegalArgumentException where it did not
         */
        public Object compared(String key) {
            try {
                return switch (this) {
                    case DATA_NO -> Long.valueOf(key);
                    case OPENED_AT, UPDATED_AT -> Timestamp.from(Instant.parse(key));
                    case TITLE, STATUS, LEVEL -> key;
                };
            } catch (DateTimeParseException noMoment) {
                throw new IllegalArgumentException(noMoment);
            }
        }
    }

    /**
     * Where a page ended.
     *
     * @param compared see {@link Order#compared}
     */
    public record Cursor(Object compared, long dataNo) {}

    /** What a ticket is sorted by, as text. */
    public String key(Ticket ticket) {
        return order.of(ticket).toString();
    }

    /** The statement; its parameters are added by position. */
    String sql(long flowId, Map<Integer, Object> parameters) {
        StringBuilder sql =
                new StringBuilder("select * from ticket where flow_id = ").append(parameter(flowId, parameters));
        if (state != null) {
            sql.append(" and state = ").append(parameter(state.name(), parameters));
        }
        // the operator for it begins with #, which EclipseLink takes for a parameter
        values.forEach((key, value) -> sql.append(" and jsonb_extract_path_text(values, variadic string_to_array(")
                .append(parameter(key, parameters))
                .append(", '.')) = ")
                .append(parameter(value, parameters)));
        if (after != null) {
            sql.append(" and (").append(order.sql).append(", data_no) ");
            sql.append(descending ? "<" : ">").append(" (");
            sql.append(parameter(after.compared(), parameters)).append(", ");
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

    private static String parameter(Object value, Map<Integer, Object> parameters) {
        parameters.put(parameters.size() + 1, value);
        return "?" + parameters.size();
    }
}
