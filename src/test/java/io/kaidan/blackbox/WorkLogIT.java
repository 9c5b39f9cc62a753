package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §7: notes on a ticket, added and read, never changed. */
class WorkLogIT extends BlackBox {

    private static FlowBuilder oneTaskFor(String user) {
        return FlowBuilder.start(text("title"))
                .task("review", "審核")
                .assignee(user)
                .end("end");
    }

    @Test
    void a_note_is_kept_with_its_author_and_time() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        Answer written = admin().note(flow, no, "已聯絡廠商 🛠\n等零件");

        assertThat(written.status()).isEqualTo("200");
        assertThat(written.message()).isEqualTo("新增成功。");
        Answer read = admin().notes(flow, no);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.message()).isEqualTo("查詢成功。");
        assertThat(read.list("result")).singleElement().satisfies(row -> {
            assertThat("" + row.get("id")).isEqualTo(written.result());
            assertThat((String) row.get("createtime")).isNotEmpty();
            assertThat(row)
                    .containsEntry("flow_uuid", flow)
                    .containsEntry("data_no", Integer.valueOf(no))
                    .containsEntry("content", "已聯絡廠商 🛠\n等零件")
                    .containsEntry("create_user_id", "admin")
                    .hasSize(6);
        });
    }

    @Test
    void notes_come_in_the_order_they_were_written_and_only_those_of_the_ticket() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String other = admin().open(flow, Map.of());
        List.of("一", "二", "三").forEach(content -> admin().note(flow, no, content));
        admin().note(flow, other, "別的單");

        assertThat(admin().notes(flow, no).list("result"))
                .extracting(row -> row.get("content"))
                .containsExactly("一", "二", "三");
        assertThat(admin().post(
                                "flowmanage/api/omdata-worklog/list/",
                                Map.of(
                                        "api_path", flow,
                                        "data_no", Integer.valueOf(no),
                                        "search_columns", List.of("content"),
                                        "order_columns", List.of("-id"),
                                        "limit", 1))
                        .result())
                .isEqualTo(List.of(Map.of("content", "三")));
    }

    @Test
    void a_ticket_without_notes_has_an_empty_log_and_a_closed_one_takes_more() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        assertThat(admin().notes(flow, no).result()).isEqualTo(List.of());

        admin().pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(admin().note(flow, no, "結案後").status()).isEqualTo("200");
    }

    @Test
    void what_makes_no_sense_is_a_failure() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        Answer empty = admin().note(flow, no, " ");
        assertThat(empty.status()).isEqualTo("404");
        assertThat(empty.message()).isEqualTo("新增失敗。");
        assertThat(empty.problems()).containsExactly("content:required");
        assertThat(admin().note(flow, no, "x".repeat(10_001)).problems()).containsExactly("content:length");
        assertThat(admin().note(flow, no, "😀".repeat(10_000)).status()).isEqualTo("200");
        assertThat(admin().note(flow, "999999", "x").problems()).containsExactly("unknown_ticket");
        assertThat(admin().note(flow, "x", "x").problems()).containsExactly("unknown_ticket");
        assertThat(admin().note("no-such-flow", no, "x").problems()).containsExactly("unknown_flow");
        assertThat(admin().post("flowmanage/api/omdata-worklog/create/", Map.of("content", "x"))
                        .problems())
                .containsExactly("flow_uuid:required");
        assertThat(admin().post("flowmanage/api/omdata-worklog/list/", Map.of("flow_uuid", flow))
                        .problems())
                .containsExactly("data_no:required");
    }

    @Test
    void what_the_database_cannot_keep_is_refused() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        Map<String, Object> body = admin().queryBody(no);
        body.put("flow_uuid", flow);
        body.put("content", "a\u0000b");
        URI uri = base().resolve("/rest/flowmanage/api/omdata-worklog/create");
        MultipartBody multipart = MultipartBody.of(body);
        String urlencoded = "security=" + admin().code() + "&omflow_restapi=1&flow_uuid=" + flow + "&data_no=" + no
                + "&content=a%00b";

        assertThat(admin().edit(uri, QuickClient.JSON, Text.utf8(Text.json(body)))
                        .problems())
                .containsExactly("body");
        assertThat(admin().edit(uri, multipart.type(), multipart.bytes()).problems())
                .containsExactly("body");
        assertThat(admin().edit(uri, "application/x-www-form-urlencoded", Text.utf8(urlencoded))
                        .problems())
                .containsExactly("body");
    }

    @Test
    void the_switch_of_the_flow_closes_the_log() {
        String flow = api().deployed(oneTask(text("title")).flowProperty("worklog", "false"));
        String no = admin().open(flow, Map.of());

        assertThat(admin().note(flow, no, "x").problems()).containsExactly("worklog_disabled");
        assertThat(admin().notes(flow, no).problems()).containsExactly("worklog_disabled");

        api().patch("flows/" + flow, Map.of("worklog", true));

        assertThat(admin().note(flow, no, "x").status()).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({"view, 403, 200", "add, 403, 403", "modify, 200, 403", "delete, 403, 403"})
    void writing_takes_modify_and_reading_view(String permission, String write, int read) {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String name = "log-" + flow;
        api().role(name, flow, permission);
        api().user(name, List.of(), List.of(name));
        QuickClient user = QuickClient.login(base(), name, name);

        assertThat(user.note(flow, no, "x").status()).isEqualTo(write);
        assertThat(user.notes(flow, no).status()).isEqualTo(read);
        assertThat(user.notes(flow, "999999").status()).isEqualTo(read == 200 ? 404 : 403);
    }

    @Test
    void who_is_to_act_writes_and_reads_and_who_has_acted_reads() {
        api().user("log-actor", List.of(), List.of());
        String flow = api().deployed(oneTaskFor("log-actor"));
        String no = admin().open(flow, Map.of());
        QuickClient actor = QuickClient.login(base(), "log-actor", "log-actor");

        assertThat(actor.note(flow, no, "我來").status()).isEqualTo("200");
        actor.pushed(flow, admin().stop(flow, no), Map.of());

        assertThat(actor.note(flow, no, "補記").status()).isEqualTo("403");
        assertThat(actor.notes(flow, no).list("result")).hasSize(1);
    }
}
