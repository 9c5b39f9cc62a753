package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.checkbox;
import static io.kaidan.blackbox.Field.checklist;
import static io.kaidan.blackbox.Field.date;
import static io.kaidan.blackbox.Field.list;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract §3: open a ticket. */
class CreateIT extends BlackBox {

    @Test
    void a_success_is_answered_with_the_number_of_the_ticket() {
        String flow = api().deployed(oneTask(text("title")));

        Answer answer = admin().create(flow, Map.of("title", "印表機卡紙"));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json()).isEqualTo(Map.of("status", "200", "message", "開單成功。", "result", "1"));
    }

    @Test
    void the_ticket_has_run_to_its_first_waiting_points() {
        String flow = api().deployed(start(text("title"))
                .parallel("split")
                .task("a", "甲")
                .parallel("join")
                .end("end")
                .from("split")
                .task("b", "乙")
                .to("join"));

        String no = admin().open(flow, Map.of("title", "x"));

        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactlyInAnyOrder("甲", "乙");
    }

    @Test
    void a_flow_without_human_points_closes_at_once() {
        String flow = api().deployed(start(text("title")).end("end"));

        String no = admin().open(flow, Map.of("title", "x"));

        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
        assertThat(api().closed(flow)).isEqualTo(1);
    }

    @Test
    void numbers_begin_with_one_in_each_flow() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);

        assertThat(admin().open(one.apiPath(), Map.of())).isEqualTo("1");
        assertThat(admin().open(one.apiPath(), Map.of())).isEqualTo("2");
        assertThat(admin().open(other.apiPath(), Map.of())).isEqualTo("1");
    }

    @Test
    void numbers_of_creates_at_the_same_moment_are_unique() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        Callable<String> create = () -> admin().open(flow, Map.of("title", "x"));

        try (Together together = new Together(20)) {
            assertThat(together.run(Collections.nCopies(20, create))).doesNotHaveDuplicates();
        }
        assertThat(api().open(flow)).isEqualTo(20);
    }

    @Test
    void a_number_is_never_used_again_also_after_a_failure() {
        String flow = api().deployed(oneTask(text("title").required()));
        String first = admin().open(flow, Map.of("title", "x"));

        admin().create(flow, Map.of());
        String second = admin().open(flow, Map.of("title", "x"));

        assertThat(Long.parseLong(second)).isGreaterThan(Long.parseLong(first));
    }

    @Test
    void the_third_member_of_an_item_is_ignored() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> body = admin().createBody(Map.of());
        body.put("formdata", List.of(Map.of("id", "title", "value", "有類型", "type", "inputText")));

        String no = QuickClient.numberOf(admin().edit(flow, QuickClient.JSON, Text.utf8(Text.json(body))));

        assertThat(api().values(flow, no)).containsEntry("title", "有類型");
    }

    @Test
    void values_arrive_as_text_or_in_the_fields_own_type() {
        String flow = api().deployed(oneTask(number("n"), checkbox("c"), date("d"), select("s", "a", "b")));

        String asText = admin().open(flow, Map.of("n", "42", "c", "true", "d", "2026-02-28", "s", "b"));
        String asTyped = admin().open(flow, Map.of("n", 42, "c", true, "d", "2026-02-28", "s", "b"));

        assertThat(api().values(flow, asText))
                .isEqualTo(Map.of("n", 42, "c", true, "d", "2026-02-28", "s", "b"))
                .isEqualTo(api().values(flow, asTyped));
    }

    @Test
    void a_choice_of_several_is_a_list_or_a_text_with_commas() {
        String flow = api().deployed(oneTask(checklist("c", "a", "b", "c")));

        String asText = admin().open(flow, Map.of("c", "a,b"));
        String asList = admin().open(flow, Map.of("c", List.of("a", "b")));

        assertThat(api().values(flow, asText)).containsEntry("c", List.of("a", "b"));
        assertThat(api().values(flow, asList)).containsEntry("c", List.of("a", "b"));
    }

    @Test
    void the_assignee_field_takes_a_group_and_a_user() {
        String flow = api().deployed(oneTask(text("who").header("assignee")));
        Map<String, String> someone = Map.of("group", "服務台", "user", "amy");

        String no = admin().open(flow, Map.of("who", someone));

        assertThat(api().values(flow, no)).containsEntry("who", someone);
    }

    @Test
    void a_list_field_takes_rows() {
        String flow = api().deployed(oneTask(list("rows", text("what").required(), number("minutes"))));
        List<Map<String, Object>> rows =
                List.of(Map.of("what", "重新開機", "minutes", 5), Map.of("what", "換線", "minutes", 10));

        String no = admin().open(flow, Map.of("rows", rows));

        assertThat(api().values(flow, no)).containsEntry("rows", rows);
    }

    @Test
    void fields_that_are_not_sent_take_the_forms_default() {
        String flow = api().deployed(oneTask(
                text("title"), select("level", "低", "高").otherwise("低").required()));

        String no = admin().open(flow, Map.of("title", "x"));

        assertThat(api().values(flow, no)).containsEntry("level", "低");
    }

    @Test
    void the_fixed_columns_are_taken_from_their_fields() {
        String flow = api().deployed(oneTask(
                text("subject").header("title"),
                select("phase", "新建", "處理中").header("status"),
                select("urgency", "一般", "高").header("level")));

        String no = admin().open(flow, Map.of("subject", "網路斷線", "phase", "新建", "urgency", "高"));

        assertThat(api().ticket(flow, no))
                .containsEntry("title", "網路斷線")
                .containsEntry("status", "新建")
                .containsEntry("level", "高")
                .containsEntry("openedBy", "admin");
    }

    @Test
    void a_failure_names_every_cause_at_once() {
        String flow = api().deployed(oneTask(
                text("title").required(),
                text("mail").validate("validationType", "email"),
                text("short").validate("maxLength", 3),
                number("n"),
                number("age").validate("min", 0).validate("max", 150),
                date("day"),
                select("level", "低", "高")));

        Answer answer = admin().create(
                        flow,
                        Map.of(
                                "mail",
                                "nobody",
                                "short",
                                "四個字啊",
                                "n",
                                "many",
                                "age",
                                200,
                                "day",
                                "2026-02-30",
                                "level",
                                "中",
                                "nonsense",
                                "x"));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo("開單失敗。");
        assertThat(answer.problems())
                .contains(
                        "title:required",
                        "mail:format",
                        "n:type",
                        "age:range",
                        "level:option",
                        "nonsense:unknown_field");
        assertThat(answer.errors()).extracting(e -> e.get("field")).contains("short", "day");
        assertThat(answer.errors())
                .allSatisfy(e -> assertThat((String) e.get("message")).isNotBlank());
        assertThat(api().open(flow)).isZero();
    }

    @Test
    void an_empty_text_is_no_value() {
        String flow = api().deployed(oneTask(text("title").required()));

        assertThat(admin().create(flow, Map.of("title", "")).problems()).containsExactly("title:required");
    }

    @Test
    void a_hidden_field_is_neither_required_nor_kept() {
        String flow = api().deployed(
                        oneTask(select("kind", "a", "b"), text("why").required().hiddenWhen("= kind = \"a\"")));

        String no = admin().open(flow, Map.of("kind", "a", "why", "不該留下"));

        assertThat(api().values(flow, no)).containsEntry("kind", "a").doesNotContainKey("why");
        assertThat(admin().create(flow, Map.of("kind", "b")).problems()).containsExactly("why:required");
    }

    @Test
    void an_unknown_flow_is_a_cause() {
        Answer answer = admin().create("no-such-flow", Map.of("title", "x"));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo("開單失敗。");
        assertThat(answer.problems()).containsExactly("unknown_flow");
        assertThat(answer.errors().get(0)).as("a field only where there is one").containsOnlyKeys("code", "message");
    }

    @Test
    void a_ticket_that_cannot_go_on_is_open_with_an_incident() {
        String flow = api().deployed(start(number("days"))
                .exclusive("long")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("long")
                .when("= days < 0")
                .to("end"));

        Answer answer = admin().create(flow, Map.of("days", 2));

        assertThat(answer.json()).isEqualTo(Map.of("status", "200", "message", "開單成功。", "result", "1"));
        assertThat(admin().stops(flow, "1")).isEmpty();
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(Answer.objects(api().ticket(flow, "1").get("incidents")))
                .singleElement()
                .satisfies(i -> assertThat(i).containsEntry("node", "long").containsEntry("code", "no_condition_true"));
    }

    @Test
    void a_failure_leaves_neither_ticket_nor_file() {
        String flow = api().deployed(oneTask(text("title").required()));
        long before = count("select count(*) from attachment");

        Answer answer = admin().edit(flow, withFiles(Map.of(), 2));

        assertThat(answer.problems()).containsExactly("title:required");
        assertThat(api().open(flow)).isZero();
        assertThat(count("select count(*) from attachment")).isEqualTo(before);
        assertThat(count("select count(*) from attachment_chunk c where not exists"
                        + " (select 1 from attachment a where a.id = c.attachment_id)"))
                .isZero();
    }

    @Test
    void more_files_than_allowed_are_too_large() {
        String flow = api().deployed(oneTask(text("title")));

        Answer answer = admin().edit(flow, withFiles(Map.of("title", "x"), 101));

        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.problems()).containsExactly("too_large");
        assertThat(api().open(flow)).isZero();
    }

    @Test
    void a_hundred_files_are_allowed() {
        String flow = api().deployed(oneTask(text("title")));

        String no = QuickClient.numberOf(admin().edit(flow, withFiles(Map.of("title", "x"), 100)));

        assertThat(api().attachments(flow, no)).hasSize(100);
    }

    @Test
    void an_action_that_does_not_exist_is_a_cause() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> body = admin().createBody(Map.of());
        body.put("action", "destroy");

        Answer answer = admin().edit(flow, QuickClient.JSON, Text.utf8(Text.json(body)));

        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.problems()).containsExactly("action");
    }

    private static MultipartBody withFiles(Map<String, ?> values, int files) {
        MultipartBody body = MultipartBody.of(admin().createBody(values));
        IntStream.range(0, files)
                .forEach(i -> body.part(
                        "Content-Disposition: form-data; name=\"files\"; filename=\"檔案%d.txt\"".formatted(i),
                        Text.utf8("內容 " + i)));
        return body;
    }
}
