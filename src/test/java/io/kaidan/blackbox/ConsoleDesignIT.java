package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.html;
import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Applications are designed in the browser: drawn, checked, deployed, and taken out again. */
class ConsoleDesignIT extends BlackBox {

    private static final String SAVE = Keys.chord(Keys.CONTROL, "s");
    private static final String ALL = Keys.chord(Keys.CONTROL, "a");

    private Browser browser;
    private final String apiPath = "d-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 412", "status of 422"))
                    .isEmpty();
        }
    }

    @Test
    void from_a_template_to_a_ticket() {
        browser.signIn("design");
        browser.click("#new-draft");
        browser.type("#draft-name", "採購 " + apiPath);
        browser.type("#draft-api-path", apiPath);
        browser.expectUsable("design-new");
        browser.click("#make");

        browser.click("[data-element-id=review]");
        openGroup("general");
        retype("#bio-properties-panel-name", "主管簽核");
        openGroup("kaidan");
        retype("#bio-properties-panel-kaidan-action1-set", "= {decision:");
        browser.type("#bio-properties-panel-kaidan-action1-set", SAVE);
        browser.see("main", "第 2 次儲存");
        browser.click("#check-draft");

        browser.see(".problem-note", "FEEL");
        assertThat(browser.texts("[data-finding=review]")).isNotEmpty();
        assertThat(browser.attribute("[data-element-id=review]", "class")).contains("problem");
        browser.expectUsable("design-problems");

        browser.click("#deploy-draft");
        browser.gone("#deployed");
        assertThat(api().get("flows/" + apiPath).http()).isEqualTo(404);
        browser.click("[data-finding=review]");
        openGroup("kaidan");
        retype("#bio-properties-panel-kaidan-action1-set", "= {decision: \"approve\"}");
        browser.click("[data-file$='-review.form']");
        browser.see(".form-editor .fjs-element");
        browser.see(".fjs-palette-container", "文字欄位");
        browser.see(".fjs-properties-container", "一般");
        browser.expectUsable("design-form-hant");
        browser.click("#deploy-draft");
        browser.see("#deployed", "採購");

        String no = "1"; // it is validated in the background
        admin().create(apiPath, Map.of("title", "椅子", "amount", 3));
        Eventually.get(() -> admin().stops(apiPath, no).size(), waiting -> waiting == 1);
        assertThat(admin().stops(apiPath, no))
                .extracting(QuickClient.Stop::name)
                .containsExactly("主管簽核");
        admin().quickAction(apiPath, admin().stop(apiPath, no), "action1");
        assertThat(api().values(apiPath, no)).containsEntry("decision", "approve");
        assertThat(api().ticket(apiPath, no)).containsEntry("state", "closed");
        browser.clickLink("採購 " + apiPath);
        browser.see("tbody", "椅子");
    }

    @Test
    void in_english_a_form_is_changed_by_hand() {
        String id = draft(FlowBuilder.oneTask(text("title").header("title")));
        browser.signIn("design/" + id);
        browser.select("#language", "English");
        browser.click("[data-file$='-start.form']");
        browser.see(".form-editor .fjs-element");
        browser.expectUsable("design-form");
        browser.click(".fjs-element[data-field-type=textfield]");
        openGroup("general");
        retype("#bio-properties-panel-label", "What is it?");
        browser.click("#save-draft");
        browser.see("main", "Revision 2");
        browser.click("#check-draft");

        browser.see(".findings", "it can be deployed");
        assertThat(Answer.object(draftOf(id).get("files")).toString()).contains("What is it?");
        browser.see(".fjs-palette-container", "Text field");

        browser.select("#language", "日本語");
        browser.see(".fjs-palette-container", "チェックボックス");
        browser.see(".form-editor .fjs-element", "What is it?");
    }

    /** Their libraries write style attributes, which the console's policy refuses: the build takes these out. */
    @Test
    void panel_and_icons_of_the_modeler_are_drawn_whole() {
        browser.signIn("design");
        browser.click("#new-draft");
        browser.type("#draft-name", "圖示 " + apiPath);
        browser.type("#draft-api-path", apiPath);
        browser.click("#make");
        browser.see("[data-element-id=review]");

        assertThat(browser.run("""
                const panel = document.querySelector('.bio-properties-panel-container')
                return panel.offsetHeight - panel.parentElement.clientHeight
                """)).isEqualTo(0L);
        browser.type(".djs-container > svg", ALL);
        browser.click(".djs-context-pad [data-action=align-elements]");
        browser.see(".djs-popup svg polyline");
        assertThat(strokes(".djs-popup .entry svg > *, [data-action=align-elements] svg > *"))
                .isNotEmpty()
                .allMatch("100px"::equals);
        browser.click(".djs-context-pad [data-action=set-color]");
        browser.see(".djs-popup.color-picker svg rect");
        assertThat(strokes(".djs-popup .entry svg > *")).isNotEmpty().allMatch("2px"::equals);
        assertThat(browser.complaints("status of 401", "getPad is deprecated")) // two libraries of one house
                .isEmpty();
    }

    /** How wide the lines of drawn icons are; "none" where they are not drawn. */
    private List<?> strokes(String css) {
        return (List<?>) browser.run("""
                return [...document.querySelectorAll('%s')].map(one => getComputedStyle(one))
                    .map(style => style.stroke === 'none' ? 'none' : style.strokeWidth)
                """.formatted(css));
    }

    @Test
    void what_is_written_as_html_looks_in_the_form_editor_as_on_the_form() {
        FlowBuilder flow =
                FlowBuilder.oneTask(html("hint", "<p class=\"drawn\" style=\"color: rgb(1, 2, 3)\">請填標題。</p>"));
        browser.signIn("design/" + draft(flow));
        browser.click("[data-file$='-start.form']");

        browser.see(".form-editor .drawn", "請填標題。");
        assertThat(browser.run("return getComputedStyle(document.querySelector('.drawn')).color"))
                .isEqualTo("rgb(1, 2, 3)");
        assertThat(browser.complaints("status of 401", "directive 'style-src 'self''"))
                .isEmpty();
    }

    @Test
    void of_two_people_who_change_a_draft_the_second_is_warned_and_loses_nothing() {
        FlowBuilder flow = FlowBuilder.oneTask(text("title"));
        String id = draft(flow);
        browser.signIn("design/" + id);
        String form = flow.apiPath() + "-start.form";
        browser.click("[data-file='" + form + "']");
        browser.click("#source");
        browser.type(".source", ALL + "{\"mine\": 1}");
        api().ifMatch("PATCH", "drafts/" + id, Map.of("files", Map.of(form, "{\"theirs\": 1}")), "\"1\"");

        browser.click("#save-draft");

        browser.see(".el-dialog [role=alert]", "admin");
        browser.click("[data-compare='" + form + "']");
        browser.see("[data-side=mine]", "mine");
        browser.see("[data-side=theirs]", "theirs");
        browser.expectUsable("design-conflict");
        assertThat(file(id, form)).isEqualTo("{\"theirs\": 1}");

        browser.click("#save-as-new");
        browser.gone(".el-dialog");
        browser.see("main", "第 1 次儲存");
        String mine = browser.address().replaceAll(".*/", "");
        assertThat(mine).isNotEqualTo(id);
        assertThat(file(mine, form)).isEqualTo("{\"mine\": 1}");
        assertThat(file(id, form)).isEqualTo("{\"theirs\": 1}");
    }

    @Test
    void theirs_is_loaded_where_somebody_gives_up_his_own() {
        FlowBuilder flow = FlowBuilder.oneTask(text("title"));
        String id = draft(flow);
        browser.signIn("design/" + id);
        browser.click("[data-file='application.json']");
        browser.type("#manifest-name", "我的");
        api().ifMatch(
                        "PATCH",
                        "drafts/" + id,
                        Map.of("files", Map.of("application.json", "{\"name\": \"她的\"}")),
                        "\"1\"");
        browser.type("#manifest-name", SAVE);

        browser.click("#take-theirs");

        browser.gone(".el-dialog");
        browser.see("h1", "她的");
        assertThat(browser.run("return document.querySelector('#manifest-name').value"))
                .isEqualTo("她的");
        browser.see("main", "第 2 次儲存");
    }

    @Test
    void unsaved_changes_are_not_left_without_asking_and_files_come_and_go() {
        FlowBuilder flow = FlowBuilder.oneTask(text("title"));
        String id = draft(flow);
        browser.signIn("design/" + id);
        browser.click("#add-form");
        browser.type(".el-message-box input", "extra" + Keys.ENTER);
        browser.see("[data-file='extra.form'][aria-current=true]");
        browser.click("#rename-file");
        browser.type(".el-message-box input", ALL + "renamed.form" + Keys.ENTER);
        browser.see("[data-file='renamed.form'][aria-current=true]");
        browser.see(".form-editor .fjs-element");

        browser.clickLink("已上架應用");
        browser.see(".el-message-box", "尚未儲存");
        browser.clickButton("留下");
        browser.gone(".el-message-box");
        browser.click("#save-draft");
        browser.see("main", "第 2 次儲存");
        assertThat(file(id, "renamed.form")).contains("\"id\": \"extra\"");

        browser.click("#remove-file");
        browser.click(".el-message-box__btns .el-button--primary");
        browser.gone("[data-file='renamed.form']");
        browser.click("#save-draft");
        browser.see("main", "第 3 次儲存");
        assertThat(file(id, "renamed.form")).isNull();
        browser.clickLink("已上架應用");
        browser.see("#deploy");
    }

    @Test
    void a_version_is_opened_as_a_draft_and_its_export_is_a_link() {
        FlowBuilder flow = FlowBuilder.oneTask(text("title"));
        api().deployed(flow);
        browser.signIn("applications");
        browser.type("#filter", flow.apiPath());
        browser.see("tbody tr:only-child");
        String export = browser.attribute("tbody a[download]", "href");
        assertThat(Api.unzip(api().get(export.replace("/api/v1/", "")).bytes())).containsKey(flow.apiPath() + ".bpmn");
        browser.clickButton("紀錄");
        assertThat(browser.see(".el-dialog a[download]").getDomAttribute("href"))
                .isEqualTo(export);
        browser.expectUsable("versions");
        browser.click("[aria-label='設計：從第 1 版']");

        browser.see("h1", "app " + flow.apiPath());
        assertThat(browser.texts("[data-file]")).contains(flow.apiPath() + ".bpmn");
        browser.see(".source");
        browser.go("design");
        browser.type("#filter", flow.apiPath());
        browser.see("tbody tr:only-child", "admin");
        browser.expectUsable("design-list");
        browser.clickButton("刪除草稿");
        browser.click(".el-message-box__btns .el-button--primary");
        browser.gone("tbody tr a[href^='/design/']");
    }

    @Test
    void what_is_wrong_with_a_zip_is_shown_on_the_diagram(@TempDir Path folder) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        Path demo = Path.of("src/main/demo/service-management");
        try (Stream<Path> all = Files.list(demo)) {
            for (Path file : all.toList()) {
                files.put("top/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        String broken = new String(files.get("top/leave-request.bpmn"), StandardCharsets.UTF_8)
                .replace("formId=\"leave-record\"", "formId=\"gone\"");
        files.put("top/leave-request.bpmn", Text.utf8(broken));
        Path zip = Files.write(folder.resolve("broken.zip"), Api.zip(files));
        browser.signIn("applications");

        browser.click("#deploy");
        browser.choose("#deploy-files", List.of(zip));
        browser.click("#deploy-send");

        browser.see("[data-drawn='leave-request.bpmn'] .problem-note", "gone");
        assertThat(browser.attribute("[data-drawn] [data-element-id=record]", "class"))
                .contains("problem");
        assertThat(browser.texts("[data-drawn]")).hasSize(1);
        browser.expectUsable("deploy-diagram");
    }

    /** Puts another text in the place of what stands there. */
    private void retype(String css, String text) {
        browser.type(css, ALL + text);
    }

    /** Groups of the properties panel stay as somebody left them. */
    private void openGroup(String id) {
        String header = "[data-group-id=group-" + id + "] .bio-properties-panel-group-header";
        browser.see(header);
        if (!browser.attribute(header, "class").contains("open")) {
            browser.click(header);
        }
    }

    private String draft(FlowBuilder flow) {
        Map<String, Object> files = new HashMap<>();
        Api.application("app " + flow.apiPath(), flow)
                .forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return (String) api().post("drafts", Map.of("files", files)).json().get("id");
    }

    private static String file(String id, String path) {
        return (String) Answer.object(draftOf(id).get("files")).get(path);
    }

    private static Map<String, Object> draftOf(String id) {
        return api().get("drafts/" + id).json();
    }
}
