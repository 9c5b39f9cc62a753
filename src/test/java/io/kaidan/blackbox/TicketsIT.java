package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.select;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §9: tickets as tools read them, one by one and page by page. */
class TicketsIT extends BlackBox {

    private static String flow;

    /** Seven tickets: 1 to 7 of descending urgency; the third and the sixth are closed. */
    @BeforeAll
    static void tickets() {
        FlowBuilder built = start(
                        text("subject").header("title"),
                        select("urgency", "高", "低").header("level"),
                        number("n"))
                .task("review", "審核")
                .assignee("admin")
                .end("end");
        flow = api().deployed(built);
        for (int i = 1; i <= 7; i++) {
            String no =
                    admin().open(flow, Map.of("subject", "第 " + (9 - i) + " 號", "urgency", i < 4 ? "高" : "低", "n", i));
            if (i % 3 == 0) {
                admin().pushed(flow, admin().stop(flow, no), Map.of());
            }
        }
    }

    @Test
    void a_row_has_the_fixed_columns_and_all_values() {
        Map<String, Object> row = list("?sort=dataNo").list("items").get(2);

        assertThat(row)
                .containsEntry("dataNo", "3")
                .containsEntry("state", "closed")
                .containsEntry("title", "第 6 號")
                .containsEntry("status", null)
                .containsEntry("level", "高")
                .containsEntry("openedBy", "admin")
                .containsEntry("values", Map.of("subject", "第 6 號", "urgency", "高", "n", 3));
        Instant opened = Instant.parse((String) row.get("openedAt"));
        assertThat(opened).isBetween(Instant.now().minus(10, ChronoUnit.MINUTES), Instant.now());
        assertThat(Instant.parse((String) row.get("closedAt"))).isAfterOrEqualTo(opened);
    }

    @Test
    void a_ticket_shows_its_work_items_and_history() {
        Map<String, Object> ticket = api().ticket(flow, "1");

        assertThat(ticket).containsKeys("version", "attachments").containsEntry("state", "open");
        assertThat(Answer.objects(ticket.get("workItems"))).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("dataId", admin().stop(flow, "1"))
                .containsEntry("node", "review")
                .containsEntry("name", "審核")
                .containsEntry("state", "open")
                .containsEntry("assignee", "admin")
                .containsEntry("candidateGroups", List.of())
                .containsKey("since"));
        assertThat(Answer.objects(ticket.get("history"))).isNotEmpty().allSatisfy(event -> assertThat(event)
                .containsKeys("at", "by", "event", "node", "changes"));
    }

    @Test
    void a_ticket_is_shown_as_it_was_at_one_moment() throws Exception {
        String flow = api().deployed(oneTask(text("subject")));
        String no = admin().open(flow, Map.of("subject", "推動中"));
        String stop = admin().stop(flow, no);
        Map<String, Object> seen;
        try (Connection lock = KaidanServer.get().database().getConnection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table attachment in access exclusive mode"); // the reader stops there
            CompletableFuture<Map<String, Object>> reading =
                    CompletableFuture.supplyAsync(() -> api().ticket(flow, no));
            Eventually.get(
                    () -> count(
                            "select count(*) from pg_locks where not granted and relation = 'attachment'::regclass"),
                    waiting -> waiting == 1);
            admin().pushed(flow, stop, Map.of());
            lock.rollback();
            seen = reading.get();
        }

        assertThat(seen).containsEntry("state", "open");
        assertThat(Answer.objects(seen.get("history")))
                .hasSizeLessThan(
                        Answer.objects(api().ticket(flow, no).get("history")).size());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void tickets_are_filtered_by_state_and_value() {
        assertThat(numbers("?sort=dataNo&state=closed")).containsExactly("3", "6");
        assertThat(numbers("?sort=dataNo&state=open&values.urgency=" + encoded("高")))
                .containsExactly("1", "2");
        assertThat(numbers("?values.n=5")).containsExactly("5");
        assertThat(numbers("?state=cancelled")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataNo", "-dataNo", "openedAt", "-openedAt", "title", "-title", "level", "-status"})
    void pages_follow_each_other_without_gap_or_repetition(String sort) {
        List<String> all = numbers("?sort=" + sort);
        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = list("?limit=2&sort=" + sort + cursor);
            assertThat(page.list("items")).hasSizeLessThanOrEqualTo(2);
            page.list("items").forEach(row -> paged.add("" + row.get("dataNo")));
            Object next = page.json().get("next");
            cursor = next == null ? null : "&cursor=" + encoded("" + next);
        } while (cursor != null);

        assertThat(all).hasSize(7);
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void the_newest_comes_first_and_a_minus_turns_the_order_round() {
        assertThat(numbers("")).containsExactly("7", "6", "5", "4", "3", "2", "1");
        assertThat(numbers("?sort=title")).containsExactly("7", "6", "5", "4", "3", "2", "1");
        assertThat(numbers("?sort=-title")).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?state=lost", "?sort=nonsense", "?limit=0", "?limit=many", "?cursor=nonsense"})
    void nonsense_is_refused(String query) {
        Answer answer = list(query);

        assertThat(answer.http()).as("%s", answer).isBetween(400, 422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "nonsense", "-1", "99999999999999999999"})
    void a_ticket_that_is_not_there_is_not_found(String no) {
        assertThat(api().get("flows/" + flow + "/tickets/" + no).http()).isEqualTo(404);
        assertThat(api().get("flows/no-such-flow/tickets/" + no).http()).isEqualTo(404);
    }

    private static List<String> numbers(String query) {
        Answer answer = list(query);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.list("items").stream().map(row -> "" + row.get("dataNo")).toList();
    }

    private static Answer list(String query) {
        return api().get("flows/" + flow + "/tickets" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
