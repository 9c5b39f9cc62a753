package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The console in a browser: each page's main use, and the whole way from signing in to a ticket. */
class ConsoleIT extends BlackBox {

    private static final Path DEMO = Path.of("src/main/demo/service-management");
    private static final String INCIDENTS = "incident-management";

    /** How the page tells that nobody is signed in yet, and that a sign-in failed. */
    private static final String UNAUTHORIZED = "status of 401";

    private Browser browser;

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints(UNAUTHORIZED, "status of 422")).isEmpty();
        }
    }

    @Test
    void who_is_not_signed_in_signs_in_and_comes_where_he_wanted_to_go() {
        browser.go("applications?of=mine");
        browser.see("#username");
        assertThat(browser.title()).isEqualTo("登入 · Kaidan");
        browser.expectUsable("sign-in");
        browser.type("#username", KaidanServer.ADMIN);
        browser.type("#current-password", "wrong" + Keys.ENTER);
        browser.see(".problem", "登入失敗。");
        browser.click("#current-password");
        browser.type("#current-password", Keys.chord(Keys.CONTROL, "a") + KaidanServer.ADMIN_PASSWORD + Keys.ENTER);

        browser.see("#sign-out");
        assertThat(browser.address()).endsWith("/applications?of=mine");
        assertThat(browser.run("return document.cookie")).isEqualTo("");

        browser.click("#sign-out");
        browser.see("#username");
        browser.go("applications");
        browser.see("#username");
    }

    @Test
    void a_session_that_is_over_leads_back_to_the_page() {
        browser.signIn("applications");
        sql("delete from session");
        browser.clickLink("Kaidan");
        browser.go("password");
        browser.type("#username", KaidanServer.ADMIN);
        browser.type("#current-password", KaidanServer.ADMIN_PASSWORD + Keys.ENTER);

        browser.see("#next");
        assertThat(browser.address()).endsWith("/password");
    }

    @Test
    void language_and_theme_change_without_a_reload_and_stay() {
        browser.signIn("applications");
        browser.run("window.stays = true");

        browser.select("#language", "English");
        browser.see("h1", "Deployed applications");
        browser.click("#theme");

        assertThat(browser.attribute("html", "lang")).isEqualTo("en");
        assertThat(browser.attribute("html", "class")).contains("dark");
        assertThat(browser.run("return window.stays")).isEqualTo(true);
        browser.go("applications");
        browser.see("h1", "Deployed applications");
        assertThat(browser.attribute("html", "class")).contains("dark");
        for (String[] language : new String[][] {{"日本語", "公開済みアプリ"}, {"简体中文", "已上架应用"}, {"繁體中文", "已上架應用"}}) {
            browser.select("#language", language[0]);
            browser.see("h1", language[1]);
        }
    }

    @Test
    void a_password_is_changed() {
        api().post("users", Map.of("username", "changer", "password", "old one"));
        browser.go("password");
        browser.type("#username", "changer");
        browser.type("#current-password", "old one" + Keys.ENTER);
        browser.type("#current", "old one");
        browser.type("#next", "new one");
        browser.type("#again", "new on" + Keys.ENTER);
        browser.see(".el-form-item__error", "不同");
        browser.type("#again", "e" + Keys.ENTER);

        browser.see("[role=status]", "密碼已變更。");
        browser.expectUsable("password");
        assertThat(new Api(base(), "changer", "new one").get("session").http()).isEqualTo(200);
    }

    @Test
    void an_application_that_cannot_be_deployed_is_told_with_file_and_element(@TempDir Path folder) throws Exception {
        Path broken = folder.resolve("broken.bpmn");
        Files.writeString(
                broken,
                FlowBuilder.oneTask(Field.text("title"))
                        .bpmn()
                        .replace("<bpmn:endEvent", "<bpmn:callActivity")
                        .replace("</bpmn:endEvent", "</bpmn:callActivity"));
        Path manifest = Files.writeString(folder.resolve("application.json"), "{\"name\": \"broken\"}");
        browser.signIn("applications");

        browser.click("#deploy");
        browser.choose("#deploy-files", List.of(broken, manifest));
        browser.click("#deploy-send");

        browser.see(".findings", "broken.bpmn");
        assertThat(browser.text(".findings code")).isNotEqualTo("—");
        browser.expectUsable("deploy-problems");
    }

    @Test
    void from_signing_in_to_a_ticket() throws Exception {
        browser.signIn("");
        deployDemo();

        browser.type("#filter", "服務管理");
        browser.clickLink("服務管理");
        browser.see("h1", "服務管理");
        browser.expectUsable("flows");
        browser.click("[data-switch='" + INCIDENTS + " log']");
        Eventually.get(() -> api().flow(INCIDENTS).get("log"), Boolean.FALSE::equals);
        browser.click("[data-switch='" + INCIDENTS + " log']");
        Eventually.get(() -> api().flow(INCIDENTS).get("log"), Boolean.TRUE::equals);

        browser.click("[data-settings='" + INCIDENTS + "']");
        browser.click("[data-column=category]");
        browser.expectUsable("settings-columns");
        browser.click("#save-columns");
        browser.see(".saved", "已儲存");
        assertThat(api().flow(INCIDENTS).get("columns")).asInstanceOf(LIST).contains("title", "category");

        browser.click("#tab-create");
        assertThat(browser.text("#pane-create [data-url]"))
                .isEqualTo(base().resolve("/rest/flowmanage/api/omdata/edit/" + INCIDENTS)
                        .toString());
        assertThat(browser.text("#pane-create-parameters pre")).contains("\"id\": \"title\"", "\"value\": \"主旨\"");
        browser.expectUsable("settings-create");

        browser.click("#tab-create-try");
        browser.type("#try-password-create", KaidanServer.ADMIN_PASSWORD);
        browser.click("#pane-create [data-get-code]");
        browser.see("#pane-create .tag.good");
        browser.click("#pane-create [data-send]");
        browser.see("#pane-create [data-answer]", "開單成功。");
        browser.expectUsable("settings-try");

        browser.click("#tab-create-curl");
        assertThat(shell(browser.content("#pane-create-curl pre"))).contains("開單成功。");

        browser.go("flows/" + INCIDENTS + "/tickets");
        browser.see("tbody tr:nth-child(2)");
        browser.expectUsable("tickets");
        browser.type("[data-condition] input", "沒有這樣的單" + Keys.ENTER);
        browser.see(".empty", "找不到");
        browser.clickButton("重設");
        browser.click("tbody a");
        browser.see(".waiting .djs-visual");
        browser.see("h1", "主旨");
        browser.expectUsable("ticket");

        browser.clickLink("我的任務");
        browser.see("h1", "我的任務");
        browser.expectUsable("tasks");
    }

    /** The files as they lie there, chosen one by one. */
    private void deployDemo() throws Exception {
        browser.click("#deploy");
        try (Stream<Path> files = Files.list(DEMO)) {
            browser.choose("#deploy-files", files.sorted().toList());
        }
        browser.expectUsable("deploy");
        browser.click("#deploy-send");
        browser.see(".el-dialog .tag.good", "服務管理");
        browser.click(".el-dialog__footer button");
        browser.gone(".el-dialog");
        browser.expectUsable("applications");
    }

    /** What somebody sees who pastes it. */
    private static String shell(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
