package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Looking for tickets among more than are read in one call. */
class TicketSearchIT extends BlackBox {

    private static final int TICKETS = 120_000;

    private static String flow;

    /** The first is opened, the others are copies of it; every 40,000th has a remark. */
    @BeforeAll
    static void tickets() {
        flow = api().deployed(oneTask(text("title").header("title"), text("remark")));
        admin().open(flow, Map.of("title", "複本", "remark", "原本"));
        sql("""
                insert into ticket (id, flow_id, version_id, data_no, state, values, title, opened_by, opened_at, updated_by,
                    updated_at, version)
                select 1000000000 + i, t.flow_id, t.version_id, i, t.state, case when i %% 40000 = 0
                        then jsonb_build_object('title', t.title, 'remark', 'Nr. ' || i) else '{"title": "複本"}' end,
                    t.title, t.opened_by, t.opened_at + i * interval '1 second', t.updated_by, t.updated_at, 1
                from ticket t, generate_series(2, %d) i where t.flow_id = (select id from flow where api_path = '%s')""".formatted(TICKETS, flow));
        sql("analyze ticket");
    }

    @AfterAll
    static void gone() {
        sql("delete from ticket where id > 1000000000 and id <= 1000000000 + " + TICKETS);
    }

    @Test
    void a_search_that_must_read_goes_on_where_the_page_says_and_misses_none() {
        for (String sort : List.of("dataNo", "-dataNo", "openedAt", "-title")) {
            List<String> found = new ArrayList<>();
            int pages = 0;
            Object cursor = null;
            do {
                Map<String, Object> page = page("contains.remark=nR.&limit=2&sort=" + sort, cursor);
                Answer.objects(page.get("items")).forEach(i -> found.add((String) i.get("dataNo")));
                cursor = page.get("next");
                pages++;
            } while (cursor != null);

            assertThat(found).as(sort).containsExactlyInAnyOrder("40000", "80000", "120000");
            assertThat(pages).as("at most 100,000 are read in one call").isEqualTo(2);
        }
    }

    @Test
    void a_page_may_be_empty_and_yet_not_the_last() {
        Map<String, Object> page = page("contains.remark=" + "%E5%8E%9F%E6%9C%AC", null);

        assertThat(page.get("items")).isEqualTo(List.of());
        assertThat(page.get("next")).isNotNull();
    }

    @Test
    void a_value_is_found_at_once() {
        Map<String, Object> page = page("values.remark=" + "%E5%8E%9F%E6%9C%AC", null);

        assertThat(Answer.objects(page.get("items")))
                .extracting(i -> i.get("dataNo"))
                .containsExactly("1");
        assertThat(page).containsEntry("next", null);
    }

    @Test
    void a_value_is_found_at_once_however_often_values_are_looked_for() {
        String value = "values.remark=" + "%E5%8E%9F%E6%9C%AC";
        long before = read();
        for (int i = 0; i < 50; i++) {
            page(value, null);
        }
        assertThat(read() - before).as("tickets that the database has read").isLessThan(TICKETS);
    }

    private static long read() {
        return count("select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'ticket'");
    }

    @Test
    void an_export_has_them_all() {
        Answer csv = api().get("flows/" + flow + "/tickets/export?format=csv&column=dataNo&column=title&sort=dataNo");

        assertThat(csv.http()).isEqualTo(200);
        String[] rows = csv.text().split("\r\n");
        assertThat(rows).hasSize(TICKETS + 1);
        assertThat(rows[TICKETS]).isEqualTo(TICKETS + ",複本");
        assertThat(api().get("flows/" + flow + "/tickets/export?format=csv&column=dataNo&contains.remark=nr")
                        .text())
                .isEqualTo("\uFEFF單號\r\n120000\r\n80000\r\n40000\r\n");
    }

    private static Map<String, Object> page(String query, Object cursor) {
        Answer answer = api().get("flows/" + flow + "/tickets?" + query + (cursor == null ? "" : "&cursor=" + cursor));
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }
}
