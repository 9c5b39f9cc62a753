package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** My tasks in a browser: what waits, claimed, given back and done at once; and what is done. */
class ConsoleTasksIT extends BlackBox {

    private static final String SHOWN = ".el-tab-pane:not([aria-hidden=true])";

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String group = "櫃台-" + id;
    private final String ann = "ann-" + id;
    private final String bob = "bob-" + id;
    private Browser browser;

    @BeforeEach
    void given_two_people_of_a_group_and_a_browser() {
        browser = Browser.fresh(base());
        api().group(group);
        api().user(ann, List.of(group), List.of());
        api().user(bob, List.of(group), List.of());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 409", "status of 422"))
                    .isEmpty();
        }
    }

    @Test
    void what_is_urgent_comes_first_and_what_is_new_comes_by_itself() {
        String late = flow("now() - duration(\"PT3H\")");
        String soon = flow("now() + duration(\"PT3H\")");
        String calm = flow("now() + duration(\"P3D\")");
        open(calm, "筆電採購");
        open(soon, "門禁申請");
        open(late, "網路斷線");
        browser.signIn("tasks", ann, ann);

        browser.see("tbody", "筆電採購");
        assertThat(browser.texts("tbody tr td:first-child")).containsExactly("逾期", "24 小時內到期", "正常");
        browser.see("[data-task-count]", "3");
        browser.see("[data-urgency=overdue] b", "1");
        browser.expectUsable("tasks");

        browser.click("[data-urgency=overdue]");
        browser.gone("[data-task='" + admin().stop(calm, "1") + "']");
        assertThat(browser.texts("tbody tr")).hasSize(1);
        browser.click("[data-urgency='']");
        browser.see("tbody", "筆電採購");

        open(calm, "新人到職");
        browser.see("tbody", "新人到職");
        browser.see("[role=status]", "有 1 件新任務");
        browser.see("[data-task-count]", "4");
        assertThat(browser.texts("tr.fresh")).hasSize(1);

        browser.click("[data-task='" + admin().stop(late, "1") + "'] [data-quick=action1]");
        browser.see("[role=status]", "已推單：核准");
        assertThat(api().ticket(late, "1")).containsEntry("state", "closed").containsEntry("status", "已核准");
        browser.see("[data-task-count]", "3");

        browser.clickText("[role=tab]", "我處理過的");
        browser.see(SHOWN + " tbody", "網路斷線");
        browser.see(SHOWN + " tbody", "已結案");
        browser.expectUsable("tasks-done");
        browser.clickText("[role=tab]", "我開的單");
        browser.see(SHOWN + " .empty", "您還沒有開過單");
    }

    @Test
    void in_english_a_task_is_claimed_given_back_and_lost_to_who_was_faster() {
        String flow = flow("now() + duration(\"P3D\")");
        open(flow, "New laptop");
        open(flow, "New phone");
        String laptop = admin().stop(flow, "1");
        String phone = admin().stop(flow, "2");
        api().role("view-" + id, flow, "view");
        api().patch("users/" + ann, Map.of("roles", List.of("view-" + id)));
        browser.signIn("tasks", ann, ann);
        browser.select("#language", "English");

        browser.click(row(laptop, "[data-claim]"));
        browser.see("[role=status]", "You have claimed ticket 1.");
        browser.see(row(laptop, "[data-give-back]"));
        browser.select("[data-claim].plain-select", "Mine");
        browser.gone("[data-task='" + phone + "']");
        browser.click(row(laptop, "[data-give-back]"));
        browser.see(".empty", "Nothing found");
        browser.select("[data-claim].plain-select", "Nobody's yet");
        browser.see(row(laptop, "[data-claim]"));

        browser.select("[data-claim].plain-select", "All tasks");
        browser.see(row(phone, "[data-claim]"));
        new Api(base(), bob, bob).post("flows/" + flow + "/tickets/2/work-items/" + phone + "/claim", Map.of());
        browser.click(row(phone, "[data-claim]"));
        browser.see("tbody", "Claimed by " + bob);
        browser.gone(row(phone, "[data-quick]"));

        browser.type("[aria-label='Number, title or stop']", "laptop" + Keys.ENTER);
        browser.gone("[data-task='" + phone + "']");
        browser.expectUsable("tasks-claimed");
        browser.click(row(laptop, "[data-quick=action2]"));
        browser.see(row(laptop, "[role=alert]"), "不可直接退回");
        browser.click(row(laptop, "[role=alert] a"));
        browser.see("h1", "1 New laptop");
    }

    private static String row(String dataId, String css) {
        return "[data-task='" + dataId + "'] " + css;
    }

    private void open(String flow, String title) {
        admin().open(flow, Map.of("title", title, "status", "處理中"));
    }

    /** A point of the group, due at some time, with two quick actions of which the second is always refused. */
    private String flow(String due) {
        return api().deployed(
                        start(text("title").header("title"), text("status").header("status"))
                                .task("review", "審核")
                                .candidateGroups(group)
                                .extension("<zeebe:taskSchedule dueDate=\"=" + due.replace("\"", "&quot;") + "\"/>")
                                .property("action1.label", "核准")
                                .property("action1.set", "= {status: \"已核准\"}")
                                .property("action2.label", "退回")
                                .property("action2.set", "= {status: \"退回\"}")
                                .property("validation", "= if status = \"退回\" then \"不可直接退回，請先填寫原因。\" else true")
                                .end("end"));
    }
}
