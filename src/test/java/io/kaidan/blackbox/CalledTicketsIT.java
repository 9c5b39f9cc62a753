package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Tickets that were called and those that called them: what becomes of one when the other is over, and at once. */
class CalledTicketsIT extends BlackBox {

    private static final int BRANCHES = 8;
    private static final int ROUNDS = 50;

    private static List<Map<String, Object>> children(String flow, String no) {
        return Answer.objects(api().ticket(flow, no).get("children"));
    }

    private static String state(String flow, String no) {
        return (String) api().ticket(flow, no).get("state");
    }

    private static List<Map<String, Object>> history(String flow, String no) {
        return Answer.objects(api().ticket(flow, no).get("history"));
    }

    private static Map<String, Object> last(String flow, String no) {
        List<Map<String, Object>> history = history(flow, no);
        return history.get(history.size() - 1);
    }

    private static Answer cancel(String flow, String no) {
        return api().post("flows/" + flow + "/tickets/" + no + "/cancel", Map.of("reason", "不需要了"));
    }

    @Test
    void a_cancelled_caller_takes_all_along_that_it_called_and_those_called_in_turn() {
        String c = api().deployed(oneTask(text("x")));
        String b = api().deployed(start(text("x")).call("call", c).end("end"));
        String a = api().deployed(start(text("x")).call("call", b).end("end"));
        String no = admin().open(a, Map.of());
        String stop = admin().stop(c, "1");

        assertThat(cancel(a, no).http()).isEqualTo(200);

        Eventually.get(() -> state(c, "1"), "cancelled"::equals);
        assertThat(state(b, "1")).isEqualTo("cancelled");
        assertThat(last(c, "1"))
                .containsEntry("by", "system")
                .extractingByKey("reason")
                .asString()
                .contains("waits for it no more");
        assertThat(admin().push(c, stop).problems()).containsExactly("already_pushed");
        assertThat(last(a, no)).containsEntry("event", "cancelled");
    }

    @Test
    void a_branch_that_is_left_takes_its_called_ticket_along() {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x"))
                .call("call", called)
                .task("after", "之後")
                .end("end"));
        String no = admin().open(flow, Map.of());

        assertThat(api().post(
                                "flows/" + flow + "/tickets/" + no + "/move",
                                Map.of("from", "call", "to", "after", "reason", "不等了"))
                        .http())
                .isEqualTo(200);

        Eventually.get(() -> state(called, "1"), "cancelled"::equals);
        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly("之後");
    }

    @Test
    void a_called_ticket_that_is_cancelled_is_an_incident_of_its_caller() {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of());

        assertThat(cancel(called, "1").http()).isEqualTo(200);

        assertThat(last(flow, no))
                .containsEntry("event", "incident")
                .containsEntry("node", "call")
                .containsEntry("code", "call_cancelled")
                .extractingByKey("message")
                .asString()
                .contains(called);
        assertThat(state(flow, no)).isEqualTo("open");
    }

    @Test
    void a_called_ticket_that_is_deleted_is_an_incident_of_its_caller() {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of());

        assertThat(admin().delete(called, "1").status()).isEqualTo("200");

        Eventually.get(() -> last(flow, no).get("event"), "incident"::equals);
        assertThat(last(flow, no)).containsEntry("code", "call_deleted");
        assertThat(children(flow, no)).isEmpty();
    }

    @Test
    void what_a_deleted_caller_called_stays_and_is_cancelled() {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of("x", "值"));

        assertThat(admin().delete(flow, no).status()).isEqualTo("200");

        Eventually.get(() -> state(called, "1"), "cancelled"::equals);
        assertThat(api().ticket(called, "1").get("parent")).isNull();
        assertThat(api().values(called, "1")).containsEntry("x", "值");
    }

    @Test
    void an_incident_of_a_called_ticket_shows_at_its_caller() {
        String called = api().deployed(start(text("x"))
                .exclusive("which")
                .when("= x = \"a\"")
                .end("end")
                .from("which")
                .when("= x = \"b\"")
                .end("other"));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));

        String no = admin().open(flow, Map.of("x", "c"));

        assertThat(children(flow, no)).singleElement().satisfies(child -> assertThat(child)
                .containsEntry("state", "open")
                .containsEntry("incidents", 1));
    }

    @Test
    void whoever_sees_the_caller_does_not_see_the_called_ticket() {
        String called = api().deployed(oneTask(text("secret")));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of());
        api().role("sees-" + flow, flow, "view");
        api().user("sees-" + flow, List.of(), List.of("sees-" + flow));
        Api viewer = new Api(base(), "sees-" + flow, "sees-" + flow);

        assertThat(Answer.objects(viewer.ticket(flow, no).get("children")).get(0))
                .containsOnlyKeys("apiPath", "dataNo", "node", "state", "incidents");
        assertThat(viewer.get("flows/" + called + "/tickets/1").http()).isIn(403, 404);
    }

    @Test
    void called_tickets_pushed_at_the_same_moment_let_their_caller_join_once() throws Exception {
        String called = api().deployed(oneTask(text("x")));
        FlowBuilder fan = start(text("x"))
                .parallel("split")
                .call("call0", called)
                .parallel("join")
                .task("after", "匯合之後")
                .end("end");
        for (int i = 1; i < BRANCHES; i++) {
            fan.from("split").call("call" + i, called).to("join");
        }
        String flow = api().deployed(fan);

        try (Together together = new Together(BRANCHES)) {
            for (int round = 0; round < ROUNDS; round++) {
                String no = admin().open(flow, Map.of());
                List<Callable<Answer>> pushes = new ArrayList<>();
                for (Map<String, Object> child : children(flow, no)) {
                    String stop = admin().stop(called, (String) child.get("dataNo"));
                    pushes.add(() -> admin().push(called, stop));
                }
                assertThat(pushes).hasSize(BRANCHES);

                List<Answer> answers = together.run(pushes);

                assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo("200"));
                assertThat(admin().stops(flow, no))
                        .as("round %d: the join fires once", round)
                        .extracting(QuickClient.Stop::name)
                        .containsExactly("匯合之後");
            }
        }
        assertThat(api().open(called)).isZero();
    }

    @Test
    void a_caller_cancelled_while_what_it_called_is_pushed_leaves_nothing_open() throws Exception {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x"))
                .parallel("split")
                .call("a", called)
                .parallel("join")
                .end("end")
                .from("split")
                .call("b", called)
                .to("join"));

        try (Together together = new Together(3)) {
            for (int round = 0; round < 20; round++) {
                String no = admin().open(flow, Map.of());
                List<Callable<Answer>> acts = new ArrayList<>();
                for (Map<String, Object> child : children(flow, no)) {
                    String stop = admin().stop(called, (String) child.get("dataNo"));
                    acts.add(() -> admin().push(called, stop));
                }
                acts.add(() -> cancel(flow, no));

                List<Answer> answers = together.run(acts);

                assertThat(answers.subList(0, 2)).allSatisfy(a -> assertThat(
                                a.status().equals("200") || a.problems().equals(List.of("already_pushed")))
                        .as("%s", a)
                        .isTrue());
                assertThat(answers.get(2).http()).isIn(200, 409);
            }
        }
        Eventually.get(() -> api().open(called), open -> open == 0);
        assertThat(api().open(flow)).isZero();
    }
}
