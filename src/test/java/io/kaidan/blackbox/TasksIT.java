package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    private static FlowBuilder flow() {
        return FlowBuilder.start(text("title").header("title")).task("review", "審核");
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
