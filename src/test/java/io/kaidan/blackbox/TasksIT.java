package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/tasks}: what waits for me, the most urgent first. */
class TasksIT extends BlackBox {

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String me = "tasks-" + id;

    @Test
    void what_waits_for_me_or_my_group_is_listed_with_what_is_due_first_at_the_head() {
        api().group("g-" + id);
        api().user(me, List.of("g-" + id), List.of());
        String late = api().deployed(flow().candidateGroups("g-" + id).end("end"));
        String soon = api().deployed(flow().assignee(me)
                .extension("<zeebe:taskSchedule dueDate=\"2030-01-01T00:00:00Z\"/>")
                .end("end"));
        String others = api().deployed(flow().assignee("admin").end("end"));
        admin().open(late, Map.of("title", "慢"));
        admin().open(soon, Map.of("title", "急"));
        admin().open(others, Map.of("title", "別人的"));

        List<Map<String, Object>> tasks = mine("");

        assertThat(tasks).extracting(t -> t.get("title")).containsExactly("急", "慢");
        assertThat(tasks.get(0))
                .containsEntry("apiPath", soon)
                .containsEntry("flow", "流程 " + soon)
                .containsEntry("dataNo", "1")
                .containsEntry("dataId", admin().stop(soon, "1"))
                .containsEntry("name", "審核")
                .containsEntry("node", "review")
                .containsEntry("assignee", me)
                .containsEntry("dueAt", "2030-01-01T00:00:00Z");
        assertThat(tasks.get(1))
                .containsEntry("candidateGroups", List.of("g-" + id))
                .containsEntry("dueAt", null);
        assertThat(Instant.parse((String) tasks.get(1).get("since")))
                .isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void what_is_done_or_lies_in_a_flow_without_tasks_is_not_listed() {
        api().user(me, List.of(), List.of());
        String flow = api().deployed(flow().assignee(me).end("end"));
        String silent = api().deployed(flow().assignee(me).end("end"));
        String off = api().deployed(flow().assignee(me).end("end"));
        for (String each : List.of(flow, silent, off)) {
            admin().open(each, Map.of("title", "單"));
        }
        admin().open(flow, Map.of("title", "完成"));
        admin().pushed(flow, admin().stop(flow, "2"), Map.of());
        api().patch("flows/" + silent, Map.of("tasks", false));
        api().delete("applications/app%20" + off);

        assertThat(mine("")).extracting(t -> t.get("apiPath")).containsExactly(flow);
    }

    @Test
    void a_list_is_read_page_by_page() {
        api().user(me, List.of(), List.of());
        String flow = api().deployed(flow().assignee(me).end("end"));
        for (int i = 1; i <= 3; i++) {
            admin().open(flow, Map.of("title", "單 " + i));
        }

        Map<String, Object> first = client().get("tasks?limit=2").json();

        assertThat(Answer.objects(first.get("items")))
                .extracting(t -> t.get("dataNo"))
                .containsExactly("1", "2");
        assertThat(mine("?limit=2&cursor=" + first.get("next")))
                .extracting(t -> t.get("dataNo"))
                .containsExactly("3");
        assertThat(client().get("tasks?cursor=AAAA").problems()).containsExactly("cursor:cursor");
    }

    @Test
    void a_list_is_narrowed_by_urgency_claim_flow_and_text() {
        api().group("g-" + id);
        api().user(me, List.of("g-" + id), List.of());
        String late = api().deployed(due(flow().assignee(me), "now() - duration(\"PT1H\")"));
        String soon = api().deployed(due(flow().candidateGroups("g-" + id), "now() + duration(\"PT2H\")"));
        String calm = api().deployed(due(flow().candidateGroups("g-" + id), "now() + duration(\"P2D\")"));
        String never = api().deployed(flow().assignee(me).end("end"));
        for (String each : List.of(late, soon, calm, never)) {
            admin().open(each, Map.of("title", "Title of " + each));
        }

        assertThat(flows("?urgency=overdue")).containsExactly(late);
        assertThat(flows("?urgency=soon")).containsExactly(soon);
        assertThat(flows("?urgency=calm")).containsExactly(calm, never);
        assertThat(flows("?claim=mine")).containsExactly(late, never);
        assertThat(flows("?claim=free")).containsExactly(soon, calm);
        assertThat(flows("?claim=free&urgency=calm")).containsExactly(calm);
        assertThat(flows("?flow=" + never)).containsExactly(never);
        assertThat(flows("?text=TITLE%20OF%20" + soon)).containsExactly(soon);
        assertThat(flows("?text=%E5%AF%A9")).as("the stop's name").hasSize(4);
        assertThat(flows("?text=100%25")).isEmpty();
        assertThat(client().get("tasks?urgency=now&claim=all&state=done").problems())
                .containsExactly("urgency:option", "claim:option", "state:option");
    }

    @Test
    void the_quick_actions_of_a_stop_are_offered_with_their_labels() {
        api().user(me, List.of(), List.of());
        String flow = api().deployed(flow().assignee(me)
                .property("action1.label", "核准")
                .property("action1.set", "= {title: \"核准\"}")
                .end("end"));
        String no = admin().open(flow, Map.of("title", "單"));

        assertThat(mine("").get(0).get("actions")).isEqualTo(List.of(Map.of("name", "action1", "label", "核准")));
        String push = "flows/" + flow + "/tickets/" + no + "/work-items/" + admin().stop(flow, no) + "/push";
        assertThat(client().post(push, Map.of("quickAction", "action1")).json()).containsEntry("state", "closed");
        assertThat(mine("")).isEmpty();
    }

    @Test
    void a_summary_counts_and_answers_304_until_something_changes() {
        api().user(me, List.of(), List.of());
        String late = api().deployed(due(flow().assignee(me), "now() - duration(\"PT1H\")"));
        String soon = api().deployed(due(flow().assignee(me), "now() + duration(\"PT2H\")"));
        String never = api().deployed(flow().assignee(me).end("end"));
        assertThat(client().get("tasks/summary").json())
                .containsEntry("open", 0)
                .containsEntry("overdue", 0)
                .containsEntry("more", false);
        for (String each : List.of(late, soon, never)) {
            admin().open(each, Map.of("title", "單"));
        }

        Answer first = client().get("tasks/summary");

        assertThat(first.json())
                .containsEntry("open", 3)
                .containsEntry("overdue", 1)
                .containsEntry("soon", 1);
        Answer same = summary(first.header("ETag"));
        assertThat(same.http()).isEqualTo(304);
        assertThat(same.bytes()).isEmpty();

        String dataId = admin().stop(never, "1");
        assertThat(api().post(
                                "flows/" + never + "/tickets/1/values",
                                Map.of("values", Map.of("title", "另一個"), "reason", "更正"))
                        .http())
                .isEqualTo(200);
        Answer corrected = summary(first.header("ETag"));
        assertThat(corrected.http()).as("another title in the list").isEqualTo(200);
        assertThat(corrected.json()).containsEntry("open", 3);
        admin().pushed(never, dataId, Map.of());
        assertThat(summary(corrected.header("ETag")).json()).containsEntry("open", 2);
    }

    @Test
    void what_i_pushed_on_is_listed_with_the_last_at_the_head() {
        api().user(me, List.of(), List.of());
        String flow = api().deployed(flow().assignee(me).task("record", "登錄").end("end"));
        for (int i = 1; i <= 3; i++) {
            admin().open(flow, Map.of("title", "單 " + i));
            push(flow, "" + i);
        }
        admin().pushed(flow, admin().stop(flow, "2"), Map.of());

        Map<String, Object> first = client().get("tasks/done?limit=2").json();

        assertThat(Answer.objects(first.get("items")))
                .extracting(d -> d.get("title"))
                .containsExactly("單 3", "單 2");
        assertThat(Answer.objects(first.get("items")).get(1))
                .containsEntry("apiPath", flow)
                .containsEntry("node", "review")
                .containsEntry("name", "審核")
                .containsEntry("visible", true)
                .containsEntry("state", "closed");
        assertThat(titles("done?limit=2&cursor=" + first.get("next"))).containsExactly("單 1");
        assertThat(titles("done?state=open")).containsExactly("單 3", "單 1");
        assertThat(titles("done?text=2")).containsExactly("單 2");
        assertThat(api().get("tasks/done?flow=" + flow).list("items"))
                .extracting(d -> d.get("node"))
                .containsExactly("record");
    }

    @Test
    void what_i_opened_is_listed_and_says_no_more_than_i_may_see() {
        String open = api().deployed(flow().assignee("admin").end("end"));
        String seen = api().deployed(flow().assignee("admin").end("end"));
        api().role("add-" + id, open, "add");
        api().role("view-" + id, seen, "add", "view");
        api().user(me, List.of(), List.of("add-" + id, "view-" + id));
        QuickClient quick = QuickClient.login(base(), me, me);
        quick.open(open, Map.of("title", "秘密"));
        quick.open(seen, Map.of("title", "看得到"));
        quick.open(seen, Map.of("title", "結案"));
        admin().open(seen, Map.of("title", "別人的"));
        admin().pushed(seen, admin().stop(seen, "2"), Map.of());

        assertThat(titles("opened")).containsExactly("結案", "看得到", null);
        assertThat(titles("opened?state=closed")).containsExactly("結案");
        assertThat(titles("opened?text=%E7%A7%98"))
                .as("by a title that is not shown")
                .isEmpty();
        assertThat(client().get("tasks/opened?flow=" + open).list("items").get(0))
                .containsEntry("visible", false)
                .containsEntry("status", null)
                .containsEntry("dataNo", "1")
                .containsEntry("closedAt", null);
        Map<String, Object> first = client().get("tasks/opened?limit=1").json();
        assertThat(titles("opened?limit=1&cursor=" + first.get("next"))).containsExactly("看得到");
    }

    @Test
    void a_cursor_that_somebody_made_up_does_no_harm() {
        api().user(me, List.of(), List.of());
        String forged = Base64.getUrlEncoder()
                .encodeToString("-9223372036854775808 9223372036854775806 1".getBytes(StandardCharsets.UTF_8));

        assertThat(client().get("tasks?cursor=" + forged).http()).isEqualTo(200);
    }

    private static FlowBuilder flow() {
        return FlowBuilder.start(text("title").header("title")).task("review", "審核");
    }

    private static FlowBuilder due(FlowBuilder flow, String feel) {
        return flow.extension("<zeebe:taskSchedule dueDate=\"=" + feel.replace("\"", "&quot;") + "\"/>")
                .end("end");
    }

    private List<Object> flows(String query) {
        return mine(query).stream().map(task -> task.get("apiPath")).toList();
    }

    private List<Object> titles(String path) {
        Answer answer = client().get("tasks/" + path);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.list("items").stream().map(row -> row.get("title")).toList();
    }

    private void push(String flow, String no) {
        QuickClient quick = QuickClient.login(base(), me, me);
        quick.pushed(flow, quick.stop(flow, no), Map.of());
    }

    private Answer summary(String tag) {
        return Http.send(
                "GET",
                base().resolve("/api/v1/tasks/summary"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(me, me),
                "If-None-Match",
                tag);
    }

    private Api client() {
        return new Api(base(), me, me);
    }

    private List<Map<String, Object>> mine(String query) {
        Answer answer = client().get("tasks" + query);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.list("items");
    }
}
