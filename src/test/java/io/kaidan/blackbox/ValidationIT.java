package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.date;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract §3 and §5: validation of a start, in the background, and of a human point, at once. */
class ValidationIT extends BlackBox {

    private static final String DATES = "= if date(until) < date(since) then \"結束日期不可早於開始日期。\" else true";

    @Test
    void a_start_with_validation_is_accepted_without_a_number() {
        String flow = api().deployed(validated(DATES));

        Answer answer = admin().create(flow, Map.of("since", "2026-03-01", "until", "2026-03-02"));

        assertThat(answer.json()).isEqualTo(Map.of("status", "200", "message", "開單成功。", "result", ""));
        decided(api(), flow);
    }

    @Test
    void a_ticket_that_passes_is_opened_in_the_background() {
        String flow = api().deployed(validated(DATES));

        admin().create(flow, Map.of("since", "2026-03-01", "until", "2026-03-02"));

        Map<String, Object> submission = decided(api(), flow);
        assertThat(submission).containsEntry("state", "opened").containsEntry("dataNo", "1");
        assertThat(admin().stops(flow, "1")).hasSize(1);
        assertThat(api().values(flow, "1")).containsEntry("until", "2026-03-02");
        assertThat(api().ticket(flow, "1")).containsEntry("openedBy", "admin");
    }

    @Test
    void a_ticket_that_is_refused_leaves_a_record_with_the_message_and_nothing_else() {
        String flow = api().deployed(validated(DATES));
        long files = count("select count(*) from attachment");
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("since", "2026-03-02", "until", "2026-03-01")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"證明.txt\"", Text.utf8("證明"));

        Answer answer = admin().edit(flow, body);

        assertThat(answer.result()).isEqualTo("");
        Map<String, Object> submission = decided(api(), flow);
        assertThat(submission)
                .containsEntry("state", "refused")
                .containsEntry("dataNo", null)
                .containsEntry("messages", List.of("結束日期不可早於開始日期。"));
        assertThat(api().open(flow)).isZero();
        assertThat(count("select count(*) from attachment")).isEqualTo(files);
    }

    @Test
    void the_files_of_a_ticket_that_passes_are_its_attachments() {
        String flow = api().deployed(validated("= true"));
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of()))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"證明.txt\"", Text.utf8("證明"));

        admin().edit(flow, body);

        decided(api(), flow);
        assertThat(api().attachments(flow, "1")).extracting(a -> a.get("name")).containsExactly("證明.txt");
    }

    @Test
    void a_list_of_texts_refuses_with_each_of_them() {
        String flow = api().deployed(validated("= [\"第一個原因\", \"第二個原因\"]"));

        admin().create(flow, Map.of());

        assertThat(decided(api(), flow)).containsEntry("messages", List.of("第一個原因", "第二個原因"));
    }

    @Test
    void what_the_form_refuses_is_refused_at_once() {
        FlowBuilder flow = start(text("title").required()).property("validation", "= true");
        api().deployed(flow.task("review", "審核").end("end"));

        Answer answer = admin().create(flow.apiPath(), Map.of());

        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.problems()).containsExactly("title:required");
        assertThat(submissions(api(), flow.apiPath())).isEmpty();
    }

    @Test
    void submissions_are_the_callers_own_and_the_newest_comes_first() {
        String flow = api().deployed(validated(DATES));
        api().role("opener-" + flow, flow, "add");
        api().user("opener-" + flow, List.of(), List.of("opener-" + flow));
        QuickClient opener = QuickClient.login(base(), "opener-" + flow, "opener-" + flow);
        Api own = new Api(base(), "opener-" + flow, "opener-" + flow);

        opener.create(flow, Map.of("since", "2026-03-01", "until", "2026-03-02"));
        decided(own, flow);
        opener.create(flow, Map.of("since", "2026-03-02", "until", "2026-03-01"));

        Eventually.get(
                () -> submissions(own, flow),
                all -> all.size() == 2
                        && all.stream().noneMatch(s -> s.get("state").equals("validating")));
        assertThat(submissions(own, flow)).extracting(s -> s.get("state")).containsExactly("refused", "opened");
        assertThat(submissions(api(), flow)).isEmpty();
    }

    @Test
    void a_stop_with_validation_refuses_with_its_message_and_stays() {
        String flow = api().deployed(start(text("title"))
                .task("handle", "處理", text("solution"))
                .property("validation", "= if string length(solution) < 4 then \"解決方式太短。\" else true")
                .end("end"));
        String no = admin().open(flow, Map.of("title", "x"));
        String stop = admin().stop(flow, no);

        Answer refused = admin().push(flow, stop, Map.of("solution", "短"));

        assertThat(refused.status()).isEqualTo("404");
        assertThat(refused.message()).isEqualTo("推單失敗。");
        assertThat(refused.errors()).extracting(e -> e.get("message")).containsExactly("解決方式太短。");
        assertThat(admin().stop(flow, no)).isEqualTo(stop);
        assertThat(api().values(flow, no)).doesNotContainEntry("solution", "短");
        admin().pushed(flow, stop, Map.of("solution", "重新開機"));
    }

    @Test
    void a_flow_without_validation_makes_no_submission() {
        String flow = api().deployed(oneTask(text("title")));

        admin().open(flow, Map.of());

        assertThat(submissions(api(), flow)).isEmpty();
    }

    @Test
    void a_validation_that_fails_for_another_reason_is_refused_in_the_end_with_an_error_id() {
        String flow = api().deployed(validated("= true"));
        long flowId = count("select id from flow where api_path = '" + flow + "'");
        sql("alter table ticket add constraint broken check (flow_id <> " + flowId + ") not valid");
        try {
            admin().create(flow, Map.of());
            String job = " where task_name = 'validate-submission' and task_instance ="
                    + " (select id::text from submission where flow_id = " + flowId + ")";
            Eventually.get(
                    () -> count("select coalesce(sum(consecutive_failures), 0) from scheduled_tasks" + job),
                    failed -> failed > 0);

            sql("update scheduled_tasks set consecutive_failures = 9, execution_time = now()" + job);

            Map<String, Object> submission = decided(api(), flow);
            assertThat(submission).containsEntry("state", "refused");
            assertThat(submission.get("messages").toString()).matches("\\[系統發生錯誤，請將錯誤編號 [0-9a-f-]{36} 告知管理員。]");
        } finally {
            sql("alter table ticket drop constraint broken");
        }
    }

    private static FlowBuilder validated(String feel) {
        return start(date("since"), date("until"))
                .property("validation", feel)
                .task("review", "審核")
                .end("end");
    }

    /** The only submission of a flow, once it is opened or refused. */
    private static Map<String, Object> decided(Api caller, String flow) {
        return Eventually.get(
                        () -> submissions(caller, flow),
                        all -> all.size() == 1 && !all.get(0).get("state").equals("validating"))
                .get(0);
    }

    private static List<Map<String, Object>> submissions(Api caller, String flow) {
        return caller.get("submissions").list("items").stream()
                .filter(s -> s.get("apiPath").equals(flow))
                .toList();
    }
}
