package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §7: what waits for me, or for my groups, over all flows. */
class MyTasksIT extends BlackBox {

    private static String flow;
    private static QuickClient assignee;
    private static QuickClient member;
    private static QuickClient candidate;
    private static QuickClient stranger;

    @BeforeAll
    static void people() {
        flow = api().deployed(start(text("title").header("title"))
                .task("mine", "指派")
                .assignee("tasks-assignee")
                .property("action1.label", "核准")
                .property("action1.set", "= {title: \"核准了\"}")
                .task("ours", "服務台")
                .candidateGroups("tasks-desk, tasks-others")
                .task("yours", "候選")
                .extension("<zeebe:assignmentDefinition candidateUsers=\"tasks-candidate\"/>")
                .end("end"));
        api().group("tasks-desk");
        api().user("tasks-assignee", List.of(), List.of());
        api().user("tasks-member", List.of("tasks-desk"), List.of());
        api().user("tasks-candidate", List.of(), List.of());
        api().user("tasks-stranger", List.of(), List.of());
        assignee = QuickClient.login(base(), "tasks-assignee", "tasks-assignee");
        member = QuickClient.login(base(), "tasks-member", "tasks-member");
        candidate = QuickClient.login(base(), "tasks-candidate", "tasks-candidate");
        stranger = QuickClient.login(base(), "tasks-stranger", "tasks-stranger");
    }

    private static Map<String, Object> of(String dataNo) {
        return Map.of("search_conditions", List.of(Map.of("column", "data_no", "condition", "=", "value", dataNo)));
    }

    @Test
    void an_empty_list_is_a_success() {
        assertThat(stranger.tasks(Map.of()).json())
                .isEqualTo(Map.of("status", 200, "message", "查詢成功。", "result", List.of()));
    }

    @Test
    void the_assignee_is_told_all_about_his_task() {
        String no = admin().open(flow, Map.of("title", "印表機"));
        int stop = Integer.parseInt(admin().stop(flow, no));

        assertThat(assignee.tasks(of(no)).list("result")).singleElement().satisfies(row -> {
            assertThat((String) row.get("createtime")).isNotEmpty();
            assertThat((String) row.get("updatetime")).isNotEmpty();
            assertThat((String) row.get("ticket_createtime")).isNotEmpty();
            assertThat(row)
                    .containsEntry("id", stop)
                    .containsEntry("data_id", stop)
                    .containsEntry("data_no", Integer.valueOf(no))
                    .containsEntry("flow_uuid", flow)
                    .containsEntry("flow_name", "流程 " + flow)
                    .containsEntry("title", "印表機")
                    .containsEntry("status", "")
                    .containsEntry("level", "")
                    .containsEntry("stop_uuid", "mine")
                    .containsEntry("stop_chart_text", "指派")
                    .containsEntry("assignee_id", "tasks-assignee")
                    .containsEntry("assign_group_id", null)
                    .containsEntry("action", "核准,")
                    .containsEntry("attachment", false)
                    .containsEntry("closed", false)
                    .containsEntry("history", false)
                    .containsEntry("create_user_id", "admin")
                    .containsEntry("duetime", null);
        });
    }

    @Test
    void a_task_goes_from_one_to_the_next() {
        String no = admin().open(flow, Map.of("title", "x"));
        assertThat(assignee.tasks(of(no)).list("result")).hasSize(1);
        assertThat(member.tasks(of(no)).list("result")).isEmpty();

        assignee.pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(assignee.tasks(of(no)).list("result")).isEmpty();
        assertThat(member.tasks(of(no)).list("result")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("assign_group_id", "tasks-desk,tasks-others")
                .containsEntry("assignee_id", null)
                .containsEntry("action", ","));

        String dataId = "" + member.tasks(of(no)).list("result").get(0).get("data_id");
        member.pushed(flow, dataId, Map.of());

        assertThat(member.tasks(of(no)).list("result")).isEmpty();
        assertThat(candidate.tasks(of(no)).list("result")).hasSize(1);

        candidate.pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(candidate.tasks(of(no)).list("result")).isEmpty();
    }

    @Test
    void an_attachment_is_told() {
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", Text.utf8("a"));
        String no = QuickClient.numberOf(admin().edit(flow, body));

        assertThat(assignee.tasks(of(no)).list("result")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("attachment", true));
    }

    @Test
    void tasks_are_searched_sorted_and_cut() {
        String first = admin().open(flow, Map.of("title", "搜尋一"));
        String second = admin().open(flow, Map.of("title", "搜尋二"));
        Map<String, Object> search = Map.of("column", "title", "condition", "contains", "value", "搜尋");
        List<String> columns = List.of("data_no", "action");

        assertThat(assignee.tasks(Map.of(
                                "search_columns", columns,
                                "search_conditions", List.of(search),
                                "order_columns", List.of("-data_no")))
                        .result())
                .isEqualTo(List.of(
                        Map.of("data_no", Integer.valueOf(second), "action", "核准,"),
                        Map.of("data_no", Integer.valueOf(first), "action", "核准,")));
        assertThat(assignee.tasks(Map.of("search_conditions", List.of(search), "start", 1, "limit", 2))
                        .list("result"))
                .hasSize(1);
        assertThat(assignee.tasks(Map.of("order_columns", List.of("nope"))).problems())
                .containsExactly("order_columns:unknown_column");
        assertThat(assignee.tasks(Map.of(
                                "search_conditions",
                                List.of(Map.of("column", "action", "condition", "=", "value", ","))))
                        .problems())
                .containsExactly("search_conditions:unknown_column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "api"})
    void a_flow_with_the_switch_off_lists_none(String name) {
        String quiet = api().deployed(start(text("title"))
                .task("mine", "指派")
                .assignee("tasks-stranger")
                .end("end"));
        admin().open(quiet, Map.of());
        assertThat(stranger.tasks(Map.of()).list("result")).hasSize(1);

        api().patch("flows/" + quiet, Map.of(name, false));

        assertThat(stranger.tasks(Map.of()).list("result")).isEmpty();
    }

    @Test
    void the_design_presets_the_switch() {
        String quiet = api().deployed(start(text("title"))
                .task("mine", "指派")
                .assignee("tasks-stranger")
                .end("end")
                .flowProperty("tasks", "false"));
        admin().open(quiet, Map.of());

        assertThat(api().flow(quiet)).containsEntry("tasks", false);
        assertThat(stranger.tasks(Map.of()).list("result")).isEmpty();
    }

    @Test
    void the_gate_is_that_of_every_call() {
        assertThat(new QuickClient(base(), "wrong").tasks(Map.of()).json())
                .isEqualTo(Map.of("status", 403, "message", "安全碼錯誤，請確認安全碼或重新取得新的安全碼。"));
    }
}
