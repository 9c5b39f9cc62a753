package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where the database's disk is full, reading goes on: that a code or a session is in use is written down later. What was
 * accepted before waits until there is room again, however long that takes.
 */
class NoRoomToWriteIT extends BlackBox {

    private static final String OLD = "now() - interval '100 seconds'";

    private final String name = "reader-" + UUID.randomUUID();
    private final String user = "(select id from users where username = '" + name + "')";

    @AfterEach
    void there_is_room_again() {
        sql("drop trigger if exists no_room on security_code");
        sql("drop trigger if exists no_room on session");
        sql("drop trigger if exists no_room on ticket");
    }

    @Test
    void who_has_a_code_or_a_session_still_reads_and_its_use_is_written_down_when_there_is_room_again() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        api().role(name, flow, "view");
        api().user(name, List.of(), List.of(name));
        QuickClient client = QuickClient.login(base(), name, name);
        String cookie = Http.send(
                        "POST",
                        base().resolve("/api/v1/session"),
                        BodyPublishers.ofString(Text.json(Map.of("username", name, "password", name))),
                        "Content-Type",
                        "application/json",
                        "X-Requested-With",
                        "test")
                .header("Set-Cookie")
                .replaceAll(";.*", "");
        noRoom();

        assertThat(client.query(flow, no).status()).isEqualTo("200");
        assertThat(ticket(flow, no, cookie).http()).isEqualTo(200);

        assertThat(noted()).isZero();
        there_is_room_again();
        assertThat(client.query(flow, no).status()).isEqualTo("200");
        assertThat(ticket(flow, no, cookie).http()).isEqualTo(200);
        assertThat(noted()).isEqualTo(2);
    }

    @Test
    void what_was_accepted_is_not_given_up_while_there_is_no_room_for_its_ticket() {
        String flow = api().deployed(start(text("title"), file("paper"))
                .property("validation", "= true")
                .task("review", "審核")
                .end("end"));
        noRoomFor("ticket", "insert", "flow_id", count("select id from flow where api_path = '" + flow + "'"));
        MultipartBody body = new MultipartBody("b")
                .member("values", Text.json(Map.of("title", "accepted")))
                .part("Content-Disposition: form-data; name=\"paper\"; filename=\"a.txt\"", Text.utf8("paper"));
        Answer accepted = api().postMultipart("flows/" + flow + "/tickets", body);
        String submission = "" + accepted.json().get("submission");
        String job = " where task_name = 'validate-submission' and task_instance = '" + submission + "'";
        String tried = "select count(*) from scheduled_tasks" + job + " and last_success is not null and not picked";
        Eventually.get(() -> count(tried), jobs -> jobs == 1);

        sql("update scheduled_tasks set consecutive_failures = 9, last_success = null, execution_time = now()" + job);

        Eventually.get(() -> count(tried), jobs -> jobs == 1);
        assertThat(api().get("submissions/" + submission).json()).containsEntry("state", "validating");
        there_is_room_again();
        sql("update scheduled_tasks set execution_time = now()" + job);
        Eventually.get(() -> api().get("submissions/" + submission).json().get("state"), "opened"::equals);
        String no = "" + api().get("submissions/" + submission).json().get("dataNo");
        assertThat(api().values(flow, no)).containsEntry("title", "accepted");
        assertThat(api().attachments(flow, no)).hasSize(1);
    }

    /** For his rows alone: other tests have the same database. The error is PostgreSQL's own for a full disk. */
    private void noRoom() {
        sql("update security_code set used_at = " + OLD + " where user_id = " + user);
        sql("update session set used_at = " + OLD + " where user_id = " + user);
        for (String table : List.of("security_code", "session")) {
            noRoomFor(table, "update", "user_id", count("select " + user));
        }
    }

    private static void noRoomFor(String table, String change, String column, long id) {
        sql("create or replace function no_room() returns trigger language plpgsql as"
                + " 'begin raise exception using errcode = ''53100''; end'");
        sql("create trigger no_room before " + change + " on " + table + " for each row when (new." + column + " = "
                + id + ") execute function no_room()");
    }

    private long noted() {
        return count("select (select count(*) from security_code where user_id = " + user + " and used_at > " + OLD
                + ") + (select count(*) from session where user_id = " + user + " and used_at > " + OLD + ")");
    }

    private static Answer ticket(String flow, String no, String cookie) {
        return Http.send(
                "GET",
                base().resolve("/api/v1/flows/" + flow + "/tickets/" + no),
                BodyPublishers.noBody(),
                "Cookie",
                cookie);
    }
}
