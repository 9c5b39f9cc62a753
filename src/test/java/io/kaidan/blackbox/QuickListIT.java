package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.checklist;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §7: the tickets of a flow. */
class QuickListIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void tickets() {
        flow = api().deployed(oneTask(
                text("subject").header("title"), number("days"), text("note"), checklist("tags", "a", "b", "c")));
        admin().open(flow, Map.of("subject", "甲", "days", 9, "tags", List.of("a", "b")));
        admin().open(flow, Map.of("subject", "乙", "days", 10, "note", "100%"));
        String closed = admin().open(flow, Map.of("subject", "丙", "days", 2.5));
        admin().pushed(flow, admin().stop(flow, closed), Map.of());
    }

    private static Map<String, Object> condition(String column, String condition, Object value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("column", column);
        json.put("condition", condition);
        json.put("value", value);
        return json;
    }

    private static List<Object> numbers(Map<String, ?> asked) {
        Answer answer = admin().list(flow, asked);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.list("result").stream().map(row -> row.get("data_no")).toList();
    }

    @Test
    void a_waiting_ticket_is_told_in_all_its_columns() {
        String stop = admin().stop(flow, "1");

        Answer answer = admin().list(flow, Map.of("search_conditions", List.of(condition("data_no", "=", 1))));

        assertThat(answer.json()).containsOnlyKeys("status", "message", "result");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.message()).isEqualTo("查詢成功。");
        assertThat(answer.list("result")).singleElement().satisfies(row -> {
            assertThat(String.valueOf(row.get("id"))).isEqualTo(stop);
            assertThat(String.valueOf(row.get("init_data_id"))).isEqualTo(stop);
            assertThat((String) row.get("createtime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
            assertThat((String) row.get("updatetime")).isNotEmpty();
            assertThat((String) row.get("stoptime")).isNotEmpty();
            assertThat(row)
                    .containsEntry("flow_uuid", flow)
                    .containsEntry("data_no", 1)
                    .containsEntry("title", "甲")
                    .containsEntry("status", "")
                    .containsEntry("level", "")
                    .containsEntry("group", null)
                    .containsEntry("closed", false)
                    .containsEntry("running", false)
                    .containsEntry("error", false)
                    .containsEntry("error_message", null)
                    .containsEntry("history", false)
                    .containsEntry("is_child", false)
                    .containsEntry("stop_uuid", "review")
                    .containsEntry("stop_chart_text", "審核")
                    .containsEntry("create_user_id", "admin")
                    .containsEntry("update_user_id", "admin")
                    .containsEntry("subject", "甲")
                    .containsEntry("days", 9)
                    .containsEntry("note", null)
                    .containsEntry("tags", List.of("a", "b"))
                    .hasSize(25);
        });
    }

    @Test
    void a_closed_ticket_has_one_row_with_its_last_data_id() {
        List<Map<String, Object>> rows = admin().list(
                        flow, Map.of("search_conditions", List.of(condition("closed", "=", true))))
                .list("result");

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.get("id")).isNotNull().isEqualTo(row.get("init_data_id"));
            assertThat(row)
                    .containsEntry("data_no", 3)
                    .containsEntry("stop_uuid", null)
                    .containsEntry("stop_chart_text", null);
            assertThat(row.get("stoptime")).isNotNull();
        });
    }

    @Test
    void parallel_branches_have_a_row_each() {
        String parallel = api().deployed(start(text("title"))
                .parallel("split")
                .task("a", "甲")
                .candidateGroups("g1, g2")
                .parallel("join")
                .end("end")
                .from("split")
                .task("b", "乙")
                .to("join"));
        admin().open(parallel, Map.of("title", "沒有固定欄位"));

        List<Map<String, Object>> rows = admin().list(
                        parallel,
                        Map.of(
                                "search_columns",
                                List.of("stop_chart_text", "group", "title"),
                                "order_columns",
                                List.of("stop_uuid")))
                .list("result");

        assertThat(rows)
                .extracting(Map::toString)
                .containsExactly(
                        "{stop_chart_text=甲, group=g1,g2, title=沒有固定欄位}",
                        "{stop_chart_text=乙, group=null, title=沒有固定欄位}");
    }

    static List<List<Object>> conditions() {
        List<List<Object>> cases = new ArrayList<>();
        cases.add(List.of(condition("data_no", "=", 2), List.of(2)));
        cases.add(List.of(condition("data_no", "=", "2"), List.of(2)));
        cases.add(List.of(condition("data_no", ">", 1), List.of(2, 3)));
        cases.add(List.of(condition("data_no", "<", 2.5), List.of(1, 2)));
        cases.add(List.of(condition("data_no", "in", List.of(1, "3", 77)), List.of(1, 3)));
        cases.add(List.of(condition("data_no", "in", List.of()), List.of()));
        cases.add(List.of(condition("title", "=", "乙"), List.of(2)));
        cases.add(List.of(condition("title", "in", List.of("甲", "丙")), List.of(1, 3)));
        cases.add(List.of(condition("subject", "contains", "丙"), List.of(3)));
        cases.add(List.of(condition("days", ">", 9), List.of(2)));
        cases.add(List.of(condition("days", ">", "2.5"), List.of(1, 2)));
        cases.add(List.of(condition("days", "=", "10.0"), List.of(2)));
        cases.add(List.of(condition("days", "=", "' or true --"), List.of()));
        cases.add(List.of(condition("days", "=", 10), List.of(2)));
        cases.add(List.of(condition("subject", "=", "乙"), List.of(2)));
        cases.add(List.of(condition("tags", "=", "[\"a\", \"b\"]"), List.of(1)));
        cases.add(List.of(condition("tags", "=", "a"), List.of()));
        cases.add(List.of(condition("note", "contains", "%"), List.of(2)));
        cases.add(List.of(condition("note", "contains", "1_0"), List.of()));
        cases.add(List.of(condition("note", "=", "100%"), List.of(2)));
        cases.add(List.of(condition("note", "=", null), List.of(1, 3)));
        cases.add(List.of(condition("tags", "contains", "b"), List.of(1)));
        cases.add(List.of(condition("tags", "=", List.of("a", "b")), List.of(1)));
        cases.add(List.of(condition("closed", "=", "false"), List.of(1, 2)));
        cases.add(List.of(condition("createtime", ">", "2020-01-01"), List.of(1, 2, 3)));
        cases.add(List.of(condition("createtime", "<", "2020-01-01 10:00:00"), List.of()));
        cases.add(List.of(condition("create_user_id", "=", "admin"), List.of(1, 2, 3)));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void a_condition_chooses_and_excludes_rows(List<Object> of) {
        List<Integer> others = new ArrayList<>(List.of(1, 2, 3));
        others.removeAll((List<?>) of.get(1));

        assertThat(numbers(Map.of("search_conditions", List.of(of.get(0)), "order_columns", List.of("data_no"))))
                .isEqualTo(of.get(1));
        assertThat(numbers(Map.of("exclude_conditions", List.of(of.get(0)), "order_columns", List.of("data_no"))))
                .isEqualTo(others);
    }

    @Test
    void conditions_are_anded() {
        assertThat(numbers(Map.of(
                        "search_conditions", List.of(condition("data_no", ">", 1), condition("closed", "=", false)))))
                .containsExactly(2);
        assertThat(numbers(Map.of(
                        "exclude_conditions", List.of(condition("data_no", "=", 1), condition("closed", "=", true)))))
                .containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({"days, '3,1,2'", "-days, '2,1,3'", "-data_no, '3,2,1'", "-closed, '3,1,2'", "createtime, '1,2,3'"})
    void a_column_sorts(String column, String expected) {
        assertThat(numbers(Map.of("order_columns", List.of(column))).stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + "," + b))
                .hasValue(expected);
    }

    @Test
    void rows_come_by_their_data_id_and_those_without_one_last() {
        String mixed = api().deployed(start(number("n"))
                .exclusive("way")
                .when("= n > 0")
                .task("wait", "等")
                .end("done")
                .from("way")
                .otherwise()
                .end("none"));
        for (int n : List.of(0, 1, 0, 2)) {
            admin().open(mixed, Map.of("n", n));
        }
        String waits = admin().open(mixed, Map.of("n", 3));
        admin().pushed(mixed, admin().stop(mixed, "2"), Map.of());

        List<Map<String, Object>> rows = admin().list(mixed, Map.of()).list("result");

        assertThat(rows).extracting(row -> row.get("data_no")).containsExactly(2, 4, 5, 1, 3);
        assertThat(rows.subList(0, 3)).extracting(row -> row.get("id")).doesNotContainNull();
        assertThat(rows.subList(3, 5)).extracting(row -> row.get("id")).containsOnlyNulls();
        assertThat(waits).isEqualTo("5");
        for (int start = 0; start < 5; start++) {
            assertThat(admin().list(mixed, Map.of("start", start, "limit", start + 2))
                            .list("result"))
                    .isEqualTo(rows.subList(start, Math.min(5, start + 2)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 2", "1, 3, 2", "0, 100, 3", "1, 1, 0", "100, 100, 0", "5, 2, 0", "0, 0, 0", "0, 99999999999, 3"})
    void rows_from_start_up_to_limit_come(long start, long limit, int rows) {
        assertThat(numbers(Map.of("start", start, "limit", limit))).hasSize(rows);
        assertThat(numbers(Map.of("start", "" + start, "limit", "" + limit))).hasSize(rows);
    }

    @Test
    void a_hundred_rows_come_where_no_limit_is_told() {
        String many = api().deployed(oneTask(text("title")));
        admin().open(many, Map.of());
        sql("insert into ticket select 900000000 + flow_id * 1000 + n, flow_id, version_id, 1000 + n, 'CLOSED', values,"
                + " title, status, level, opened_by, opened_at, updated_by, updated_at, updated_at, version"
                + " from ticket, generate_series(1, 120) n where flow_id = (select id from flow where api_path = '"
                + many + "')");

        assertThat(admin().list(many, Map.of()).list("result")).hasSize(100);
        assertThat(admin().list(many, Map.of("start", 1, "limit", 100)).list("result"))
                .hasSize(99);
    }

    @Test
    void empty_texts_of_a_form_are_no_lists() {
        String form = "security=" + admin().code()
                + "&omflow_restapi=1&search_columns=&search_conditions=&exclude_conditions="
                + "&order_columns=&start=&limit=";
        String asked = "security=" + admin().code()
                + "&omflow_restapi=1&search_columns=%5B%22data_no%22%5D&order_columns=%5B%22-data_no%22%5D&limit=1";
        URI uri = base().resolve("/rest/flowmanage/api/omdata/list/" + flow);

        assertThat(admin().edit(uri, "application/x-www-form-urlencoded", Text.utf8(form))
                        .list("result"))
                .hasSize(3);
        assertThat(admin().edit(uri, "application/x-www-form-urlencoded", Text.utf8(asked))
                        .result())
                .isEqualTo(List.of(Map.of("data_no", 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "search_columns; nope; search_columns:unknown_column",
                "order_columns; -nope; order_columns:unknown_column",
                "order_columns; data_no desc; order_columns:unknown_column"
            })
    void an_unknown_column_is_a_failure(String member, String name, String problem) {
        Answer answer = admin().list(flow, Map.of(member, List.of(name)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).isEqualTo("查詢失敗。");
        assertThat(answer.result()).isEqualTo(List.of());
        assertThat(answer.problems()).containsExactly(problem);
    }

    @Test
    void every_condition_that_makes_no_sense_is_told() {
        Answer answer = admin().list(
                        flow,
                        Map.of(
                                "search_conditions",
                                List.of(
                                        condition("nope", "=", 1),
                                        condition("data_no", "like", 1),
                                        condition("data_no", ">", "x"),
                                        condition("data_no", "=", "1e999999999"),
                                        condition("data_no", "in", 1),
                                        condition("createtime", "=", "yesterday"),
                                        condition("closed", "=", "maybe"),
                                        condition("title", "=", Map.of()))));

        assertThat(answer.problems())
                .containsExactly(
                        "search_conditions:unknown_column",
                        "data_no:condition",
                        "data_no:type",
                        "data_no:type",
                        "data_no:type",
                        "createtime:type",
                        "closed:type",
                        "title:type");
        assertThat(admin().list(flow, Map.of("start", -1, "limit", "x")).problems())
                .containsExactly("start:range", "limit:type");
        assertThat(admin().list(flow, Map.of("search_conditions", List.of(1))).problems())
                .containsExactly("body");
        assertThat(admin().list(
                                flow,
                                Map.of(
                                        "search_conditions",
                                        List.of(condition("title", "in", Collections.nCopies(10001, "x")))))
                        .problems())
                .containsExactly("too_large");
        assertThat(admin().list("no-such-flow", Map.of()).problems()).containsExactly("unknown_flow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "modify", "delete"})
    void without_the_view_permission_nothing_is_listed(String permission) {
        String name = "quick-list-" + permission;
        api().role(name, flow, permission);
        api().user(name, List.of(), List.of(name));

        assertThat(QuickClient.login(base(), name, name).list(flow, Map.of()).json())
                .isEqualTo(Map.of("status", 403, "message", "您沒有權限進行此操作。"));
    }
}
