package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The execution log: each element entered and left, while the flow's switch is on. */
class ExecutionLogIT extends BlackBox {

    @Test
    void each_element_is_entered_and_left_in_order_with_its_values() {
        String flow = api().deployed(start(text("subject"), number("price"))
                .element("scriptTask", "tax", "稅")
                .extension("<zeebe:ioMapping><zeebe:input source=\"= price\" target=\"base\"/></zeebe:ioMapping>")
                .extension("<zeebe:script expression=\"= base * 2\" resultVariable=\"total\"/>")
                .task("review", "審核")
                .end("end"));
        String no = admin().open(flow, Map.of("subject", "x", "price", 21));
        admin().pushed(flow, admin().stop(flow, no), Map.of());

        Answer answer = log(flow, no, "");

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json()).containsOnlyKeys("items", "next").containsEntry("next", null);
        assertThat(names(answer))
                .containsExactly(
                        "start entered",
                        "start left",
                        "tax entered",
                        "tax left",
                        "review entered",
                        "review left",
                        "end entered",
                        "end left");
        assertThat(answer.list("items")).allSatisfy(entry -> {
            assertThat(entry).containsOnlyKeys("at", "node", "event", "values");
            assertThat(Instant.parse((String) entry.get("at")))
                    .isBeforeOrEqualTo(Instant.now().plusSeconds(5));
        });
        assertThat(answer.list("items").get(2)).containsEntry("values", Map.of("base", 21));
        assertThat(answer.list("items").get(3)).containsEntry("values", Map.of("total", 42));
    }

    @Test
    void the_switch_acts_at_once() {
        String flow = api().deployed(start(text("subject"))
                .task("a", "甲站")
                .task("b", "乙站")
                .task("c", "丙站")
                .end("end"));
        String no = admin().open(flow, Map.of());
        api().patch("flows/" + flow, Map.of("log", false));
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        api().patch("flows/" + flow, Map.of("log", true));
        admin().pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(names(log(flow, no, "")))
                .containsExactly("start entered", "start left", "a entered", "b left", "c entered");
    }

    @Test
    void a_flow_designed_without_a_log_keeps_none() {
        FlowBuilder flow = oneTask(text("subject")).flowProperty("log", "false");
        api().deployed(flow);
        String no = admin().open(flow.apiPath(), Map.of());

        assertThat(log(flow.apiPath(), no, "").json())
                .containsEntry("items", List.of())
                .containsEntry("next", null);
    }

    @Test
    void a_failed_step_is_entered_and_not_left() {
        String flow = api().deployed(start(number("days"))
                .exclusive("size")
                .when("= days > 3")
                .end("end")
                .from("size")
                .when("= days < 0")
                .end("none"));
        String no = admin().open(flow, Map.of("days", 1));

        assertThat(names(log(flow, no, ""))).containsExactly("start entered", "start left", "size entered");
    }

    @Test
    void it_comes_in_pages() {
        String flow = api().deployed(oneTask(text("subject")));
        String no = admin().open(flow, Map.of());
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        List<String> all = names(log(flow, no, ""));

        List<String> paged = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = log(flow, no, "?limit=2" + cursor);
            paged.addAll(names(page));
            cursor = page.json().get("next") == null
                    ? null
                    : "&cursor=" + page.json().get("next");
            pages++;
        } while (cursor != null);

        assertThat(paged).isEqualTo(all).hasSize(6);
        assertThat(pages).isEqualTo(3);
        assertThat(log(flow, no, "?cursor=bm8").problems()).containsExactly("cursor:cursor");
        assertThat(log(flow, no, "?cursor=MSAyIDM").problems()).containsExactly("cursor:cursor");
        assertThat(log(flow, no, "?limit=x").problems()).containsExactly("limit:range");
    }

    @Test
    void it_is_for_those_who_may_see_the_ticket() {
        FlowBuilder built = start(text("subject"))
                .task("review", "審核")
                .assignee("elog-actor")
                .end("end");
        String flow = api().deployed(built);
        api().role("log-view", flow, "view");
        api().role("log-add", flow, "add");
        api().user("log-view", List.of(), List.of("log-view"));
        api().user("log-add", List.of(), List.of("log-add"));
        api().user("elog-actor", List.of(), List.of());
        api().user("log-none", List.of(), List.of());
        String no = admin().open(flow, Map.of());

        assertThat(as("log-view", flow, no).http()).isEqualTo(200);
        assertThat(as("elog-actor", flow, no).http()).isEqualTo(200);
        assertThat(as("log-add", flow, no).http()).isEqualTo(403);
        assertThat(as("log-none", flow, no).http()).isEqualTo(404);
        assertThat(log(flow, "999", "").problems()).containsExactly("unknown_ticket");
        assertThat(log(flow, "nonsense", "").http()).isEqualTo(404);
        assertThat(log("no-such-flow", no, "").http()).isEqualTo(404);
    }

    @Test
    void of_an_endless_loop_the_beginning_and_the_end_are_kept() {
        String flow = api().deployed(endless());
        String quiet = api().deployed(endless().flowProperty("log", "false"));
        admin().open(quiet, Map.of()); // both sides warm
        admin().open(flow, Map.of());

        Instant begun = Instant.now();
        admin().open(quiet, Map.of());
        Instant between = Instant.now();
        String no = admin().open(flow, Map.of());
        Instant done = Instant.now();

        long bytes = count("select max(pg_column_size(e.log)) from ticket_event e join ticket t on t.id = e.ticket_id"
                + " join flow f on f.id = t.flow_id where f.api_path = '" + flow + "'");
        System.out.printf(
                "A transition of 10,000 steps: %d ms without a log, %d ms and %d bytes with it%n",
                Duration.between(begun, between).toMillis(),
                Duration.between(between, done).toMillis(),
                bytes);
        assertThat(bytes).isBetween(1_000L, 500_000L);
        assertThat(Answer.objects(api().ticket(flow, no).get("incidents")))
                .extracting(i -> i.get("code"))
                .containsExactly("step_limit");
        List<Map<String, Object>> entries = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = log(flow, no, "?limit=1000" + cursor);
            entries.addAll(page.list("items"));
            cursor = page.json().get("next") == null
                    ? null
                    : "&cursor=" + page.json().get("next");
        } while (cursor != null);
        assertThat(entries).hasSize(2_001);
        assertThat(entries.get(0)).containsEntry("node", "start");
        assertThat(entries.get(1_000)).containsEntry("event", "omitted").containsEntry("node", null);
        assertThat((int) Answer.object(entries.get(1_000).get("values")).get("entries"))
                .isEqualTo(2 * 10_000 - 2_000);
    }

    private static FlowBuilder endless() {
        return start(text("subject"))
                .exclusive("again")
                .otherwise()
                .element("task", "spin", "轉")
                .to("again")
                .when("= subject = \"stop\"")
                .end("end");
    }

    private static Answer log(String flow, String no, String query) {
        return api().get("flows/" + flow + "/tickets/" + no + "/log" + query);
    }

    private static Answer as(String name, String flow, String no) {
        return new Api(base(), name, name).get("flows/" + flow + "/tickets/" + no + "/log");
    }

    private static List<String> names(Answer answer) {
        return answer.list("items").stream()
                .map(entry -> entry.get("node") + " " + entry.get("event"))
                .toList();
    }
}
