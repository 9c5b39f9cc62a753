package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What people do in the browser with applications and flows that are deployed. */
class ConsoleApplicationsIT extends BlackBox {

    private Browser browser;
    private FlowBuilder one;
    private FlowBuilder other;
    private String application;

    @BeforeEach
    void given_an_application_of_two_flows() {
        browser = Browser.fresh(base());
        one = FlowBuilder.oneTask(text("title").header("title"), text("why"), text("who"));
        other = FlowBuilder.oneTask(text("title").header("title"));
        api().deployed(one, other);
        application = "app " + one.apiPath();
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401")).isEmpty();
        }
    }

    @Test
    void several_flows_are_disabled_and_enabled_at_once() {
        browser.signIn("applications/" + application.replace(" ", "%20"));
        choose(one);
        choose(other);
        browser.clickButton("停用");
        Eventually.get(() -> enabled(one) || enabled(other), Boolean.FALSE::equals);
        browser.see("tbody tr:nth-child(2) .tag.bad", "停用");

        choose(one);
        browser.clickButton("啟用");
        Eventually.get(() -> enabled(one), Boolean.TRUE::equals);

        assertThat(enabled(other)).isFalse();
    }

    @Test
    void open_tickets_are_counted() {
        admin().open(one.apiPath(), Map.of("title", "甲"));
        admin().open(one.apiPath(), Map.of("title", "乙"));

        browser.signIn("applications/" + application.replace(" ", "%20"));

        browser.see("tbody", one.apiPath());
        assertThat(browser.texts("tbody td[data-name=處理中的單]")).containsExactlyInAnyOrder("2", "0");
    }

    @Test
    void an_application_is_taken_off_only_after_asking_and_its_record_stays() {
        browser.signIn("applications");
        browser.type("#filter", application);
        browser.see("tbody tr:only-child");
        browser.clickButton("下架");
        browser.see(".el-message-box", application);
        browser.click(".el-message-box__btns button:first-child");
        browser.gone(".el-message-box");
        assertThat(deployed()).isTrue();

        browser.clickButton("下架");
        browser.click(".el-message-box__btns .el-button--primary");
        browser.see("tbody .tag", "已下架");
        assertThat(deployed()).isFalse();

        browser.clickButton("紀錄");
        browser.see(".el-dialog tbody", "admin");
        browser.expectUsable("versions");
    }

    @Test
    void columns_are_ordered_by_the_keyboard_and_shown_in_the_list() {
        admin().open(one.apiPath(), Map.of("title", "甲", "why", "因為", "who", "我"));
        browser.signIn("applications/" + application.replace(" ", "%20"));
        browser.click("[data-settings='" + one.apiPath() + "']");
        browser.click("[data-column=who]");
        browser.type("li:has([data-column=who]) [aria-label$=上移]", "" + Keys.ENTER);
        browser.type("li:has([data-column=who]) [aria-label$=上移]", "" + Keys.ENTER);
        browser.click("#save-columns");
        browser.see(".saved");

        assertThat(api().flow(one.apiPath()).get("columns")).isEqualTo(List.of("who", "title"));
        browser.go("flows/" + one.apiPath() + "/tickets");
        browser.see("tbody", "甲");
        assertThat(browser.texts("tbody td")).contains("我", "甲").doesNotContain("因為");
    }

    @Test
    void how_long_closed_tickets_are_kept_is_chosen_and_agreed_to_where_it_takes_some_away() {
        browser.signIn("applications/" + application.replace(" ", "%20"));
        browser.click("[data-settings='" + one.apiPath() + "']");
        browser.click("#tab-retention");
        browser.click("[data-retention=days]");
        browser.retype("#retention-days", "90" + Keys.TAB);
        assertThat(browser.attribute("#save-retention", "disabled"))
                .as("not agreed yet")
                .isNotNull();
        browser.see("[data-retention=agree]", "結案超過 90 天");
        browser.expectUsable("settings-retention");
        browser.click("[data-retention=agree]");
        browser.click("#save-retention");
        browser.see("#pane-retention .saved");
        assertThat(api().flow(one.apiPath())).containsEntry("retentionDays", 90);

        browser.click("[data-retention=forEver]");
        browser.click("#save-retention");
        Eventually.get(() -> api().flow(one.apiPath()).get("retentionDays"), Objects::isNull);
        browser.go("flows/" + one.apiPath() + "/statistics");
        browser.see(".numbers");
        assertThat(browser.texts("[data-incomplete]")).isEmpty();

        api().patch("flows/" + one.apiPath(), Map.of("retentionDays", 7));
        browser.go("flows/" + one.apiPath() + "/statistics");
        browser.see("[data-incomplete]", "7 天");
    }

    @Test
    void who_is_no_administrator_sees_what_he_may_and_can_change_nothing() {
        String clerk = "clerk-" + one.apiPath();
        api().role(clerk, one.apiPath(), "view");
        api().user(clerk, List.of(), List.of(clerk));
        browser.signIn("applications", clerk, clerk);
        browser.see("tbody tr:only-child");

        assertThat(browser.texts("button")).doesNotContain("上架", "下架");
        browser.clickLink(application);
        browser.see("[data-settings]");
        assertThat(browser.attribute("[data-switch='" + one.apiPath() + " log'] input", "disabled"))
                .isNotNull();
    }

    private void choose(FlowBuilder flow) {
        browser.click("[data-choose='" + flow.apiPath() + "']");
    }

    private static boolean enabled(FlowBuilder flow) {
        return (boolean) api().flow(flow.apiPath()).get("enabled");
    }

    private boolean deployed() {
        return (boolean) api().get("applications/" + application.replace(" ", "%20"))
                .json()
                .get("deployed");
    }
}
