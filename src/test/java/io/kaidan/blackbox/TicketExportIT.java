package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.checkbox;
import static io.kaidan.blackbox.Field.checklist;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of tickets as a file for a spreadsheet. */
class TicketExportIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void tickets() {
        flow = api().deployed(start(
                        text("title").header("title"), number("n"), checklist("parts", "a", "b"), checkbox("urgent"))
                .task("review", "審核")
                .end("end"));
        admin().open(
                        flow,
                        Map.of(
                                "title",
                                "=HYPERLINK(\"http://x\")",
                                "n",
                                -5,
                                "parts",
                                List.of("a", "b"),
                                "urgent",
                                true));
        admin().open(flow, Map.of("title", "印表機, 二樓", "n", 1.5));
        admin().pushed(flow, admin().stop(flow, "2"), Map.of());
    }

    @Test
    void csv_is_what_excel_reads_and_runs_nothing() {
        Answer answer = export(
                "format=csv&sort=dataNo&column=dataNo&column=state&column=title&column=n&column=parts&column=urgent");

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .contains(".csv");
        assertThat(answer.bytes()).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(answer.text().substring(1).split("\r\n"))
                .containsExactly(
                        "單號,進行狀態,欄位 title,欄位 n,欄位 parts,欄位 urgent",
                        "1,處理中,\"'=HYPERLINK(\"\"http://x\"\")\",-5,\"a, b\",是",
                        "2,已結案,\"印表機, 二樓\",1.5,,否");
    }

    @Test
    void without_columns_it_has_those_of_the_list() {
        assertThat(export("format=csv&values.n=1.5").text())
                .startsWith("\uFEFF單號,進行狀態,欄位 title,開單人,開單時間,結束時間\r\n2,已結案,")
                .hasLineCount(2);
        api().patch("flows/" + flow, Map.of("columns", List.of("n", "title")));

        assertThat(export("format=csv&values.n=1.5").text()).startsWith("\uFEFF單號,進行狀態,欄位 n,欄位 title,開單人");
    }

    @Test
    void moments_are_of_the_readers_clock() {
        String utc = export("format=csv&column=openedAt&values.n=1.5").text();
        String taipei = export("format=csv&column=openedAt&values.n=1.5&zone=Asia/Taipei")
                .text();

        assertThat(utc).matches("(?s)\uFEFF開單時間\r\n[-0-9]{10} [:0-9]{8}\r\n");
        assertThat(taipei).isNotEqualTo(utc);
    }

    @Test
    void a_workbook_has_the_same_rows(@TempDir Path folder) throws Exception {
        Answer answer = export("format=xlsx&sort=dataNo&column=dataNo&column=title&column=n");

        assertThat(answer.http()).isEqualTo(200);
        Path file = Files.write(folder.resolve("book.xlsx"), answer.bytes());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            var sheet = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")));
            var rows = sheet.getElementsByTagName("row");
            assertThat(rows.getLength()).isEqualTo(3);
            assertThat(rows.item(1).getTextContent()).isEqualTo("1=HYPERLINK(\"http://x\")-5");
            assertThat(sheet.getElementsByTagName("f").getLength()).isZero();
        }
    }

    @Test
    void texts_are_in_the_readers_language() {
        Answer answer = Http.send(
                "GET",
                base().resolve("/api/v1/flows/" + flow + "/tickets/export?format=csv&column=state&sort=dataNo"),
                java.net.http.HttpRequest.BodyPublishers.noBody(),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD),
                "Accept-Language",
                "en");

        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).isEqualTo("\uFEFFState\r\nOpen\r\nClosed\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "format=pdf, format:option",
        "sort=dataNo, format:required",
        "format=csv&column=lost, column:unknown_column",
        "format=csv&zone=Moon, zone:time_zone",
        "format=csv&sort=lost, sort:option"
    })
    void nonsense_is_refused(String query, String problem) {
        Answer answer = export(query);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactly(problem);
    }

    @Test
    void it_is_for_those_who_may_view() {
        api().role("export-view", flow, "view");
        api().role("export-add", flow, "add", "modify", "delete");
        api().user("export-view", List.of(), List.of("export-view"));
        api().user("export-add", List.of(), List.of("export-add"));
        api().user("export-none", List.of(), List.of());

        for (String[] who : new String[][] {{"export-view", "200"}, {"export-add", "403"}, {"export-none", "404"}}) {
            Answer answer =
                    new Api(base(), who[0], who[0]).get("flows/" + flow + "/tickets/export?format=csv&column=dataNo");
            assertThat(answer.http()).as(Arrays.toString(who)).isEqualTo(Integer.parseInt(who[1]));
        }
        assertThat(api().get("flows/no-such-flow/tickets/export?format=csv").http())
                .isEqualTo(404);
    }

    private static Answer export(String query) {
        return api().get("flows/" + flow + "/tickets/export?" + query);
    }
}
