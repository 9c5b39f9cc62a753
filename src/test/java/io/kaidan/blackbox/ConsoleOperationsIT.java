package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs without people, in the browser: incidents, schedules, and what became of one's submissions. */
class ConsoleOperationsIT extends BlackBox {

    private Browser browser;

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 422")).isEmpty();
        }
    }

    /** Knows what to do with more than three days only. */
    private static String leave() {
        return api().deployed(start(text("title"), number("days"))
                .exclusive("size")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("size")
                .when("= days < 0")
                .to("end"));
    }

    @Test
    void an_incident_is_seen_at_its_flow_corrected_and_retried() {
        String flow = leave();
        String no = admin().open(flow, Map.of("title", "特休", "days", 1));
        browser.signIn("applications/app%20" + flow);

        browser.see("[data-incidents='" + flow + "']", "1");
        browser.expectUsable("flows-incident");
        browser.click("[data-incidents='" + flow + "']");
        browser.see("tbody tr:only-child", "判斷 size");
        browser.expectUsable("incidents");

        browser.click("[data-retry='" + flow + " " + no + "']");
        browser.see("#value-days");
        browser.expectUsable("incident-retry");
        browser.click("#retry");
        browser.see(".el-message--warning", "仍無法繼續");
        browser.click("[data-retry='" + flow + " " + no + "']");
        browser.retype("#value-days", "5");
        browser.click("#retry");
        browser.see(".el-message--success", "已繼續");
        browser.see(".empty");
        browser.expectUsable("incidents-none");

        assertThat(api().values(flow, no)).containsEntry("days", 5).containsEntry("title", "特休");
        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly("審核");
    }

    @Test
    void those_that_were_found_are_retried_together() {
        String flow = leave();
        admin().open(flow, Map.of("days", 1));
        for (int i = 0; i < 2; i++) {
            String no = admin().open(flow, Map.of("days", 2));
            api().post(
                            "flows/" + flow + "/tickets/" + no + "/values",
                            Map.of("values", Map.of("days", 9), "reason", "Typing error"));
        }
        browser.signIn("incidents?flow=" + flow);
        browser.select("#language", "English");
        browser.see("tbody tr:nth-child(3)");

        browser.click("#retry-found");
        browser.click("#retry-start");
        browser.see("#retried .gone-on", "2");
        browser.see("#retried .failed", "1");
        browser.expectUsable("incidents-retried");
        browser.click(".el-dialog__footer button");

        browser.see("tbody tr:only-child");
        assertThat(api().get("incidents?apiPath=" + flow).list("items")).hasSize(1);
    }

    @Test
    void a_schedule_is_made_previewed_and_switched_off() {
        String flow = api().deployed(FlowBuilder.oneTask(text("title").required()));
        String clerk = "op-" + flow; // who sees his own alone: those of other tests may fill pages
        api().role(clerk, flow, "view", "add");
        api().user(clerk, List.of(), List.of(clerk));
        browser.signIn("schedules", clerk, clerk);
        browser.select("#language", "English");
        browser.click("#add-schedule");
        browser.click("#save-schedule");
        browser.see(".el-form-item__error");
        browser.select("#schedule-flow", "流程 " + flow);
        browser.type("#schedule-name", "Every week " + flow);
        browser.select("#rhythm", "Every week");
        browser.select("#schedule-zone", "Asia/Taipei");
        browser.see("#runs li:nth-child(5)", "Monday");
        browser.type("#value-title", "Monthly report");
        browser.expectUsable("schedule");
        browser.click("#save-schedule");
        browser.see("tbody", "Every week " + flow);
        browser.expectUsable("schedules");

        Map<String, Object> made = schedule(flow);
        assertThat(made)
                .containsEntry("cron", "0 9 * * 1")
                .containsEntry("timeZone", "Asia/Taipei")
                .containsEntry("enabled", true)
                .containsEntry("values", Map.of("title", "Monthly report"));
        browser.click("[data-schedule='" + made.get("id") + "'] .el-switch");
        Eventually.get(() -> schedule(flow).get("enabled"), Boolean.FALSE::equals);
        browser.see("[data-schedule='" + made.get("id") + "'] .el-switch:not(.is-checked)");
    }

    @Test
    void ones_own_submissions_tell_what_became_of_them() {
        String flow = api().deployed(FlowBuilder.oneTask(text("title"))
                .from("start")
                .property("validation", "= if title = \"好\" then true else \"標題應為「好」。\""));
        String clerk = "op-" + flow;
        api().role(clerk, flow, "view", "add");
        api().user(clerk, List.of(), List.of(clerk));
        browser.signIn("submissions", clerk, clerk);
        browser.see(".empty", "還沒有送件");
        browser.expectUsable("submissions-none");

        QuickClient sender = QuickClient.login(base(), clerk, clerk);
        sender.create(flow, Map.of("title", "壞"));
        sender.create(flow, Map.of("title", "好"));
        Api own = new Api(base(), clerk, clerk);
        Eventually.get(
                () -> own.get("submissions").list("items").stream()
                        .map(s -> s.get("state"))
                        .sorted()
                        .toList(),
                List.of("opened", "refused")::equals);
        browser.go("submissions");

        browser.see("tbody tr:nth-child(2) .tag.bad", "已拒絕");
        browser.see("tbody tr:nth-child(2)", "標題應為「好」。");
        browser.expectUsable("submissions");
        browser.clickLink("單號 1");
        browser.see("h1", "1");
    }

    private static Map<String, Object> schedule(String flow) {
        return api().get("schedules?apiPath=" + flow).list("items").get(0);
    }
}
