package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of large tickets: no answer holds more of them than a server has memory for, and none of them is left out. */
class LargeTicketsIT extends BlackBox {

    private static final int TICKETS = 8;

    private static String flow;

    @BeforeAll
    static void tickets() {
        flow = api().deployed(oneTask(text("title").header("title"), text("body")));
        String body = "x".repeat(700_000);
        for (int i = 0; i < TICKETS; i++) {
            admin().open(flow, Map.of("title", "large", "body", body));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=dataNo", "sort=openedAt", "sort=dataNo&contains.title=arg"})
    void a_page_ends_where_it_becomes_too_large_and_the_next_one_goes_on_there(String query) {
        List<Object> numbers = new ArrayList<>();
        Map<String, Object> page;
        String cursor = "";
        int pages = 0;
        do {
            Answer answer = api().get("flows/" + flow + "/tickets?limit=1000&" + query + cursor);
            assertThat(answer.bytes().length).isLessThan(6_000_000);
            answer.list("items").forEach(ticket -> numbers.add(ticket.get("dataNo")));
            page = answer.json();
            cursor = "&cursor=" + page.get("next");
            pages++;
        } while (page.get("next") != null);

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, TICKETS)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(pages).isEqualTo(2);
    }

    @Test
    void an_export_has_them_all() {
        Answer answer =
                api().get("flows/" + flow + "/tickets/export?format=csv&sort=dataNo&column=dataNo&column=title");

        assertThat(answer.text().lines()).hasSize(1 + TICKETS).allMatch(line -> line.length() < 100);
    }

    @Test
    void the_published_list_refuses_what_is_too_large_and_gives_it_in_parts_and_with_fewer_columns() {
        int more = 8; // with the others they are more than it gives at once
        String body = "y".repeat(700_000);
        String large = api().deployed(oneTask(text("title").header("title"), text("body")));
        for (int i = 0; i < TICKETS + more; i++) {
            admin().open(large, Map.of("title", "large", "body", body));
        }

        assertThat(admin().list(large, Map.of()).problems()).containsExactly("too_large");
        assertThat(admin().list(large, Map.of("start", 2, "limit", 6)).list("result"))
                .hasSize(4);
        assertThat(admin().list(large, Map.of("search_columns", List.of("data_no", "title")))
                        .list("result"))
                .hasSize(TICKETS + more);
    }

    /** A round of a flow, in which each push changes much. */
    @Test
    void the_history_of_a_ticket_ends_where_it_becomes_too_large_and_what_was_earlier_can_be_asked_for() {
        String round = api().deployed(start(text("body"))
                .task("review", "審核", text("body"))
                .exclusive("more")
                .when("= body != \"\"")
                .to("review")
                .from("more")
                .otherwise()
                .end("end"));
        String no = admin().open(round, Map.of("body", "0"));
        for (int i = 0; i < TICKETS; i++) {
            admin().pushed(round, admin().stop(round, no), Map.of("body", i + "x".repeat(700_000)));
            admin().pushed(round, admin().stop(round, no), Map.of("body", "small " + i));
        }

        Answer ticket = api().get("flows/" + round + "/tickets/" + no);
        List<Object> newestFirst = new ArrayList<>(ticket.list("history"));
        Collections.reverse(newestFirst);
        List<Integer> sizes = new ArrayList<>(List.of(ticket.bytes().length));
        Object cursor = ticket.json().get("earlierHistory");
        while (cursor != null) {
            Answer page = api().get("flows/" + round + "/tickets/" + no + "/history?cursor=" + cursor);
            newestFirst.addAll(page.list("items"));
            sizes.add(page.bytes().length);
            cursor = page.json().get("next");
        }

        assertThat(newestFirst).hasSize(1 + 2 * TICKETS).doesNotHaveDuplicates();
        assertThat(Answer.object(newestFirst.get(2 * TICKETS))).containsEntry("event", "opened");
        assertThat(sizes).hasSizeGreaterThan(2).allMatch(bytes -> bytes < 8_000_000);
        assertThat(api().get("flows/" + round + "/tickets/" + no + "/history?limit=3")
                        .list("items"))
                .isEqualTo(newestFirst.subList(0, 3));
        assertThat(logOf(round, no))
                .as("entered and left by each push, and by the opening")
                .hasSizeGreaterThan(4 * TICKETS)
                .doesNotHaveDuplicates();
    }

    /** All of a log, of which the first page ends early. */
    private static List<Object> logOf(String flow, String no) {
        String path = "flows/" + flow + "/tickets/" + no + "/log?limit=1000";
        Answer page = api().get(path);
        assertThat(page.json().get("next"))
                .as("what the lines have before is measured, too")
                .isNotNull();
        List<Object> entries = new ArrayList<>(page.list("items"));
        while (page.json().get("next") != null) {
            page = api().get(path + "&cursor=" + page.json().get("next"));
            entries.addAll(page.list("items"));
        }
        return entries;
    }

    /** Its rounds are copies of a row: to push a thousand times would take a minute. */
    @Test
    void of_a_thousand_stops_those_that_wait_and_the_newest_are_shown_and_who_had_the_oldest_still_sees_it() {
        String actor = "once-" + UUID.randomUUID();
        api().role(actor, flow, "add");
        api().user(actor, List.of(), List.of(actor));
        String round = api().deployed(oneTask(text("title")));
        String no = admin().open(round, Map.of());
        String waiting = admin().stop(round, no);
        sql(
                "insert into work_item (id, ticket_id, token_id, node, name, state, assignee, candidate_users, candidate_groups,"
                        + " since, done_at, done_by) select nextval('work_item_seq'), w.ticket_id, w.token_id, w.node, 'round ' || n,"
                        + " 'done', case n when 1 then '" + actor + "' end, '[]', '[]', w.since, w.since, 'admin'"
                        + " from work_item w, generate_series(1, 1100) n where w.id = " + waiting);

        Answer ticket = new Api(base(), actor, actor).get("flows/" + round + "/tickets/" + no);

        assertThat(ticket.http()).as("%s", ticket).isEqualTo(200);
        assertThat(ticket.list("workItems")).hasSize(1_000);
        assertThat(ticket.list("workItems").get(0)).containsEntry("dataId", waiting);
        assertThat(ticket.list("workItems").get(999)).containsEntry("name", "round 1100");
    }

    @Test
    void a_worker_gets_as_many_jobs_as_fit_and_the_others_when_it_asks_again() {
        String type = "large-" + UUID.randomUUID();
        String work = api().deployed(start(text("body")).service("work", type).end("end"));
        for (int i = 0; i < TICKETS; i++) {
            admin().open(work, Map.of("body", "x".repeat(700_000)));
        }
        Map<String, ?> ask = Map.of("type", type, "maxJobs", 1_000, "timeoutSeconds", 60, "requestTimeoutSeconds", 0);

        Answer first = api().post("jobs/activate", ask);
        Answer second = api().post("jobs/activate", ask);

        assertThat(first.bytes().length).isBetween(700_000, 6_000_000);
        assertThat(first.list("jobs").size() + second.list("jobs").size()).isEqualTo(TICKETS);
        assertThat(second.list("jobs")).isNotEmpty().doesNotContainAnyElementsOf(first.list("jobs"));
    }
}
