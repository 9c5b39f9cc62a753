package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaidan.run.OldRelease;
import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * This release on the database that an old one has left: what was on its way goes on. The oldest and the newest, or those
 * that {@code -Dkaidan.upgrade.from=} names.
 */
class UpgradeIT {

    /** A file of two chunks. */
    private static final byte[] PAPER = Arrays.copyOf(Text.utf8("Kaidan keeps papers. ".repeat(60_000)), 1_200_000);

    /** The first whose database holds what {@link #whatCameSinceGoesOnToo} looks for. */
    private static final int WITH_ALL = 28;

    private KaidanServer node;
    private Api api;
    private QuickClient client;

    static Stream<Integer> versions() {
        return Stream.of(System.getProperty("kaidan.upgrade.from", "10,28").split(","))
                .map(Integer::valueOf);
    }

    @BeforeEach
    void only_where_the_tests_start_the_servers() {
        Assumptions.assumeTrue(System.getProperty("kaidan.url") == null);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void what_an_old_release_had_on_its_way_goes_on(int version) throws Exception {
        Postgres database = TestDatabase.throwAway();
        OldRelease.load(database.dataSource(), version);
        asIfItHadBeenStoppedJustNow(database);
        node = KaidanServer.on(database);
        api = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);

        ticketsAreReadWithTheirFiles();
        if (version >= WITH_ALL) {
            whatCameSinceGoesOnToo();
        }
        pushesGoOn();
        timersFire();
        calledTicketsReturn();
        workersAndMessagesComeIn();
        incidentsAreRetried();
        submissionsAndSchedulesAreThere();
        peopleSignInAndOpenTickets();
    }

    /** Idempotency keys hold for a day, and the files are older. */
    private static void asIfItHadBeenStoppedJustNow(Postgres database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            if (has(statement, "idempotency_key")) {
                statement.execute("update idempotency_key set at = now()");
            }
        }
    }

    private static boolean has(Statement statement, String table) throws SQLException {
        return OldRelease.tables(statement).contains(table);
    }

    private void ticketsAreReadWithTheirFiles() {
        Map<String, Object> ticket = api.ticket("purchase", "1");
        assertThat(ticket).containsEntry("title", "舊的一張").containsEntry("state", "open");
        assertThat(Answer.object(ticket.get("values"))).containsEntry("amount", 42);
        List<Map<String, Object>> files = api.attachments("purchase", "1");
        assertThat(files)
                .extracting(f -> f.get("name"), f -> f.get("field"), f -> f.get("size"))
                .containsExactlyInAnyOrder(
                        tuple("合約 1.pdf", "paper", PAPER.length), tuple("note.txt", null, Text.utf8("附註").length));
        Object paper = files.stream()
                .filter(file -> "paper".equals(file.get("field")))
                .map(file -> file.get("id"))
                .findFirst()
                .orElseThrow();
        assertThat(api.get("attachments/" + paper).bytes()).isEqualTo(PAPER);
        assertThat(client.notes("purchase", "1").text()).contains("升級之前寫的");
        assertThat(api.ticket("purchase", "3")).containsEntry("state", "closed");
        assertThat(api.get("flows/purchase/tickets").list("items")).hasSize(3);
    }

    private void whatCameSinceGoesOnToo() {
        assertThat(createdAgain().result()).as("the answer that its key had").isEqualTo("2");
        assertThat(api.ticket("mailed", "2")).containsEntry("state", "cancelled");
        assertThat(api.ticket("mailed", "3")).containsEntry("title", "更正了");
        assertThat(Answer.objects(api.ticket("purchase", "2").get("workItems")))
                .filteredOn(item -> item.get("state").equals("open"))
                .extracting(item -> item.get("assignee"))
                .as("who has claimed it")
                .containsExactly("amy");

        client.pushed("mailed", client.stop("mailed", "1"), Map.of());
        Eventually.get(() -> names("mailed", "4"), List.of("處理")::equals);
        assertThat(api.ticket("mailed", "4")).as("by the message that was kept").containsEntry("title", "第二封");
        client.open("listener", Map.of("title", "K-2"));
        Eventually.get(() -> names("listener", "2"), List.of("收到")::equals); // by another
        api.post("signals", Map.of("name", "upgrade-alarm"));
        Eventually.get(() -> names("alarmed", "1"), names -> !names.isEmpty());

        assertThat(api.get("settings").list("items"))
                .filteredOn(setting -> setting.get("name").equals("MESSAGE_SECONDS"))
                .extracting(setting -> setting.get("value"))
                .containsExactly(3601);
        assertThat(api.flow("mailed")).containsEntry("retentionDays", 36_500);
        assertThat(api.flow("leave-request")).containsEntry("log", false);
        assertThat(api.get("drafts").list("items"))
                .extracting(draft -> draft.get("name"))
                .containsExactly("升級");
        assertThat(api.get("audit?action=setting_change").list("items"))
                .extracting(line -> line.get("object"))
                .containsExactly("MESSAGE_SECONDS");
    }

    private Answer createdAgain() {
        return Http.send(
                "POST",
                client.editUri("purchase"),
                BodyPublishers.ofString(Text.json(client.createBody(Map.of("title", "走到一半", "amount", 8)))),
                "Content-Type",
                QuickClient.JSON,
                "Idempotency-Key",
                "upgrade-1");
    }

    private void pushesGoOn() {
        client.pushed("purchase", client.stop("purchase", "2"), Map.of("amount", "9"));
        assertThat(api.ticket("purchase", "2")).containsEntry("state", "closed");
        assertThat(api.values("purchase", "2")).containsEntry("amount", 9);
        List<QuickClient.Stop> left = client.stops("panel", "1");
        assertThat(left).hasSize(2);
        left.forEach(stop -> client.pushed("panel", stop.dataId(), Map.of()));
        assertThat(api.ticket("panel", "1")).containsEntry("state", "closed");
    }

    private void timersFire() {
        Eventually.get(() -> names("reminder", "1"), List.of("催辦")::equals);
    }

    private void calledTicketsReturn() {
        assertThat(names("caller", "1")).isEmpty();
        client.pushed("called", client.stop("called", "1"), Map.of());
        assertThat(names("caller", "1")).containsExactly("呼叫之後");
    }

    private void workersAndMessagesComeIn() {
        List<Map<String, Object>> jobs = api.post("jobs/activate", Map.of("type", "upgrade-charge", "worker", "w"))
                .list("jobs");
        assertThat(jobs).hasSize(1);
        api.post("jobs/" + jobs.get(0).get("key") + "/complete", Map.of("values", Map.of("amount", 5), "worker", "w"));
        assertThat(names("worker", "1")).containsExactly("核對");
        api.post("messages", Map.of("name", "upgrade-paid", "correlationKey", "K-1", "values", Map.of()));
        assertThat(names("listener", "1")).containsExactly("收到");
    }

    private void incidentsAreRetried() {
        String incident = api.incident("split", "1");
        assertThat(api.post("incidents/" + incident + "/retry", Map.of("values", Map.of("amount", 11)))
                        .http())
                .isEqualTo(200);
        assertThat(names("split", "1")).containsExactly("很多");
    }

    private void submissionsAndSchedulesAreThere() {
        assertThat(api.get("submissions").list("items"))
                .extracting(s -> s.get("state"), s -> s.get("dataNo"))
                .containsExactlyInAnyOrder(tuple("refused", null), tuple("opened", "1"));
        assertThat(api.attachments("checked", "1")).hasSize(1);
        assertThat(api.get("schedules").list("items"))
                .extracting(s -> s.get("name"), s -> s.get("enabled"))
                .containsExactly(tuple("每年", true));
    }

    private void peopleSignInAndOpenTickets() {
        QuickClient amy = QuickClient.login(node.base(), "amy", "amy-password");
        amy.pushed("purchase", amy.stop("purchase", "1"), Map.of());
        String next = amy.open("purchase", Map.of("title", "升級之後"));
        assertThat(Integer.parseInt(next)).as("no number is given again").isGreaterThan(3);
        assertThat(api.flow("purchase")).containsEntry("retentionDays", null);
        assertThat(api.get("flows/purchase/statistics").http()).isEqualTo(200);
    }

    private List<String> names(String flow, String no) {
        return client.stops(flow, no).stream().map(QuickClient.Stop::name).toList();
    }
}
