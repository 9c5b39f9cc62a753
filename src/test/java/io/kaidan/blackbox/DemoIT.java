package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo application, deployed and played through. */
class DemoIT extends BlackBox {

    @BeforeAll
    static void deploy() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> folder = Files.list(Path.of("src/main/demo/service-management"))) {
            for (Path file : folder.sorted().toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        Answer answer = api().deploy(files);
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        assertThat(answer.list("warnings")).isEmpty();
        assertThat(answer.list("flows"))
                .extracting(flow -> flow.get("name"))
                .containsExactlyInAnyOrder("事故管理", "變更管理", "請假申請");
    }

    @Test
    void an_incident_is_reopened_once_and_closed() {
        String flow = "incident-management";
        String no = admin().open(flow, Map.of("title", "無法登入", "level", "高", "description", "早上起就登不進系統。"));

        at(flow, no, "受理");
        Answer accepted = admin().quickAction(flow, admin().stop(flow, no), "action1");
        assertThat(accepted.status()).as("%s", accepted).isEqualTo("200");
        push(flow, no, "處理", Map.of("solution", "重設密碼", "actions", List.of(Map.of("what", "電話聯絡", "minutes", 5))));
        push(flow, no, "確認", Map.of("confirmed", "no", "reopen_reason", "還是不行"));
        push(flow, no, "處理", Map.of("solution", "解除鎖定", "root_cause_known", true, "root_cause", "帳號被鎖"));
        push(flow, no, "確認", Map.of("confirmed", "yes", "satisfaction", 5));

        assertThat(api().ticket(flow, no))
                .containsEntry("state", "closed")
                .containsEntry("title", "無法登入")
                .containsEntry("level", "高");
    }

    @Test
    void an_incident_that_is_declined_is_closed_at_once() {
        String flow = "incident-management";
        String no = admin().open(flow, Map.of("title", "測試", "level", "低", "description", "只是測試。"));

        Answer declined = admin().quickAction(flow, admin().stop(flow, no), "action2");

        assertThat(declined.status()).as("%s", declined).isEqualTo("200");
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed").containsEntry("status", "不受理");
    }

    @Test
    void a_change_is_reviewed_again_after_rework() {
        String flow = "change-management";
        String no = admin().open(
                        flow,
                        Map.of(
                                "title", "更換核心交換器",
                                "description", "以新機取代舊機",
                                "rollback_plan", "接回舊機",
                                "planned_from", "2026-12-05T22:00:00+08:00",
                                "planned_to", "2026-12-06T02:00:00+08:00"));

        reviews(flow, no);
        push(flow, no, "核准", Map.of("decision", "rework", "decision_comment", "請補停機通知"));
        push(flow, no, "補件", Map.of("downtime_minutes", 120));
        reviews(flow, no);
        push(flow, no, "核准", Map.of("decision", "approve"));
        push(flow, no, "實施", Map.of("implementation_note", "照計畫完成"));

        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void a_long_leave_goes_to_the_managers_manager() {
        String flow = "leave-request";

        String no = applied(Map.of("days", 5, "start_date", "2026-12-07", "end_date", "2026-12-11"));

        push(flow, no, "主管審核", Map.of("manager_decision", "approve"));
        push(flow, no, "上級主管審核", Map.of("director_decision", "approve"));
        push(flow, no, "人資登錄", Map.of("recorded", true));
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void a_leave_that_ends_before_it_starts_is_refused() {
        Map<String, Object> submission =
                submitted(Map.of("days", 1, "start_date", "2026-12-11", "end_date", "2026-12-07"));

        assertThat(submission).containsEntry("state", "refused").containsEntry("messages", List.of("結束日期不可早於開始日期。"));
    }

    private static String applied(Map<String, ?> values) {
        return "" + submitted(values).get("dataNo");
    }

    private static Map<String, Object> submitted(Map<String, ?> values) {
        int before = submissions().size();
        Map<String, Object> all = new LinkedHashMap<>(Map.of("title", "返鄉", "deputy", "王小明"));
        all.putAll(values);
        Answer answer = admin().create("leave-request", all);
        assertThat(answer.result()).as("%s", answer).isEqualTo("");
        return Eventually.get(
                        DemoIT::submissions,
                        now -> now.size() > before && !now.get(0).get("state").equals("validating"))
                .get(0);
    }

    private static List<Map<String, Object>> submissions() {
        return api().get("submissions").list("items").stream()
                .filter(s -> s.get("apiPath").equals("leave-request"))
                .toList();
    }

    private static void reviews(String flow, String no) {
        for (QuickClient.Stop stop : admin().stops(flow, no)) {
            Answer passed = admin().quickAction(flow, stop.dataId(), "action1");
            assertThat(passed.status()).as("%s", passed).isEqualTo("200");
        }
    }

    private static void push(String flow, String no, String stop, Map<String, ?> values) {
        at(flow, no, stop);
        admin().pushed(flow, admin().stop(flow, no), values);
    }

    private static void at(String flow, String no, String stop) {
        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly(stop);
    }
}
