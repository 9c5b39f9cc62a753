package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server of its own that goes down and comes back: nothing that was answered is lost. */
class RestartIT {

    /** A dead node's jobs are taken over after 20 to 30 seconds. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(60);

    private static KaidanServer kaidan;
    private static Api api;
    private static String plain;
    private static String validated;

    @BeforeAll
    static void deploy() {
        kaidan = KaidanServer.alone();
        api = new Api(kaidan.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        plain = api.deployed(start(text("title")).task("review", "審核").end("end"));
        validated = api.deployed(start(text("title"))
                .property("validation", "= if title = \"不行\" then \"這張單不行。\" else true")
                .task("review", "審核")
                .end("end"));
    }

    @AfterAll
    static void stop() {
        if (kaidan != null) {
            kaidan.close();
        }
    }

    @Test
    void codes_tickets_and_submissions_outlive_a_restart_whose_log_tells_of_no_failure() throws IOException {
        QuickClient before = login();
        String no = before.open(plain, Map.of("title", "重啟前"));
        String stop = before.stop(plain, no);
        int earlier = submissions().size();
        before.create(validated, Map.of("title", "不行"));
        decided(earlier + 1);
        Map<String, Object> ticket = api.ticket(plain, no);
        List<Map<String, Object>> submissions = submissions();
        int lines = log().size();

        kaidan.restart();

        assertThat(log().stream().skip(lines))
                .anyMatch(line -> line.contains("kaidan"))
                .noneMatch(line -> line.startsWith("\tat ") || line.contains(" ERROR ") || line.contains("SEVERE"));
        assertThat(login().code()).as("the same security code").isEqualTo(before.code());
        assertThat(api.ticket(plain, no)).isEqualTo(ticket);
        assertThat(submissions()).isEqualTo(submissions);
        assertThat(submissions.get(0)).containsEntry("messages", List.of("這張單不行。"));
        assertThat(before.stop(plain, no)).isEqualTo(stop);
        before.pushed(plain, stop, Map.of("title", "重啟後"));
        assertThat(api.ticket(plain, no)).containsEntry("state", "closed");
        assertThat(before.open(plain, Map.of())).as("no number comes twice").isEqualTo("2");
    }

    @Test
    void a_submission_that_was_accepted_is_decided_after_the_server_was_killed() throws SQLException {
        QuickClient client = login();
        int earlier = submissions().size();
        try (Connection holder = kaidan.database().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table ticket in share mode"); // validating goes on, opening waits
            assertThat(client.create(validated, Map.of("title", "半途")).result()).isEqualTo("");
            Eventually.get(RestartIT::waiting, n -> n > 0);

            kaidan.kill();
        }
        kaidan.start(Map.of());

        decided(earlier + 1);
        assertThat(submissions().get(0)).containsEntry("state", "opened");
        String no = (String) submissions().get(0).get("dataNo");
        assertThat(api.values(validated, no)).containsEntry("title", "半途");
        assertThat(client.stops(validated, no)).hasSize(1);
        assertThat(api.get("flows/" + validated + "/tickets").list("items"))
                .as("opened once")
                .hasSize(1);
    }

    private static List<String> log() throws IOException {
        return Files.readAllLines(kaidan.log());
    }

    private static QuickClient login() {
        return QuickClient.login(kaidan.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    private static void decided(int count) {
        Eventually.get(
                TAKE_OVER,
                RestartIT::submissions,
                all -> all.size() == count
                        && all.stream().noneMatch(s -> s.get("state").equals("validating")));
    }

    private static List<Map<String, Object>> submissions() {
        return api.get("submissions").list("items");
    }

    /** Sessions that wait for a lock. */
    private static int waiting() {
        try (Connection connection = kaidan.database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
