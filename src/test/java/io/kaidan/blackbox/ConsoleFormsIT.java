package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.area;
import static io.kaidan.blackbox.Field.date;
import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.html;
import static io.kaidan.blackbox.Field.list;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.select;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Forms in a browser: a ticket is opened, pushed on to its end, and corrected. */
class ConsoleFormsIT extends BlackBox {

    private static final String TITLE = "[id$='-Field_title']";
    private static final String QUICK = ".el-tab-pane:not([aria-hidden=true]) [data-quick=action1]";
    private static final String NOTE = "[id$='-Field_note']";

    private Browser browser;

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 422", "status of 409"))
                    .isEmpty();
        }
    }

    @Test
    void a_leave_is_asked_for_with_files_and_approved_to_its_end(@TempDir Path folder) throws IOException {
        String flow = api().deployed(start(
                        text("title").required().header("title"),
                        select("kind", "annual", "sick").otherwise("annual"),
                        number("days").validate("max", 60),
                        date("begin"),
                        area("why").hiddenWhen("=days < 3"),
                        list("handover", text("item")),
                        file("proof")
                                .with("multiple", false)
                                .with("accept", ".pdf")
                                .hiddenWhen("=kind = \"annual\" and days < 3"))
                .task("review", "主管審核", text("note").required())
                .task("record", "人資登錄")
                .end("end"));
        browser.signIn("flows/" + flow + "/tickets");
        browser.click("a[href$='/open']");
        browser.see(TITLE);
        browser.expectUsable("form-empty");

        browser.type("[id$='-Field_days']", "2");
        browser.gone("[id$='-Field_why']");
        browser.type("[id$='-Field_days']", Keys.BACK_SPACE + "4");
        browser.type("[id$='-Field_why']", "家裡有事");
        browser.click("#open-ticket");
        browser.see(".summary", "欄位 title: 必填。");
        browser.see(".fjs-form-field-error", "必填。");
        browser.click(".summary a");
        assertThat((String) browser.run("return document.activeElement.id")).endsWith("-Field_title");

        browser.type(TITLE, "特休四天");
        browser.choose("[id$='-Field_proof']", List.of(written(folder, "證明.txt")));
        browser.choose(
                "[data-attachments]",
                List.of(written(folder, "行程.txt"), written(folder, "交接.txt"), written(folder, "x.txt")));
        browser.click("[aria-label='移除 x.txt']");
        browser.click("#open-ticket");
        browser.see(".summary", "欄位 proof");
        browser.see(".fjs-form-field-filepicker .fjs-form-field-error", ".pdf");
        assertThat(browser.run("return document.querySelector(\"" + TITLE + "\").value"))
                .isEqualTo("特休四天");
        browser.expectUsable("form-refused");

        browser.choose("[id$='-Field_proof']", List.of(written(folder, "證明.pdf")));
        browser.click("#open-ticket");
        browser.see("h1", "1 特休四天");
        assertThat(api().attachments(flow, "1"))
                .extracting(a -> a.get("name") + " " + a.get("field"))
                .containsExactlyInAnyOrder("行程.txt null", "交接.txt null", "證明.pdf proof");
        assertThat(api().values(flow, "1"))
                .containsEntry("days", 4)
                .containsEntry("why", "家裡有事")
                .containsEntry("kind", "annual");

        browser.see("[role=tab]", "主管審核");
        browser.see(NOTE);
        browser.expectUsable("form-push");
        browser.click("[data-push]");
        browser.see(".summary", "欄位 note: 必填。");
        browser.type(NOTE, "好的");
        browser.click("[data-push]");
        browser.see(".told", "單據已往下進行");
        browser.see("[role=tab]", "人資登錄");
        browser.see("[data-push]");
        browser.click("[data-push]");
        browser.gone("[data-push]");
        browser.see(".facts", "已結案");
        browser.expectUsable("form-read");
        assertThat(api().values(flow, "1")).containsEntry("note", "好的");
    }

    /** The console's policy refuses style attributes, as the page says; a script of ours sets what a designer's say. */
    @Test
    void what_a_designer_wrote_as_html_looks_as_he_wrote_it_and_nothing_else_does() {
        String flow = api().deployed(FlowBuilder.oneTask(
                text("title"), html("hint", "<p class=\"drawn\" style=\"color: rgb(1, 2, 3)\">請填標題。{{title}}</p>")));

        browser.signIn("flows/" + flow + "/open");

        browser.see(".drawn", "請填標題。");
        assertThat(color(".drawn")).isEqualTo("rgb(1, 2, 3)");
        browser.type(TITLE, "椅子"); // the HTML is drawn anew
        browser.see(".drawn", "請填標題。椅子");
        assertThat(color(".drawn")).isEqualTo("rgb(1, 2, 3)");

        browser.run("""
                document.querySelector('.fjs-form-field-textfield').insertAdjacentHTML(
                    'beforeend', '<p class="injected" style="color: rgb(1, 2, 3)">x</p>')
                """);
        browser.see(".injected");
        assertThat(color(".injected")).isNotEqualTo("rgb(1, 2, 3)");
        assertThat(browser.complaints("status of 401", "directive 'style-src 'self''"))
                .isEmpty();
    }

    private Object color(String css) {
        return browser.run("return getComputedStyle(document.querySelector('" + css + "')).color");
    }

    @Test
    void of_several_stops_each_has_a_tab_and_a_quick_action_pushes() {
        String flow = api().deployed(start(text("title"))
                .parallel("split")
                .task("one", "Finance", text("money"))
                .property("action1.label", "Approve")
                .property("action1.set", "={money: \"approved\"}")
                .parallel("join")
                .end("end")
                .from("split")
                .task("two", "Security", text("safe"))
                .property("action1.label", "Fine")
                .property("action1.set", "={safe: \"fine\"}")
                .to("join"));
        String no = admin().open(flow, Map.of("title", "Both"));
        browser.signIn("flows/" + flow + "/tickets/" + no);
        browser.select("#language", "English");

        browser.see(QUICK);
        assertThat(browser.texts("[role=tab]")).containsExactlyInAnyOrder("Finance", "Security", "Form of the ticket");
        browser.clickText("[role=tab]", "Finance");
        browser.see(QUICK, "Approve");
        browser.click(QUICK);
        browser.see(".told", "the ticket has gone on");
        browser.see(QUICK, "Fine");
        assertThat(browser.texts("[role=tab]")).containsExactly("Security", "Form of the ticket");
        assertThat(api().values(flow, no)).containsEntry("money", "approved");

        admin().pushed(flow, admin().stop(flow, no), Map.of());
        browser.click(QUICK);
        browser.see(".told", "Somebody else was faster");
        browser.see(".facts", "Closed");
        browser.gone(QUICK);
        assertThat(api().values(flow, no)).doesNotContainKey("safe");
    }

    @Test
    void what_a_validation_refuses_is_told_and_can_be_sent_again() {
        String flow = api().deployed(FlowBuilder.oneTask(text("title"))
                .from("start")
                .property("validation", "=if title = \"good\" then true else \"Only good ones.\""));
        browser.signIn("flows/" + flow + "/open");
        browser.select("#language", "English");
        browser.type(TITLE, "goo");

        browser.click("#open-ticket");
        browser.see(".summary", "Only good ones.");
        browser.type(TITLE, "d");
        browser.click("#open-ticket");

        browser.see(".facts");
        assertThat(browser.address()).endsWith("/flows/" + flow + "/tickets/1");
        assertThat(api().values(flow, "1")).containsEntry("title", "good");
    }

    @Test
    void values_are_corrected_with_a_reason() {
        String flow = api().deployed(FlowBuilder.oneTask(text("title"), text("note")));
        String no = admin().open(flow, Map.of("title", "錯", "note", "留"));
        browser.signIn("flows/" + flow + "/tickets/" + no);
        browser.click("#tab-ticket");
        browser.see("#pane-ticket input[readonly]");

        browser.click("#correct");
        browser.see("#pane-ticket " + TITLE + ":not([readonly])");
        browser.type("#pane-ticket " + TITLE, Keys.BACK_SPACE + "對");
        browser.type("#correct-reason", "打錯字");
        browser.click("#correct-save");

        browser.see(".told", "欄位值已修改");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("title", "對", "note", "留"));
        assertThat(Answer.objects(api().ticket(flow, no).get("history"))).anySatisfy(event -> assertThat(event)
                .containsEntry("reason", "打錯字")
                .containsEntry("changes", Map.of("title", List.of("錯", "對"))));
    }

    @Test
    void who_may_only_look_reads_the_form() {
        String flow = api().deployed(FlowBuilder.oneTask(text("title")));
        String no = admin().open(flow, Map.of("title", "唯讀"));
        api().role("cforms-view", flow, "view");
        api().user("cforms-view", List.of(), List.of("cforms-view"));

        browser.go("flows/" + flow + "/tickets/" + no);
        browser.type("#username", "cforms-view");
        browser.type("#current-password", "cforms-view" + Keys.ENTER);

        browser.see("#pane-ticket input[readonly]");
        assertThat(browser.texts("[data-push], #correct")).isEmpty();
        browser.go("flows/" + flow + "/tickets");
        browser.see("tbody tr");
        assertThat(browser.texts("a[href$='/open']")).isEmpty();
    }

    private static Path written(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name), name);
    }
}
