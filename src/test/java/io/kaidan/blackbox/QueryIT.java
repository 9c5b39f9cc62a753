package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.select;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §4: where does a ticket wait? */
class QueryIT extends BlackBox {

    @Test
    void a_waiting_ticket_has_one_row_with_the_points_name() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        Answer answer = admin().query(flow, no);

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.json()).containsOnlyKeys("status", "message", "result");
        assertThat(answer.status()).isEqualTo("200");
        assertThat(answer.message()).isEqualTo("查詢成功。");
        assertThat(answer.list("result")).singleElement().satisfies(row -> {
            assertThat(row).containsOnlyKeys("data_id", "stop_chart_text").containsEntry("stop_chart_text", "審核");
            assertThat((String) row.get("data_id")).isNotBlank();
        });
    }

    @Test
    void parallel_branches_have_a_row_each() {
        String flow = api().deployed(start(text("title"))
                .parallel("split")
                .task("a", "甲")
                .parallel("join")
                .end("end")
                .from("split")
                .task("b", "乙")
                .to("join"));
        String no = admin().open(flow, Map.of());

        List<QuickClient.Stop> stops = admin().stops(flow, no);

        assertThat(stops).extracting(QuickClient.Stop::name).containsExactlyInAnyOrder("甲", "乙");
        assertThat(stops).extracting(QuickClient.Stop::dataId).doesNotHaveDuplicates();
    }

    @Test
    void a_closed_ticket_has_no_row() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        admin().pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(admin().query(flow, no).json())
                .isEqualTo(Map.of("status", "200", "message", "查詢成功。", "result", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999", "no-number", "-1", "99999999999999999999"})
    void an_unknown_ticket_has_no_row(String no) {
        String flow = api().deployed(oneTask(text("title")));

        assertThat(admin().query(flow, no).json())
                .isEqualTo(Map.of("status", "200", "message", "查詢成功。", "result", List.of()));
    }

    @Test
    void a_number_must_be_there() {
        String flow = api().deployed(oneTask(text("title")));
        admin().open(flow, Map.of());
        Map<String, Object> without = admin().queryBody("");
        without.remove("data_no");

        for (Answer answer : List.of(
                admin().query(flow, null),
                admin().query(flow, " "),
                admin().edit(admin().queryUri(flow), QuickClient.JSON, Text.utf8(Text.json(without))))) {
            assertThat(answer.status()).isEqualTo("404");
            assertThat(answer.message()).isEqualTo("查詢失敗。");
            assertThat(answer.problems()).containsExactly("data_no:required");
        }
        for (Object no : List.of(1.0, true, List.of(1), Map.of())) {
            assertThat(admin().query(flow, no).result()).as("%s", no).isEqualTo(List.of());
        }
    }

    @Test
    void the_number_may_be_a_number() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        assertThat(admin().query(flow, Long.valueOf(no)).list("result")).hasSize(1);
    }

    @Test
    void an_urlencoded_and_a_multipart_query_are_read_as_well() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String urlencoded = "security=" + URLEncoder.encode(admin().code(), StandardCharsets.UTF_8)
                + "&omflow_restapi=1&data_no=" + no;
        MultipartBody multipart = MultipartBody.of(admin().queryBody(no));

        Answer one = admin().edit(admin().queryUri(flow), "application/x-www-form-urlencoded", Text.utf8(urlencoded));
        Answer other = admin().edit(admin().queryUri(flow), multipart.type(), multipart.bytes());

        assertThat(one.list("result")).hasSize(1).isEqualTo(other.list("result"));
    }

    @Test
    void a_loop_back_has_a_new_data_id() {
        String flow = api().deployed(start(text("title"))
                .task("review", "審核", select("decision", "ok", "again"))
                .exclusive("decide")
                .when("= decision = \"again\"")
                .to("review")
                .from("decide")
                .otherwise()
                .end("end"));
        String no = admin().open(flow, Map.of());
        String first = admin().stop(flow, no);

        admin().pushed(flow, first, Map.of("decision", "again"));

        assertThat(admin().stop(flow, no)).isNotEqualTo(first);
        assertThat(admin().push(flow, first).problems()).containsExactly("already_pushed");
    }

    @Test
    void a_data_id_is_unique_over_all_flows() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);

        String first = admin().stop(one.apiPath(), admin().open(one.apiPath(), Map.of()));
        String second = admin().stop(other.apiPath(), admin().open(other.apiPath(), Map.of()));

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void the_number_counts_within_its_flow_only() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);
        String no = admin().open(one.apiPath(), Map.of());

        assertThat(admin().stops(other.apiPath(), no)).isEmpty();
    }

    @Test
    void an_unknown_flow_is_a_failure() {
        Answer answer = admin().query("no-such-flow", "1");

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo("查詢失敗。");
        assertThat(answer.problems()).containsExactly("unknown_flow");
    }
}
