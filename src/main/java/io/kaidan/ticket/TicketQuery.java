package io.kaidan.ticket;

import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * One page of a flow's tickets.
 *
 * @param filter which tickets
 * @param order by what they are sorted
 * @param descending the largest first
 * @param after the ticket before the page; null for the first page
 * @param limit at most this many
 */
public record TicketQuery(TicketFilter filter, Order order, boolean descending, Cursor after, int limit) {

    /** Tickets that are read one by one in one call, at most. */
    static final int WINDOW = 100_000;

    /** Characters of a text by which it is sorted; those that are the same up to there come by their numbers. */
    private static final int SORTED = 200;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** What tickets can be sorted by; the number decides between equals. */
    public enum Order {
        DATA_NO("dataNo", "data_no"),
        OPENED_AT("openedAt", "opened_at"),
        UPDATED_AT("updatedAt", "updated_at"),
        TITLE("title", text("title")),
        STATUS("status", text("status")),
        LEVEL("level", text("level"));

        private final String text;
        private final String sql;

        Order(String text, String sql) {
            this.text = text;
            this.sql = sql;
        }

        public String text() {
            return text;
        }

        /** As the indexes have it. By code points, the same in every database. */
        private static String text(String column) {
            return "left(coalesce(" + column + ", ''), " + SORTED + ") collate \"C\"";
        }

        private Object of(Ticket ticket) {
            return switch (this) {
                case DATA_NO -> ticket.dataNo();
                case OPENED_AT -> ticket.openedAt().toString();
                case UPDATED_AT -> ticket.updatedAt().toString();
                case TITLE -> sorted(ticket.title());
                case STATUS -> sorted(ticket.status());
                case LEVEL -> sorted(ticket.level());
            };
        }

        private static String sorted(String text) {
            if (text == null || text.codePointCount(0, text.length()) <= SORTED) {
                return text == null ? "" : text;
            }
            return text.substring(0, text.offsetByCodePoints(0, SORTED));
        }

        /** What the database compares with; fails for a text that {@link #of} never gives. */
        private Object value(String key) {
            return switch (this) {
                case DATA_NO -> Long.valueOf(key);
                case OPENED_AT, UPDATED_AT -> Timestamp.from(moment(key));
                default -> key;
            };
        }
    }

    /** Where a page ended: the number of its last ticket, and what that was sorted by. */
    public record Cursor(Object key, long dataNo) {}

    /** Where a page that ends with this ticket ends, as {@link #cursor} reads it. */
    String end(Ticket last) {
        return end(last.dataNo(), order.of(last));
    }

    /** Sort, number and key. */
    String end(long dataNo, Object key) {
        return sort(order, descending) + " " + dataNo + " " + (key instanceof Timestamp at ? at.toInstant() : key);
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

    /**
     * Reads a moment that the database knows.
     *
     * @throws DateTimeException for any other text
     */
    public static Instant moment(String text) {
        Instant moment = Instant.parse(text);
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new DateTimeException("Expected a moment that the database knows but got " + text);
        }
        return moment;
    }

    private static String sort(Order order, boolean descending) {
        return (descending ? "-" : "") + order.text;
    }

    /** The tickets of the page, and one more where there is one; as many as fit into a {@link Part}. */
    Sql page(long flowId) {
        Sql sql = new Sql().add("select * from ");
        if (filter.reads()) {
            addPart(sql.add("(select * from ticket"), flowId, WINDOW).add(") ticket where ");
            filter.addRead(sql);
            addOrder(sql).add(" limit " + (limit + 1));
        } else {
            addPart(sql.add("ticket"), flowId, limit + 1);
        }
        return sql.upTo(Part.BYTES, "pg_column_size(r.values)", "octet_length(cast(r.values as text))");
    }

    /** Where it was read up to when it was not read to the end: what it is sorted by there, and the number. */
    Sql windowEnd(long flowId) {
        Sql sql = new Sql().add("select " + order.sql + ", data_no from ticket");
        return addPart(sql, flowId, 1).add(" offset " + (WINDOW - 1));
    }

    private Sql addPart(Sql sql, long flowId, int rows) {
        sql.add(" where flow_id = ").value(flowId);
        filter.addIndexed(sql);
        if (after != null) {
            sql.add(" and (" + order.sql + ", data_no) " + (descending ? "<" : ">") + " (")
                    .value(after.key())
                    .add(", ")
                    .value(after.dataNo())
                    .add(")");
        }
        return addOrder(sql).add(" limit " + rows);
    }

    private Sql addOrder(Sql sql) {
        String direction = descending ? " desc" : "";
        return sql.add(" order by " + order.sql + direction + ", data_no" + direction);
    }
}
