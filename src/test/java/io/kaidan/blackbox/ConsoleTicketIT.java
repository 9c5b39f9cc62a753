package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A ticket in a browser: its course on the diagram, its files and notes, handed on, cancelled, printed. */
class ConsoleTicketIT extends BlackBox {

    private static final String FLOW = Drawing.fresh("ct");

    /** Readable although its table of contents is missing, as files are that were sent on many times. */
    private static final String PDF = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R 5 0 R] /Count 2>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources <</Font <</F 6 0 R>>>>>> endobj
            4 0 obj <</Length 43>> stream
            BT /F 24 Tf 40 100 Td (Repair report) Tj ET
            endstream endobj
            5 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200]>> endobj
            6 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
            trailer <</Root 1 0 R>>
            %%EOF
            """;

    private Browser browser;

    /** Amounts from 50 to 100 are forgotten in the conditions, so that such a ticket stands at the gateway. */
    @BeforeAll
    static void flow() {
        String drawing = Bpmn.convertToString(Bpmn.createExecutableProcess(FLOW)
                .name("費用申請")
                .startEvent("start")
                .name("申請")
                .zeebeFormId("ct-form")
                .userTask("review")
                .name("主管審核")
                .zeebeUserTask()
                .zeebeFormId("ct-form")
                .exclusiveGateway("amount")
                .name("金額？")
                .conditionExpression("= amount > 100")
                .userTask("check")
                .name("財務覆核")
                .zeebeUserTask()
                .endEvent("checked")
                .moveToLastGateway()
                .conditionExpression("= amount < 50")
                .endEvent("small")
                .done());
        Answer deployed = api().deploy(Map.of(
                "application.json",
                Text.utf8(Text.json(Map.of("name", "app " + FLOW))),
                "flow.bpmn",
                Text.utf8(drawing),
                "ct.form",
                Field.form("ct-form", text("title").header("title"), number("amount"))));
        assertThat(deployed.http()).as("%s", deployed).isEqualTo(201);
        api().role("ct-view", FLOW, "view");
        api().user("ct-view", List.of(), List.of("ct-view"));
        api().user("ct-boss", List.of(), List.of("ct-view"));
    }

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

    @Test
    void the_diagram_shows_where_a_ticket_has_been_where_it_waits_and_where_it_failed() {
        String no = admin().open(FLOW, Map.of("title", "電腦", "amount", 120));
        browser.signIn("flows/" + FLOW + "/tickets/" + no);

        browser.click(".waiting[data-element-id=review] .djs-hit");
        browser.see("[data-visits]", "主管審核");
        browser.see("[data-visits]", "仍在此處");
        assertThat(browser.texts("[data-node] span:first-child")).containsExactly("主管審核", "申請");

        admin().pushed(FLOW, admin().stop(FLOW, no), Map.of("amount", 75));
        browser.go("flows/" + FLOW + "/tickets/" + no);
        browser.see(".failed[data-element-id=amount]");
        assertThat((Long) browser.run("return document.querySelectorAll('.djs-connection.taken').length"))
                .as("of five")
                .isEqualTo(2);
        browser.click("[data-node=review]");
        browser.see("[data-visits]", "處理者：admin");
        assertThat(browser.text("[data-visits]")).contains("輸出", "欄位 amount\n75");
        browser.click("[data-node=amount]");
        browser.see("[data-visits] .failed", "應");
        browser.expectUsable("ticket-course");
        browser.see("[data-history] > ol > li:nth-child(2)", "欄位 amount");
        assertThat(browser.text("[data-history] > ol > li:nth-child(2)")).contains("推單 · 主管審核", "120", "→", "75");
    }

    @Test
    void a_long_history_shows_its_end_and_what_was_earlier_on_demand() {
        String no = admin().open(FLOW, Map.of("title", "始"));
        sql("insert into ticket_event (id, ticket_id, at, by_user, event, closed, reason)"
                + " select nextval('ticket_event_seq'), t.id, t.opened_at + n * interval '1 millisecond', 'admin', 'set',"
                + " false, 'line ' || n from ticket t join flow f on f.id = t.flow_id, generate_series(1, 1050) n"
                + " where f.api_path = '" + FLOW + "' and t.data_no = " + no);
        browser.signIn("flows/" + FLOW + "/tickets/" + no);

        browser.see("[data-history] > ol > li:first-child", "line 51");
        browser.see("[data-history] > ol > li:last-child", "line 1050");
        browser.click("#earlier-history");
        browser.see("[data-history] > ol > li:first-child", "開單");
        assertThat(browser.run("return document.querySelectorAll('[data-history] > ol > li').length"))
                .isEqualTo(1L + 1050);
        browser.gone("#earlier-history");
    }

    @Test
    void files_are_looked_at_and_added_and_notes_are_written(@TempDir Path folder) throws IOException {
        Path picture = folder.resolve("照片.png");
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Path report = Files.writeString(folder.resolve("report.pdf"), PDF);
        Path disguised = Files.writeString(folder.resolve("x.png"), "<html><script>alert(1)</script></html>");
        String no = admin().open(FLOW, Map.of("title", "附件"));
        browser.signIn("flows/" + FLOW + "/tickets/" + no);

        browser.see("[data-files]", "沒有附件");
        browser.see("[data-files] .drop");
        browser.choose("[data-files] [data-attachments]", List.of(picture, report, disguised));
        browser.click("[data-attach]");
        browser.see("[data-look='x.png']");
        assertThat(api().attachments(FLOW, no))
                .extracting(file -> file.get("name"))
                .containsExactlyInAnyOrder("照片.png", "report.pdf", "x.png");

        browser.click("[data-look='照片.png']");
        browser.see("img[data-preview]");
        Eventually.get(
                () -> browser.run("return document.querySelector('img[data-preview]').naturalWidth"),
                width -> width.equals(60L));
        browser.expectUsable("ticket-picture");
        browser.click(".el-dialog__headerbtn");
        browser.gone("img[data-preview]");
        browser.click("[data-look='report.pdf']");
        browser.see("[data-preview] canvas");
        Eventually.get(() -> browser.content("[data-preview] > p"), text -> text.contains("Repair report"));
        browser.click("[data-preview] .next");
        browser.see("[data-preview] .steps", "第 2 頁");
        browser.expectUsable("ticket-pdf");
        browser.click(".el-dialog__headerbtn");
        browser.gone("[data-preview]");
        browser.click("[data-look='x.png']");
        browser.see(".el-dialog [role=alert]", "內容不是可預覽的圖片或 PDF");
        browser.click(".el-dialog__headerbtn");
        browser.gone(".el-dialog");

        browser.type("#note", "已致電廠商\n明天到");
        browser.click("[data-write]");
        browser.see("[data-notes] li", "已致電廠商");
        assertThat(browser.text("[data-notes] li")).contains("admin", "明天到");
        assertThat(api().get("flows/" + FLOW + "/tickets/" + no + "/notes").list("items"))
                .extracting(note -> note.get("content"))
                .containsExactly("已致電廠商\n明天到");
    }

    @Test
    void work_is_handed_on_a_ticket_is_printed_and_cancelled() {
        String no = admin().open(FLOW, Map.of("title", "Chair", "amount", 10));
        browser.signIn("flows/" + FLOW + "/tickets/" + no);
        browser.select("#language", "English");

        browser.click("[data-reassign=review]");
        browser.type("#assignee", "ct-nobody");
        browser.type("#reason", "On leave");
        browser.click("#act");
        browser.see(".el-dialog [role=alert]", "ct-nobody");
        browser.type("#assignee", Keys.BACK_SPACE.toString().repeat(6) + "boss");
        Eventually.get(
                () -> browser.run("return [...document.querySelectorAll('#assignees option')].map(o => o.value)"),
                List.of("ct-boss")::equals);
        browser.expectUsable("ticket-reassign");
        browser.click("#act");
        browser.see("[data-stops] tbody tr", "ct-boss");
        browser.see("[data-history] > ol > li:nth-child(2)", "On leave");
        assertThat(browser.text("[data-history] > ol > li:nth-child(2)")).contains("Reassigned", "Assignee", "ct-boss");

        browser.media("print");
        browser.gone("header");
        browser.gone("[data-push]");
        browser.gone(".diagram");
        assertThat(browser.text("main")).contains("Chair", "欄位 amount\n10", "Reassigned");
        assertThat(browser.texts("main button, main textarea").stream().filter(text -> !text.isEmpty()))
                .isEmpty();
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        browser.media("");

        browser.click("#cancel-ticket");
        browser.see(".el-dialog", "cannot be undone");
        assertThat(browser.attribute("#act", "disabled")).as("without a reason").isNotNull();
        browser.type("#reason", "Not needed any more");
        browser.click("#act");
        browser.see(".facts", "Cancelled");
        browser.gone("#cancel-ticket");
        browser.gone("[data-files] [data-attachments]");
        browser.see("[data-history]", "Not needed any more");
        assertThat(api().ticket(FLOW, no)).containsEntry("state", "cancelled");
        browser.expectUsable("ticket-cancelled");
    }

    @Test
    void work_is_handed_on_while_the_names_are_still_being_looked_for() {
        String no = admin().open(FLOW, Map.of("title", "Lamp", "amount", 10));
        browser.signIn("flows/" + FLOW + "/tickets/" + no);
        browser.run("""
                const call = window.fetch
                window.fetch = (to, how) => String(to).includes('/assignees') ? new Promise(() => {}) : call(to, how)""");

        browser.click("[data-reassign=review]");
        browser.type("#assignee", "ct-boss");
        browser.type("#reason", "On leave");
        browser.click("#act");

        browser.see("[data-stops] tbody tr", "ct-boss");
    }

    @Test
    void who_may_only_look_finds_nothing_to_change() {
        String no = admin().open(FLOW, Map.of("title", "唯讀"));
        browser.go("flows/" + FLOW + "/tickets/" + no);
        browser.type("#username", "ct-view");
        browser.type("#current-password", "ct-view" + Keys.ENTER);

        browser.see(".waiting[data-element-id=review]");
        browser.see("[data-notes]", "還沒有日誌");
        browser.see("#print");
        assertThat(browser.texts("#cancel-ticket, [data-reassign], #note, [data-attachments], [data-push]"))
                .isEmpty();
    }
}
