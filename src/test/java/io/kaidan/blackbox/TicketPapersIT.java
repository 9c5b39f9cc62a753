package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people lay beside a ticket on its way: files and notes. */
class TicketPapersIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void people() {
        api().group("papers-desk");
        flow = api().deployed(start(text("title"))
                .task("review", "審核")
                .candidateGroups("papers-desk")
                .task("check", "覆核")
                .end("end"));
        api().role("papers-view", flow, "view");
        api().role("papers-modify", flow, "modify");
        api().user("papers-view", List.of(), List.of("papers-view"));
        api().user("papers-modify", List.of(), List.of("papers-modify"));
        api().user("papers-desk", List.of("papers-desk"), List.of());
        api().user("papers-none", List.of(), List.of());
    }

    @Test
    void files_come_to_a_ticket_that_is_there() {
        String no = admin().open(flow, Map.of("title", "x"));

        Answer answer = api().postMultipart(path(no, "attachments"), files("照片.png", "b.txt"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        assertThat(answer.list("attachments")).extracting(f -> f.get("name")).containsExactly("照片.png", "b.txt");
        assertThat(api().attachments(flow, no)).isEqualTo(answer.list("attachments"));
        List<?> history = (List<?>) api().ticket(flow, no).get("history");
        assertThat(Answer.object(history.get(history.size() - 1)))
                .containsEntry("event", "attached")
                .containsEntry("by", "admin");
    }

    @Test
    void who_may_modify_or_is_to_act_attaches_and_writes() {
        String no = admin().open(flow, Map.of("title", "x"));
        for (String[] who : new String[][] {
            {"papers-modify", "201"}, {"papers-desk", "201"}, {"papers-view", "403"}, {"papers-none", "404"}
        }) {
            Api api = new Api(base(), who[0], who[0]);
            int expected = Integer.parseInt(who[1]);
            assertThat(api.postMultipart(path(no, "attachments"), files("a.txt"))
                            .http())
                    .as(who[0])
                    .isEqualTo(expected);
            assertThat(api.post(path(no, "notes"), Map.of("content", who[0])).http())
                    .as(who[0])
                    .isEqualTo(expected);
        }
        assertThat(api().attachments(flow, no)).hasSize(2);
        admin().pushed(flow, admin().stop(flow, no), Map.of());

        Api desk = new Api(base(), "papers-desk", "papers-desk");
        assertThat(desk.post(path(no, "notes"), Map.of("content", "太晚了")).http())
                .as("he is done")
                .isEqualTo(404);
        assertThat(desk.get(path(no, "notes")).list("items")).hasSize(2);
        assertThat(new Api(base(), "papers-none", "papers-none")
                        .get(path(no, "notes"))
                        .http())
                .isEqualTo(404);
    }

    @Test
    void notes_are_read_in_the_order_in_which_they_were_written() {
        String no = admin().open(flow, Map.of("title", "x"));
        for (int i = 1; i <= 5; i++) {
            assertThat(api().post(path(no, "notes"), Map.of("content", "第 " + i + " 次\n致電"))
                            .http())
                    .isEqualTo(201);
        }

        Answer first = api().get(path(no, "notes") + "?limit=3");
        Answer second =
                api().get(path(no, "notes") + "?limit=3&cursor=" + first.json().get("next"));

        assertThat(first.list("items"))
                .extracting(n -> n.get("content"))
                .containsExactly("第 1 次\n致電", "第 2 次\n致電", "第 3 次\n致電");
        assertThat(first.list("items").get(0)).containsEntry("by", "admin").containsKeys("id", "at");
        assertThat(second.list("items")).hasSize(2);
        assertThat(second.json()).containsEntry("next", null);
    }

    @Test
    void what_cannot_be_is_refused() {
        String no = admin().open(flow, Map.of("title", "x"));

        assertThat(api().post(path(no, "notes"), Map.of("content", " ")).problems())
                .containsExactly("content:required");
        assertThat(api().post(path(no, "notes"), Map.of("content", "長".repeat(10_001)))
                        .problems())
                .containsExactly("content:length");
        assertThat(api().postMultipart(path(no, "attachments"), files()).problems())
                .containsExactly("files:required");
        assertThat(api().postMultipart(path("999999", "attachments"), files("a"))
                        .problems())
                .containsExactly("unknown_ticket");
        assertThat(api().get(path("999999", "notes")).problems()).containsExactly("unknown_ticket");
        for (String far : List.of("LTE", "OTk5OTk5OTk5OTk5OQ")) { // -1 and 9999999999999
            assertThat(api().get(path(no, "notes") + "?cursor=" + far).http()).isEqualTo(200);
        }
    }

    @Test
    void the_switches_of_the_flow_hold() {
        String own = api().deployed(start(text("title")).task("review", "審核").end("end"));
        String no = admin().open(own, Map.of("title", "x"));
        api().patch("flows/" + own, Map.of("attachments", false, "worklog", false));
        String ticket = "flows/" + own + "/tickets/" + no;

        assertThat(api().postMultipart(ticket + "/attachments", files("a")).problems())
                .containsExactly("attachments_disabled");
        assertThat(api().post(ticket + "/notes", Map.of("content", "x")).problems())
                .containsExactly("worklog_disabled");
        assertThat(api().get(ticket + "/notes").problems()).containsExactly("worklog_disabled");

        api().patch("flows/" + own, Map.of("attachments", true, "worklog", true, "api", false));
        assertThat(api().post(ticket + "/notes", Map.of("content", "x")).http())
                .as("the API switch is for the quick API")
                .isEqualTo(201);

        api().post(ticket + "/cancel", Map.of("reason", "x"));
        Answer closed = api().postMultipart(ticket + "/attachments", files("a"));
        assertThat(closed.http()).isEqualTo(409);
        assertThat(closed.problems()).containsExactly("ticket_closed");
    }

    private static String path(String no, String what) {
        return "flows/" + flow + "/tickets/" + no + "/" + what;
    }

    private static MultipartBody files(String... names) {
        MultipartBody body = MultipartBody.of(Map.of("x", "y"));
        for (String name : names) {
            body.part("Content-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"", Text.utf8(name));
        }
        return body;
    }
}
