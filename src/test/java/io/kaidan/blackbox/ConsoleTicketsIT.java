package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.checkbox;
import static io.kaidan.blackbox.Field.date;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.select;
import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The list of a flow's tickets in a browser: searched, sorted, read page by page and taken along as a file. */
class ConsoleTicketsIT extends BlackBox {

    private static final int TICKETS = 53;
    private static final String NUMBERS = "tbody td:first-child";

    private static String flow;

    private Browser browser;

    @BeforeAll
    static void tickets() {
        flow = api().deployed(FlowBuilder.oneTask(
                text("title").header("title"),
                select("level", "low", "high").header("level"),
                number("days"),
                date("begin"),
                checkbox("urgent")));
        api().patch("flows/" + flow, Map.of("columns", List.of("title", "days", "level")));
        IntStream.rangeClosed(1, TICKETS).forEach(i -> admin().open(
                        flow,
                        Map.of(
                                "title",
                                (i % 2 == 0 ? "請假 " : "Leave ") + i,
                                "level",
                                i % 10 == 0 ? "high" : "low",
                                "days",
                                i,
                                "begin",
                                "2026-05-%02d".formatted(i % 30 + 1),
                                "urgent",
                                i == 7)));
    }

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 404")).isEmpty();
        }
    }

    @Test
    void tickets_are_read_page_by_page_and_sorted() {
        browser.signIn("flows/" + flow + "/tickets");
        browser.see("h1 + p", "處理中 53，已結案 0");
        browser.see("tbody tr:nth-child(50)");
        browser.expectUsable("ticket-list");
        assertThat(browser.texts("thead th"))
                .containsExactly("單號 ▼", "進行狀態", "欄位 title", "欄位 days", "欄位 level", "開單人", "開單時間");

        browser.click(".next");
        browser.see(".steps", "第 2 頁");
        browser.gone("tbody tr:nth-child(4)");
        assertThat(browser.texts(NUMBERS)).containsExactly("3", "2", "1");

        browser.clickButton("欄位 title");
        browser.see("tbody tr:first-child", "Leave 1");
        assertThat(browser.texts(NUMBERS)).startsWith("1", "11", "13");
        browser.clickButton("欄位 title ▲");
        browser.see("tbody tr:first-child", "請假 8");
    }

    @Test
    void tickets_are_found_by_their_fields_and_taken_along(@TempDir Path folder) throws IOException {
        browser.keepIn(folder);
        browser.signIn("flows/" + flow + "/tickets");
        browser.select("#language", "English");
        browser.see("h1 + p", "Open: 53");

        browser.type("[data-condition] input", "LEAVE" + Keys.ENTER);
        browser.see("tbody tr:nth-child(27)");
        browser.gone("tbody tr:nth-child(28)");
        browser.click("[data-add-condition]");
        browser.select("[data-condition]:nth-of-type(2) .field", "欄位 days");
        browser.type("[aria-label='欄位 days, from']", "5");
        browser.type("[aria-label='欄位 days, to']", "9" + Keys.ENTER);
        browser.see("tbody tr:first-child", "Leave 9");
        assertThat(browser.texts(NUMBERS)).containsExactly("9", "7", "5");
        browser.expectUsable("ticket-search");

        browser.go(browser.address().substring(base().toString().length()));
        browser.see("tbody tr:nth-child(3)");
        assertThat(browser.texts(NUMBERS)).as("found again by its address").containsExactly("9", "7", "5");

        browser.click("[data-export=csv]");
        browser.see("[data-exported]");
        Path csv = Browser.kept(folder, ".csv");
        assertThat(Files.readString(csv))
                .startsWith(
                        "\uFEFFNumber,State,欄位 title,欄位 days,欄位 level,Opened by,Opened,Closed\r\n9,Open,Leave 9,9,low,")
                .hasLineCount(4);
        browser.click("[data-export=xlsx]");
        Path workbook = Browser.kept(folder, ".xlsx");
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            assertThat(new String(
                            zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))
                                    .readAllBytes(),
                            StandardCharsets.UTF_8))
                    .contains("Leave 7", "<v>7</v>")
                    .doesNotContain("Leave 11");
        }

        browser.clickButton("Reset");
        browser.see("tbody tr:nth-child(50)");
        browser.select("[data-condition] .field", "欄位 urgent");
        browser.select("[aria-label='Choice of 欄位 urgent']", "Yes");
        browser.clickButton("Search");
        browser.see("tbody tr:first-child", "Leave 7");
        assertThat(browser.texts(NUMBERS)).containsExactly("7");

        browser.select("[data-condition] .field", "Number");
        browser.type("[data-condition] input", "12" + Keys.ENTER);
        browser.see("tbody tr:first-child", "請假 12");
        assertThat(browser.texts(NUMBERS)).containsExactly("12");
    }

    @Test
    void where_there_is_nothing_the_page_says_what_to_do() {
        String empty = api().deployed(FlowBuilder.oneTask(text("title")));
        browser.signIn("flows/" + empty + "/tickets");
        browser.see(".empty", "還沒有單");
        browser.expectUsable("ticket-list-empty");

        browser.type("[data-condition] input", "沒有這樣的單" + Keys.ENTER);
        browser.see(".empty", "找不到符合的資料");
        browser.clickButton("重設");
        browser.see(".empty", "還沒有單");
        assertThat(browser.texts("[data-export]")).isEmpty();

        browser.go("flows/not-there/tickets");
        browser.see("[role=alert]", "not-there");
    }
}
