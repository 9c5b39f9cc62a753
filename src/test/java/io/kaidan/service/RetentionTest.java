package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionTest {

    /** What belongs to a ticket; each with a row for the ticket that {@link #full} makes. */
    private static final Set<String> PARTS =
            Set.of("token", "work_item", "ticket_event", "attachment", "subscription", "job", "work_note");

    private static long lastId = 1_000_000_000;

    private final Services node = new Services();
    private long flow;

    @BeforeEach
    void a_flow_that_keeps_its_tickets_for_thirty_days() throws SQLException {
        flow = flow(30);
    }

    @Test
    void closed_tickets_go_when_their_days_are_over() throws SQLException {
        long closed = ticket(flow, 20, 10);
        long cancelled = ticket(flow, 20, 10);
        sql("update ticket set state = 'CANCELLED' where id = " + cancelled);
        long later = ticket(flow, 20, 9);
        long open = open(flow, 90);

        passAndRun(Duration.ofDays(20));
        assertThat(tickets(flow)).containsExactly(closed, cancelled, later, open);

        passAndRun(Duration.ofSeconds(1));
        assertThat(tickets(flow)).containsExactly(later, open);

        passAndRun(Duration.ofDays(1));
        assertThat(tickets(flow)).containsExactly(open);
    }

    @Test
    void what_is_kept_for_ever_stays() throws SQLException {
        long kept = flow(null);
        long old = ticket(kept, 5_000, 4_000);

        node.retention(() -> false);

        assertThat(tickets(kept)).containsExactly(old);
    }

    @Test
    void all_that_belongs_to_a_ticket_goes_with_it() throws SQLException {
        long ticket = full(40, 31);
        assertThat(strings("select cast(conrelid as regclass) from pg_constraint where contype = 'f'"
                        + " and confrelid = cast('ticket' as regclass)"))
                .as("tables with rows of tickets")
                .containsExactlyInAnyOrderElementsOf(PARTS);
        long file = number("select id from attachment where ticket_id = " + ticket);
        for (String part : PARTS) {
            assertThat(number("select count(*) from " + part + " where ticket_id = " + ticket))
                    .as(part)
                    .isOne();
        }

        node.retention(() -> false);

        assertThat(tickets(flow)).isEmpty();
        for (String part : PARTS) {
            assertThat(number("select count(*) from " + part + " where ticket_id = " + ticket))
                    .as(part)
                    .isZero();
        }
        assertThat(number("select count(*) from attachment_chunk where attachment_id = " + file))
                .isZero();
    }

    @Test
    void a_transaction_ends_where_the_files_of_its_tickets_are_large_and_the_next_goes_on() throws SQLException {
        List<Long> large = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            large.add(full(50 - i, 31));
        }
        sql("update attachment set size = 200000000 where ticket_id in (select id from ticket where flow_id = " + flow
                + ")");
        List<Integer> left = new ArrayList<>();

        node.retention(() -> !left.add(left()));

        assertThat(left).as("before each").containsSequence(5, 3, 1, 0);
        assertThat(tickets(flow)).isEmpty();
    }

    @Test
    void a_called_ticket_stays_with_its_caller_and_goes_with_it() throws SQLException {
        long calling = flow(60);
        long caller = ticket(calling, 50, 40);
        long called = called(flow, caller, 50, 45);

        node.retention(() -> false);
        assertThat(tickets(flow)).containsExactly(called);

        passAndRun(Duration.ofDays(21));
        assertThat(tickets(calling)).isEmpty();
        assertThat(tickets(flow)).as("in the same run").isEmpty();
    }

    @Test
    void a_called_ticket_whose_own_flow_keeps_it_outlives_its_caller() throws SQLException {
        long kept = flow(null);
        long called = called(kept, ticket(flow, 50, 40), 50, 45);

        node.retention(() -> false);

        assertThat(tickets(flow)).isEmpty();
        assertThat(tickets(kept)).containsExactly(called);
    }

    @Test
    void a_caller_stays_while_a_ticket_that_it_called_is_open() throws SQLException {
        long caller = ticket(flow, 50, 40);
        long called = open(flow, 50);
        sql("update ticket set caller_id = " + caller + " where id = " + called);

        node.retention(() -> false);

        assertThat(tickets(flow)).containsExactly(caller, called);
    }

    @Test
    void a_ticket_that_somebody_holds_is_passed_over_and_goes_the_next_time() throws SQLException {
        ticket(flow, 50, 40);
        long held = ticket(flow, 49, 40);
        ticket(flow, 48, 40);
        try (Connection holder = TestDatabase.get().dataSource().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("select 1 from ticket where id = " + held + " for key share"); // as one who writes a note
            node.retention(() -> false);
            assertThat(tickets(flow)).containsExactly(held);
            holder.rollback();
        }

        node.retention(() -> false);

        assertThat(tickets(flow)).isEmpty();
    }

    @Test
    void what_was_submitted_goes_with_its_ticket_and_what_was_refused_at_its_time() throws SQLException {
        submission("opened", dataNo(ticket(flow, 40, 35)), 40);
        long kept = submission("opened", dataNo(ticket(flow, 40, 10)), 40);
        submission("refused", null, 31);
        long young = submission("refused", null, 29);
        long undecided = submission("validating", null, 40);

        node.retention(() -> false);

        assertThat(numbers("select id from submission where flow_id = " + flow + " order by id"))
                .containsExactly(kept, young, undecided);
    }

    @Test
    void a_run_that_is_stopped_ends_with_its_portion_and_the_next_goes_on() throws SQLException {
        sql("insert into ticket (id, flow_id, version_id, data_no, state, values, opened_by, opened_at, updated_by,"
                + " updated_at, closed_at, version) select cast(" + id() + " as bigint) * 10000 + n, " + flow
                + ", 1, n, 'CLOSED', '{}',"
                + " 'ann', " + at(50) + ", 'ann', " + at(40) + ", " + at(40) + ", 1 from generate_series(1, 1200) n");

        node.retention(() -> left() < 1200);
        assertThat(tickets(flow)).hasSize(1200 - Retention.PORTION);

        node.retention(() -> false);
        assertThat(tickets(flow)).isEmpty();
    }

    @Test
    void a_flow_that_fails_keeps_no_other_from_its_turn() throws SQLException {
        long old = ticket(flow, 50, 40);
        long behind = flow(30);
        ticket(behind, 50, 40);
        sql("update flow set retention_days = 100000000 where id = " + flow); // more hours than an integer has
        try {
            node.retention(() -> false);
            assertThat(tickets(flow)).containsExactly(old);
            assertThat(tickets(behind)).isEmpty();
        } finally {
            sql("update flow set retention_days = 30 where id = " + flow);
        }
    }

    // rows ---------------------------------------------------------------------------------------------------------

    private void passAndRun(Duration time) {
        node.pass(time);
        node.retention(() -> false);
    }

    private static long id() {
        return ++lastId;
    }

    private static long flow(Integer retentionDays) throws SQLException {
        long id = id();
        sql("insert into application (id, name, description, version, deployed) values (" + id + ", 'kept " + id
                + "', '', 1, true)");
        sql("insert into application_version (id, application_id, version, package, deployed_by, deployed_at) values ("
                + id + ", " + id + ", 1, '', 'ann', now())");
        sql(
                "insert into flow (id, api_path, name, application_id, version_id, deployment, enabled, api, log, attachments,"
                        + " columns, retention_days) values (" + id + ", 'kept-" + id + "', 'x', " + id + ", " + id
                        + ", 'deployed', true, true, true, true, '[]', " + retentionDays + ")");
        return id;
    }

    /** A ticket that was opened and closed so many days ago. */
    private long ticket(long flow, int opened, int closed) throws SQLException {
        long id = open(flow, opened);
        sql("update ticket set state = 'CLOSED', closed_at = " + at(closed) + " where id = " + id);
        return id;
    }

    private long open(long flow, int opened) throws SQLException {
        long id = id();
        sql("insert into ticket (id, flow_id, version_id, data_no, state, values, opened_by, opened_at, updated_by,"
                + " updated_at, version) values (" + id + ", " + flow + ", " + flow + ", " + id
                + ", 'OPEN', '{}', 'ann', "
                + at(opened) + ", 'ann', " + at(opened) + ", 1)");
        return id;
    }

    private long called(long flow, long caller, int opened, int closed) throws SQLException {
        long id = ticket(flow, opened, closed);
        sql("update ticket set caller_id = " + caller + ", call_depth = 1 where id = " + id);
        return id;
    }

    private long full(int opened, int closed) throws SQLException {
        long t = ticket(flow, opened, closed);
        long id = id();
        sql("insert into token (id, ticket_id, node) values (" + id + ", " + t + ", 'a')");
        sql(
                "insert into work_item (id, ticket_id, token_id, node, name, state, candidate_users, candidate_groups, since)"
                        + " values (" + id + ", " + t + ", 1, 'a', 'a', 'done', '[]', '[]', now())");
        sql("insert into ticket_event (id, ticket_id, at, by_user, event, log) values (" + id + ", " + t
                + ", now(), 'ann', 'opened', '[]')");
        sql("insert into attachment (id, ticket_id, name, size, content_type, sha256, added_by, added_at) values (" + id
                + ", " + t + ", 'a', 1, 'a/b', '', 'ann', now())");
        sql("insert into attachment_chunk (attachment_id, seq, bytes) values (" + id + ", 0, 'x')");
        sql("insert into subscription (id, ticket_id, node, kind) values (" + id + ", " + t + ", 'a', 'message')");
        sql("insert into job (id, ticket_id, token_id, type, headers, retries, available_at) values (" + id + ", " + t
                + ", " + id + ", 'a', '{}', 1, now())");
        sql("insert into work_note (id, ticket_id, content, written_by, written_at) values (" + id + ", " + t
                + ", 'a', 'ann', now())");
        return t;
    }

    private long submission(String state, Long dataNo, int at) throws SQLException {
        long id = id();
        sql("insert into submission (id, flow_id, version_id, submitted_by, at, state, data_no, problems) values (" + id
                + ", " + flow + ", " + flow + ", 'ann', " + at(at) + ", '" + state + "', " + dataNo + ", '[]')");
        return id;
    }

    private String at(int daysAgo) {
        Instant moment = node.instant().minus(Duration.ofDays(daysAgo));
        return "timestamptz '" + moment + "'";
    }

    private static long dataNo(long ticket) throws SQLException {
        return number("select data_no from ticket where id = " + ticket);
    }

    private int left() {
        try {
            return tickets(flow).size();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> tickets(long flow) throws SQLException {
        return numbers("select id from ticket where flow_id = " + flow + " order by id");
    }

    private static void sql(String update) throws SQLException {
        try (Connection connection = TestDatabase.get().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(update);
        }
    }

    private static long number(String select) throws SQLException {
        return numbers(select).get(0);
    }

    private static List<Long> numbers(String select) throws SQLException {
        return strings(select).stream().map(Long::valueOf).toList();
    }

    private static List<String> strings(String select) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = TestDatabase.get().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
