package io.kaidan.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.sql.DataSource;

/** Fills the database with copies of two tickets, one of which is closed and one of which waits: quicker than to open a million. */
final class CopiedTickets {
    /** What of a ticket the copies have as well. */
    private static final List<String> TABLES = List.of("token", "work_item", "ticket_event");

    /** Of the copies: far above those that the server gives. */
    private static final long FIRST_ID = 1_000_000_000_000L;

    /** Minutes between one ticket and the next one. */
    private static final String APART = "interval '1 minute'";

    private final DataSource database;
    private final long flow;
    private long next = FIRST_ID;

    /**
     * Ready to copy.
     *
     * @param apiPath of the flow whose tickets are copied; it has one that is closed and one that waits
     */
    CopiedTickets(DataSource database, String apiPath) throws SQLException {
        this.database = database;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            flow = number(statement, "select id from flow where api_path = '" + apiPath + "'");
        }
    }

    /**
     * Copies the flow's last ticket in this state. Each copy has a title and a number of its own.
     *
     * @param assignee SQL: whom a copy waits for, where {@code n} counts the copies from 1
     */
    void add(String state, int copies, String assignee) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            long from = number(
                    statement,
                    "select max(id) from ticket where flow_id = " + flow + " and state = '" + state + "' and id < "
                            + FIRST_ID);
            // ids in steps of 10: those of two histories never meet
            String id = next + " + 10 * n";
            String back = " - (" + copies + " - n) * " + APART;
            Map<String, String> own = new LinkedHashMap<>();
            own.put("id", id);
            own.put("data_no", "nextval('ticket_number_" + flow + "')");
            own.put("values", "c.values || jsonb_build_object('title', '複本 ' || n, 'number', n)");
            own.put("title", "'複本 ' || n");
            own.put("opened_at", "c.opened_at" + back);
            own.put("updated_at", "c.updated_at" + back);
            own.put("closed_at", "c.closed_at" + back);
            copy(statement, "ticket", own, copies, "c.id = " + from);
            for (String table : TABLES) {
                // one ticket's rows are numbered in their order
                copy(
                        statement,
                        table,
                        Map.of(
                                "id",
                                id + " + (select count(*) from " + table
                                        + " before where before.ticket_id = c.ticket_id and before.id < c.id)",
                                "ticket_id",
                                id,
                                "token_id",
                                id,
                                "scope_id",
                                "null",
                                "assignee",
                                assignee,
                                "since",
                                "c.since" + back,
                                "done_at",
                                "c.done_at" + back,
                                "at",
                                "c.at" + back),
                        copies,
                        "c.ticket_id = " + from);
            }
            next += 10L * copies + 10;
        }
    }

    /** What PostgreSQL does by itself some time later. */
    void settle() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("ticket", "token", "work_item", "ticket_event")) {
                statement.execute("vacuum analyze " + table);
            }
            statement.execute("checkpoint");
        }
    }

    private static void copy(Statement statement, String table, Map<String, String> own, int copies, String which)
            throws SQLException {
        StringJoiner names = new StringJoiner(", ");
        StringJoiner values = new StringJoiner(", ");
        try (var columns = statement.executeQuery(
                "select column_name from information_schema.columns where table_name = '" + table + "'")) {
            while (columns.next()) {
                String name = columns.getString(1);
                names.add(name);
                values.add(own.getOrDefault(name, "c." + name));
            }
        }
        statement.execute("insert into " + table + " (" + names + ") select " + values + " from " + table + " c, "
                + "generate_series(1, " + copies + ") n where " + which);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
