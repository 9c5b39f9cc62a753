package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.area;
import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.select;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Contract §5: push a ticket on. */
class PushIT extends BlackBox {

    @Test
    void a_success_has_an_empty_result() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        Answer answer = admin().push(flow, admin().stop(flow, no), Map.of("title", "好"));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(Map.of("status", "200", "message", "推單成功。", "result", ""));
    }

    @Test
    void a_query_right_after_it_sees_the_next_points() {
        String flow = api().deployed(
                        start(text("title")).task("a", "第一站").task("b", "第二站").end("end"));
        String no = admin().open(flow, Map.of());

        admin().pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly("第二站");
    }

    @Test
    void the_last_push_closes_the_ticket() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        admin().pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
        assertThat(api().ticket(flow, no).get("closedAt")).isNotNull();
        assertThat(api().open(flow)).isZero();
        assertThat(api().closed(flow)).isEqualTo(1);
    }

    @Test
    void formdata_is_optional() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of("title", "保留"));

        Answer answer = admin().push(flow, admin().stop(flow, no));

        assertThat(answer.status()).isEqualTo("200");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("title", "保留"));
    }

    @Test
    void formdata_holds_only_what_changes() {
        String flow = api().deployed(oneTask(text("title"), text("note")));
        String no = admin().open(flow, Map.of("title", "原來的", "note", "原來的"));

        admin().pushed(flow, admin().stop(flow, no), Map.of("note", "新的"));

        assertThat(api().values(flow, no)).isEqualTo(Map.of("title", "原來的", "note", "新的"));
    }

    @Test
    void required_fields_of_the_stops_form_must_have_a_value_afterwards() {
        String flow = api().deployed(start(text("title"))
                .task("handle", "處理", text("title").required(), area("solution").required())
                .end("end"));
        String no = admin().open(flow, Map.of("title", "x"));
        String stop = admin().stop(flow, no);

        Answer answer = admin().push(flow, stop, Map.of("title", ""));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo("推單失敗。");
        assertThat(answer.problems()).containsExactlyInAnyOrder("title:required", "solution:required");
        assertThat(admin().stop(flow, no)).as("the stop stays").isEqualTo(stop);
        assertThat(api().values(flow, no)).containsEntry("title", "x");
        admin().pushed(flow, stop, Map.of("solution", "重新開機"));
    }

    @Test
    void a_stop_without_a_form_shows_the_start_form() {
        String flow = api().deployed(oneTask(text("title").required(), number("n")));
        String no = admin().open(flow, Map.of("title", "x"));
        String stop = admin().stop(flow, no);

        assertThat(admin().push(flow, stop, Map.of("n", "no number")).problems())
                .containsExactly("n:type");
        assertThat(admin().push(flow, stop, Map.of("nonsense", 1)).problems())
                .containsExactly("nonsense:unknown_field");
        admin().pushed(flow, stop, Map.of("n", 7));
        assertThat(api().values(flow, no)).containsEntry("n", 7);
    }

    @Test
    void a_gateway_takes_the_first_condition_that_holds_and_else_its_default() {
        String flow = api().deployed(start(number("days"))
                .exclusive("long")
                .when("= days > 10")
                .task("boss", "總經理")
                .end("end")
                .from("long")
                .when("= days > 3")
                .task("director", "上級主管")
                .to("end")
                .from("long")
                .otherwise()
                .task("manager", "主管")
                .to("end"));

        assertThat(admin().stops(flow, admin().open(flow, Map.of("days", 20))))
                .extracting(QuickClient.Stop::name)
                .containsExactly("總經理");
        assertThat(admin().stops(flow, admin().open(flow, Map.of("days", 5))))
                .extracting(QuickClient.Stop::name)
                .containsExactly("上級主管");
        assertThat(admin().stops(flow, admin().open(flow, Map.of("days", 1))))
                .extracting(QuickClient.Stop::name)
                .containsExactly("主管");
    }

    @Test
    void a_push_that_cannot_go_on_is_done_and_leaves_an_incident() {
        String flow = api().deployed(start(text("title"))
                .task("review", "審核", select("decision", "a", "b", "c"))
                .exclusive("decide")
                .when("= decision = \"a\"")
                .end("a")
                .from("decide")
                .when("= decision = \"b\"")
                .end("b"));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);

        Answer answer = admin().push(flow, stop, Map.of("decision", "c"));

        assertThat(answer.json()).isEqualTo(Map.of("status", "200", "message", "推單成功。", "result", ""));
        assertThat(admin().stops(flow, no)).isEmpty();
        assertThat(admin().push(flow, stop, Map.of("decision", "a")).problems()).containsExactly("already_pushed");
        assertThat(api().ticket(flow, no)).containsEntry("state", "open");
        assertThat(api().values(flow, no)).containsEntry("decision", "c");
        assertThat(Answer.objects(api().ticket(flow, no).get("incidents")))
                .singleElement()
                .satisfies(
                        i -> assertThat(i).containsEntry("node", "decide").containsEntry("code", "no_condition_true"));
    }

    @Test
    void a_quick_action_sets_what_the_design_says() {
        FlowBuilder flow = start(text("title"))
                .task("review", "審核", select("decision", "ok", "no"), text("note"))
                .property("action1.label", "同意")
                .property("action1.set", "= {decision: \"ok\", note: \"同意 \" + title}")
                .property("action2.label", "不同意")
                .property("action2.set", "= {decision: \"no\"}")
                .end("end");
        api().deployed(flow);
        String first = admin().open(flow.apiPath(), Map.of("title", "甲"));
        String second = admin().open(flow.apiPath(), Map.of("title", "乙"));

        Answer one = admin().quickAction(flow.apiPath(), admin().stop(flow.apiPath(), first), "action1");
        Answer two = admin().quickAction(flow.apiPath(), admin().stop(flow.apiPath(), second), "action2");

        assertThat(one.json()).isEqualTo(Map.of("status", "200", "message", "推單成功。", "result", ""));
        assertThat(two.status()).isEqualTo("200");
        assertThat(api().values(flow.apiPath(), first))
                .containsEntry("decision", "ok")
                .containsEntry("note", "同意 甲");
        assertThat(api().values(flow.apiPath(), second)).containsEntry("decision", "no");
    }

    @Test
    void a_quick_action_that_the_stop_lacks_is_refused() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);

        Answer answer = admin().quickAction(flow, stop, "action1");

        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.problems()).containsExactly("quick_action");
        assertThat(admin().stop(flow, no)).isEqualTo(stop);
    }

    @Test
    void files_come_as_in_create() {
        String flow = api().deployed(
                        start(text("title")).task("handle", "處理", file("proof")).end("end"));
        String no = admin().open(flow, Map.of());
        Map<String, Object> members = admin().pushBody(admin().stop(flow, no));
        members.put("files_item", "[\"proof\"]");

        Answer answer = admin().edit(
                        flow,
                        MultipartBody.of(members)
                                .part(
                                        "Content-Disposition: form-data; name=\"files\"; filename=\"一.txt\"",
                                        Text.utf8("一"))
                                .part(
                                        "Content-Disposition: form-data; name=\"proof\"; filename=\"二.txt\"",
                                        Text.utf8("二")));

        assertThat(answer.status()).as("%s", answer).isEqualTo("200");
        assertThat(api().attachments(flow, no))
                .hasSize(2)
                .anySatisfy(a -> assertThat(a).containsEntry("name", "二.txt").containsEntry("field", "proof"));
    }

    @Test
    void exactly_one_of_fifty_pushes_succeeds() throws Exception {
        String flow = api().deployed(
                        start(text("by")).task("a", "第一站").task("b", "第二站").end("end"));
        String no = admin().open(flow, Map.of("by", "nobody"));
        String stop = admin().stop(flow, no);
        Callable<Answer> push = () ->
                admin().push(flow, stop, Map.of("by", Thread.currentThread().getName()));

        List<Answer> answers;
        try (Together together = new Together(50)) {
            answers = together.run(Collections.nCopies(50, push));
        }

        assertThat(answers).filteredOn(a -> a.status().equals("200")).hasSize(1);
        assertThat(answers)
                .filteredOn(a -> !a.status().equals("200"))
                .hasSize(49)
                .allSatisfy(a -> {
                    assertThat(a.status()).isEqualTo("404");
                    assertThat(a.message()).isEqualTo("推單失敗。");
                    assertThat(a.problems()).containsExactly("already_pushed");
                });
        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly("第二站");
    }

    @Test
    void a_late_push_changes_nothing() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of("title", "先"));
        String stop = admin().stop(flow, no);
        admin().pushed(flow, stop, Map.of("title", "中"));

        Answer late = admin().push(flow, stop, Map.of("title", "後"));

        assertThat(late.problems()).containsExactly("already_pushed");
        assertThat(api().values(flow, no)).containsEntry("title", "中");
    }

    @Test
    void a_data_id_that_never_was_is_refused() {
        String flow = api().deployed(oneTask(text("title")));

        for (String dataId : List.of("999999999999", "no-number", "-1", "99999999999999999999")) {
            Answer answer = admin().push(flow, dataId);

            assertThat(answer.http()).isEqualTo(200);
            assertThat(answer.status()).isEqualTo("404");
            assertThat(answer.message()).isEqualTo("推單失敗。");
            assertThat(answer.errors()).hasSize(1);
        }
    }

    @Test
    void a_data_id_of_another_flow_is_refused() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);
        String no = admin().open(one.apiPath(), Map.of());
        String stop = admin().stop(one.apiPath(), no);

        assertThat(admin().push(other.apiPath(), stop).status()).isEqualTo("404");
        assertThat(admin().stop(one.apiPath(), no)).isEqualTo(stop);
    }

    @Test
    void the_history_tells_who_pushed_and_what_changed() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of("title", "舊"));
        admin().pushed(flow, admin().stop(flow, no), Map.of("title", "新"));

        assertThat(Answer.objects(api().ticket(flow, no).get("history"))).anySatisfy(event -> {
            assertThat(event).containsEntry("by", "admin").containsEntry("node", "review");
            assertThat("" + event.get("changes")).contains("title", "舊", "新");
        });
    }
}
