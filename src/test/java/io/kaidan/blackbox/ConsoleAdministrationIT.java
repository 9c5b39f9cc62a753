package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What administrators do in the browser: people and what they may do, and the settings of the system. */
class ConsoleAdministrationIT extends BlackBox {

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private Browser browser;

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 403", "status of 422"))
                    .isEmpty();
        }
    }

    @Test
    void a_user_gets_a_role_and_a_group_and_sees_what_they_permit() {
        FlowBuilder mine = FlowBuilder.oneTask(text("title"));
        String others = api().deployed(FlowBuilder.oneTask(text("title")));
        api().deployed(mine);
        Stream.of("甲", "乙", "丙", "丁", "戊", "己", "庚", "辛").forEach(name -> {
            api().group(name + id); // more of them than are seen at a glance
            api().role(name + id, others, "view");
        });

        String role = "0 承辦人 " + id; // on the first page, whatever other tests have made
        String group = "0 資訊組 " + id;

        browser.signIn("admin/roles");
        browser.click("#add-role");
        browser.type("#role-name", role);
        browser.type("#flow-filter", mine.apiPath());
        browser.click("[data-permission='" + mine.apiPath() + " view']");
        browser.click("[data-permission='" + mine.apiPath() + " add']");
        browser.expectUsable("role");
        browser.click("#save-role");
        browser.see(".el-message", role);
        browser.see("tbody", role);
        browser.expectUsable("roles");

        browser.clickLink("群組");
        browser.click("#add-group");
        browser.type("#group-name", group + Keys.ENTER);
        browser.see(".el-dialog", "還沒有成員");
        browser.click(".el-dialog__footer button");
        browser.see("tbody", group);
        browser.expectUsable("groups");

        browser.clickLink("使用者");
        browser.click("#add-user");
        browser.click("#save-user");
        browser.see(".el-form-item__error");
        browser.see(".el-dialog [role=alert]", "請更正標示的欄位。");
        browser.type("#user-username", "mei" + id);
        browser.type("#user-displayName", "林美" + id);
        browser.type("#user-password", "a good password");
        pick("#user-groups", group);
        pick("#user-roles", role);
        browser.expectUsable("user");
        browser.click("#save-user");
        browser.see(".el-message--success", "林美" + id);
        browser.type("#search", "林美" + id + Keys.ENTER);
        browser.see("tbody tr:only-child", group);
        browser.expectUsable("users");
        assertThat(api().get("users/mei" + id).json())
                .containsEntry("groups", List.of(group))
                .containsEntry("roles", List.of(role));

        browser.click("#sign-out");
        browser.signIn("applications", "mei" + id, "a good password");
        browser.see("tbody tr:only-child", "app " + mine.apiPath());
        assertThat(browser.texts("#entries a")).containsExactly("我的任務", "我的送件", "已上架應用", "排程", "關於");
        browser.go("admin/users");
        browser.see("[role=alert]", "您沒有權限");
        browser.gone("tbody");
    }

    @Test
    void members_join_and_leave_a_group_and_it_is_removed() {
        api().group("team " + id);
        api().user("ann" + id, List.of(), List.of());
        api().user("bob" + id, List.of("team " + id), List.of());
        browser.signIn("admin/groups");
        browser.select("#language", "English");

        browser.click("[data-group='team " + id + "']");
        browser.see("#members", "bob" + id);
        browser.type("#member-search", "ann" + id + Keys.ENTER);
        browser.click("[data-add=ann" + id + "]");
        browser.see("#members", "ann" + id);
        browser.click("[data-out=bob" + id + "]");
        browser.gone("[data-out=bob" + id + "]");
        browser.expectUsable("group");

        assertThat(api().get("users/ann" + id).json()).containsEntry("groups", List.of("team " + id));
        assertThat(api().get("users/bob" + id).json()).containsEntry("groups", List.of());

        browser.click(".el-dialog__footer button");
        browser.click("[data-remove='team " + id + "']");
        browser.see(".el-message-box", "team " + id);
        browser.click(".el-message-box__btns .el-button--primary");
        browser.gone("[data-remove='team " + id + "']");
        assertThat(api().get("groups/team%20" + id).http()).isEqualTo(404);
    }

    @Test
    void a_setting_is_changed_and_set_back() {
        browser.signIn("admin/settings");
        browser.select("#language", "English");
        browser.see("tbody", "Files of one request");
        try {
            browser.retype("[data-setting=FILES]", "-1");
            browser.click("#save-settings");
            browser.see("tr:has([data-setting=FILES]) .wrong", "Expected");
            browser.see(".pending", "One setting is changed");
            browser.expectUsable("settings");

            browser.retype("[data-setting=FILES]", "7");
            browser.select("#language", "繁體中文");
            browser.see("tbody", "單一請求最多幾個檔案");
            browser.click("#save-settings");
            browser.see(".el-message--success", "已儲存");
            browser.see("tr:has([data-setting=FILES])", "admin");
            assertThat(setting("FILES")).containsEntry("value", 7).containsEntry("source", "chosen");

            browser.click("[data-reset=FILES]");
            browser.gone("[data-reset=FILES]");
            assertThat(setting("FILES")).containsEntry("value", 100).containsEntry("source", "default");
        } finally {
            Map<String, Object> asBefore = new HashMap<>();
            asBefore.put("FILES", null);
            api().patch("settings", asBefore);
        }
    }

    @Test
    void the_audit_trail_is_searched() {
        api().group("audited " + id);
        api().user("audited-" + id, List.of("audited " + id), List.of());
        api().patch("users/audited-" + id, Map.of("password", "a new password", "active", false));
        Http.send("GET", base().resolve("/api/v1/roles/" + id), BodyPublishers.noBody());

        browser.signIn("admin/users");
        browser.clickLink("稽核紀錄");
        browser.type("#audit-who", "admin" + Keys.ENTER);
        browser.select("#audit-action", "變更使用者");
        browser.see("[data-action=user_change]:first-child", "audited-" + id);
        browser.see("[data-action=user_change]:first-child", "密碼: 已變更（不顯示）");
        browser.see("[data-action=user_change]:first-child", "啟用: 是 → 否");
        browser.see("[data-action=user_change]:first-child code", "127.0.0.1");
        browser.gone("[data-action=user_add]");
        browser.expectUsable("audit");

        browser.select("#language", "English");
        browser.see("tbody", "changed, not shown");
        browser.click("#audit-reset");
        browser.select("#audit-outcome", "Refused");
        browser.see("tbody", "Nobody knows");
        browser.see("tbody .tag.bad", "Refused");
        browser.type("#audit-who", "nobody-" + id + Keys.ENTER);
        browser.see(".empty", "Nothing");
    }

    @Test
    void about_tells_what_the_product_is_made_of() {
        browser.signIn("about");
        browser.see("dl", "PostgreSQL");
        browser.click("details:nth-of-type(1) summary");
        browser.see("details[open] tbody", "org.camunda.feel:feel-engine");
        browser.click("details:nth-of-type(1) summary");
        browser.click("details:nth-of-type(2) summary");
        browser.see("details[open] tbody", "bpmn-js");
        browser.expectUsable("about");
    }

    private void pick(String css, String name) {
        browser.type(css + " input[type=text]", name);
        browser.click(css + " [data-name='" + name + "']");
    }

    private static Map<String, Object> setting(String name) {
        return api().get("settings").list("items").stream()
                .filter(setting -> name.equals(setting.get("name")))
                .findFirst()
                .orElseThrow();
    }
}
