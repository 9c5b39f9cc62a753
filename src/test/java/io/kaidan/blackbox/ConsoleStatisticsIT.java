package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statistics of a flow in a browser: where its tickets wait, on the drawing and in words. */
class ConsoleStatisticsIT extends BlackBox {

    private static final Path DEMO = Path.of("src/main/demo/service-management");

    private final String flow = "leave-" + UUID.randomUUID().toString().substring(0, 8);
    private Browser browser;

    @BeforeEach
    void given_a_flow_with_a_drawing_and_a_browser() throws IOException {
        browser = Browser.fresh(base());
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("application.json", Text.utf8(Text.json(Map.of("name", "請假 " + flow))));
        try (Stream<Path> demo = Files.list(DEMO)) {
            for (Path form : demo.filter(file -> file.getFileName().toString().matches("leave-.*\\.form"))
                    .toList()) {
                files.put(form.getFileName().toString(), Files.readAllBytes(form));
            }
        }
        String drawing =
                Files.readString(DEMO.resolve("leave-request.bpmn")).replace("\"leave-request\"", "\"" + flow + "\"");
        files.put("leave.bpmn", Text.utf8(drawing));
        Answer answer = api().deploy(files);
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
    }

    @AfterEach
    void the_page_has_not_complained() {
        if (browser != null) {
            assertThat(browser.complaints("status of 401", "status of 422")).isEmpty();
        }
    }

    @Test
    void the_drawing_shows_where_tickets_wait_and_the_table_says_the_same() {
        given_a_month_of_leaves();
        browser.signIn("applications/" + "請假%20" + flow);
        browser.click("a[href$='/" + flow + "/statistics']");

        browser.see("h1", "請假申請：統計");
        browser.see("[data-element-id=director_review].heat");
        assertThat(browser.texts(".heat-note")).containsExactlyInAnyOrder("6 小時", "2.5 天", "30 分鐘");
        browser.see("[data-node=manager_review]", "6 小時");
        assertThat(browser.texts("[data-node=manager_review] td").subList(0, 2)).containsExactly("60", "60");
        assertThat(browser.texts(".numbers dd").subList(0, 2)).containsExactly("60", "60");
        browser.expectUsable("statistics");

        browser.select("[data-measure]", "到達次數");
        browser.see(".heat-note", "60");
        assertThat(browser.texts(".heat-note")).containsExactlyInAnyOrder("60", "20", "60");
        browser.click("details summary");
        assertThat(browser.texts("details[open] tbody tr")).hasSize(30);
        browser.click("details summary");
        browser.run("document.querySelector('.charts').scrollIntoView()");
        browser.expectUsable("statistics-charts");
    }

    @Test
    void in_english_a_period_is_chosen_and_kept_in_the_address() {
        given_a_month_of_leaves();
        browser.signIn("flows/" + flow + "/statistics?from=2020-01-01&to=2020-01-31");
        browser.select("#language", "English");

        browser.see(".empty", "No ticket came by in this period");
        browser.click("[data-days='366']");
        browser.see("[data-node=director_review]", "2.5 days");
        assertThat(browser.attribute("[data-days='366']", "aria-pressed")).isEqualTo("true");
        assertThat(browser.address()).contains("/statistics?from=20");
        browser.run("document.querySelector('[data-from]').value = '2020-01-01'");
        browser.run("document.querySelector('[data-from]').dispatchEvent(new Event('input'))");
        browser.click(".filters [type=submit]");
        browser.see("[role=alert]", "366");
        browser.see("[data-node=director_review]", "2.5 days");
    }

    /** Written into the database: sixty tickets in thirty days, of which every third was long and went to the director. */
    private void given_a_month_of_leaves() {
        sql("""
                insert into ticket (id, flow_id, version_id, data_no, state, values, title, opened_by, opened_at,
                                    updated_by, updated_at, closed_at, version)
                select nextval('ticket_seq'), f.id, f.version_id, 1000 + n, 'CLOSED', '{}', 'n', 'amy', x.at, 'amy', x.at,
                       x.at + interval '6 hours' + interval '30 minutes'
                       + case when (1000 + n) %% 3 = 1 then interval '60 hours' else interval '0' end, 3
                  from flow f, generate_series(0, 59) n,
                       lateral (select now() - interval '27 days' + n * interval '10 hours' as at) x
                 where f.api_path = '%s'""".formatted(flow));
        stops("manager_review", "主管審核", "0 hours", "6 hours", "");
        stops("director_review", "上級主管審核", "6 hours", "66 hours", " and t.data_no % 3 = 1");
        stops("record", "人資登錄", "0 hours", "30 minutes", "");
    }

    private void stops(String node, String name, String from, String to, String which) {
        sql(
                "insert into work_item (id, ticket_id, token_id, node, name, state, candidate_users, candidate_groups, since,"
                        + " done_at, done_by) select nextval('work_item_seq'), t.id, 0, '" + node + "', '" + name
                        + "', 'done', '[]', '[]', t.opened_at + interval '" + from + "', t.opened_at + interval '" + to
                        + "', 'amy' from ticket t join flow f on f.id = t.flow_id where f.api_path = '" + flow + "'"
                        + which);
    }
}
