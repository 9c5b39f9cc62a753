package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Administrators take a hand in open tickets; every act needs a reason, which stands in the history. */
class AdministrationIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void people() {
        FlowBuilder built = start(text("subject").required().header("title"), number("days"))
                .task("triage", "分派", text("note").required())
                .candidateGroups("adm-desk")
                .task("review", "審核")
                .assignee("adm-boss")
                .end("end");
        flow = api().deployed(built);
        api().group("adm-desk");
        api().group("adm-second");
        for (String permission : List.of("view", "add", "modify", "delete")) {
            api().role("adm-" + permission, flow, permission);
            api().user("adm-" + permission, List.of(), List.of("adm-" + permission));
        }
        api().user("adm-desk", List.of("adm-desk"), List.of());
        api().user("adm-boss", List.of(), List.of());
        api().user("adm-deputy", List.of(), List.of());
        api().user("adm-none", List.of(), List.of());
    }

    // cancel ---------------------------------------------------------------------------------------------------------

    @Test
    void a_cancelled_ticket_is_over_and_nobody_is_to_act_on_it() {
        String no = open();
        String stop = admin().stop(flow, no);
        int open = api().open(flow);

        Answer answer = act(no, "cancel", Map.of("reason", "開錯流程"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(api().ticket(flow, no)).containsEntry("state", "cancelled");
        assertThat(answer.json().get("closedAt")).isNotNull();
        assertThat(answer.list("workItems")).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("dataId", stop)
                .containsEntry("state", "cancelled")
                .containsEntry("doneBy", "admin"));
        assertThat(last(answer)).containsEntry("event", "cancelled").containsEntry("reason", "開錯流程");
        assertThat(admin().stops(flow, no)).isEmpty();
        assertThat(admin().push(flow, stop, Map.of("note", "x")).problems()).containsExactly("already_pushed");
        assertThat(api().open(flow)).isEqualTo(open - 1);
        assertThat(count(
                        "select count(*) from token k join ticket t on t.id = k.ticket_id join flow f on f.id = t.flow_id"
                                + " where f.api_path = '" + flow + "' and t.state = 'CANCELLED'"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "move", "values"})
    void a_ticket_that_is_over_stays_as_it_is(String act) {
        String cancelled = open();
        act(cancelled, "cancel", Map.of("reason", "不要了"));
        String closed = open();
        act(closed, "move", Map.of("from", "triage", "to", "end", "reason", "不用了"));

        for (String no : List.of(cancelled, closed)) {
            Map<String, Object> before = api().ticket(flow, no);
            Answer answer = act(no, act, body(act));

            assertThat(answer.http()).as("%s", answer).isEqualTo(409);
            assertThat(answer.problems()).containsExactly("ticket_closed");
            assertThat(api().ticket(flow, no)).isEqualTo(before);
        }
    }

    @Test
    void of_a_push_and_a_cancel_at_once_one_comes_after_the_other() throws Exception {
        for (int round = 0; round < 10; round++) {
            String no = open();
            String stop = admin().stop(flow, no);
            List<Callable<Answer>> both = List.of(
                    () -> admin().push(flow, stop, Map.of("note", "x")),
                    () -> act(no, "cancel", Map.of("reason", "同時")));

            List<Answer> answers;
            try (Together together = new Together(2)) {
                answers = together.run(both);
            }

            Answer push = answers.get(0);
            if (!push.status().equals("200")) {
                assertThat(push.problems()).containsExactly("already_pushed");
            }
            assertThat(answers.get(1).http()).isEqualTo(200);
            assertThat(api().ticket(flow, no)).containsEntry("state", "cancelled");
            assertThat(admin().stops(flow, no)).isEmpty();
        }
    }

    // move -----------------------------------------------------------------------------------------------------------

    @Test
    void a_moved_token_waits_at_the_target() {
        String no = open();
        String stop = admin().stop(flow, no);

        Answer answer = act(no, "move", Map.of("from", "triage", "to", "review", "reason", "已電話確認"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.list("workItems"))
                .extracting(i -> i.get("node") + " " + i.get("state"))
                .containsExactly("triage cancelled", "review open");
        assertThat(last(answer))
                .containsEntry("event", "moved")
                .containsEntry("by", "admin")
                .containsEntry("node", "triage")
                .containsEntry("changes", Map.of("node", List.of("triage", "review")))
                .containsEntry("reason", "已電話確認");
        assertThat(admin().push(flow, stop, Map.of("note", "x")).problems()).containsExactly("already_pushed");
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void a_token_moves_back_to_the_node_where_it_was() {
        String no = open();
        admin().pushed(flow, admin().stop(flow, no), Map.of("note", "x"));

        act(no, "move", Map.of("from", "review", "to", "triage", "reason", "重新分派"));

        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly("分派");
    }

    @ParameterizedTest
    @CsvSource({"review,triage,from:not_waiting", "triage,lost,to:unknown_node", "triage,start,to:no_way_in"})
    void a_token_moves_from_where_it_waits_to_where_it_can(String from, String to, String problem) {
        String no = open();
        Map<String, Object> before = api().ticket(flow, no);

        Answer answer = act(no, "move", Map.of("from", from, "to", to, "reason", "試試"));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactly(problem);
        assertThat(api().ticket(flow, no)).isEqualTo(before);
    }

    // values ---------------------------------------------------------------------------------------------------------

    @Test
    void values_of_any_form_are_corrected() {
        String no = open();
        String stop = admin().stop(flow, no);

        Answer answer = act(no, "values", Map.of("values", Map.of("subject", "印表機", "note", "補"), "reason", "打錯字"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("title", "印表機")
                .containsEntry("values", Map.of("subject", "印表機", "days", 3, "note", "補"));
        Map<String, Object> event = last(answer);
        assertThat(event).containsEntry("event", "set").containsEntry("reason", "打錯字");
        Map<String, Object> changes = new HashMap<>();
        changes.put("subject", List.of("影印機", "印表機"));
        List<Object> note = new ArrayList<>();
        note.add(null);
        note.add("補");
        changes.put("note", note);
        assertThat(event.get("changes")).isEqualTo(changes);
        assertThat(admin().stop(flow, no)).as("no token moves").isEqualTo(stop);
        admin().pushed(flow, stop, Map.of());
    }

    @Test
    void values_that_are_wrong_are_refused_all_at_once() {
        String no = open();

        Answer answer = act(no, "values", Map.of("values", Map.of("subject", "", "days", "多", "lost", 1), "why", 1));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems())
                .containsExactlyInAnyOrder(
                        "why:unknown_member", "reason:required", "subject:required", "days:type", "lost:unknown_field");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("subject", "影印機", "days", 3));
    }

    // assign ---------------------------------------------------------------------------------------------------------

    @Test
    void a_reassigned_work_item_is_for_others() {
        String no = open();
        String stop = admin().stop(flow, no);

        Answer answer = assign(api(), no, stop, Map.of("assignee", "adm-deputy", "reason", "休假"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.list("workItems")).singleElement().satisfies(item -> assertThat(item)
                .containsEntry("dataId", stop)
                .containsEntry("assignee", "adm-deputy")
                .containsEntry("candidateUsers", List.of())
                .containsEntry("candidateGroups", List.of("adm-desk")));
        assertThat(last(answer))
                .containsEntry("event", "assigned")
                .containsEntry("node", "triage")
                .containsEntry("reason", "休假");

        Map<String, Object> body = new HashMap<>(Map.of("candidateUsers", List.of("adm-boss"), "reason", "改派"));
        body.put("assignee", null);
        body.put("candidateGroups", List.of("adm-second"));
        assertThat(last(assign(api(), no, stop, body)).get("changes"))
                .isEqualTo(changes(
                        "assignee",
                        "adm-deputy",
                        null,
                        "candidateUsers",
                        List.of(),
                        List.of("adm-boss"),
                        "candidateGroups",
                        List.of("adm-desk"),
                        List.of("adm-second")));
        assertThat(login("adm-desk").push(flow, stop, Map.of("note", "x")).status())
                .isEqualTo("403");
        login("adm-boss").pushed(flow, stop, Map.of("note", "x"));
        assertThat(assign(api(), no, stop, body).problems()).containsExactly("already_pushed");
    }

    @Test
    void its_present_assignee_may_hand_it_on_and_no_candidate() {
        String no = open();
        String triage = admin().stop(flow, no);
        Map<String, Object> body = Map.of("assignee", "adm-deputy", "reason", "請代理");
        assertThat(assign(as("adm-desk"), no, triage, body).http()).isEqualTo(404);
        admin().pushed(flow, triage, Map.of("note", "x"));
        String review = admin().stop(flow, no);

        Answer answer = assign(as("adm-boss"), no, review, body);

        assertThat(answer.http()).as("done, and no longer to be seen by him").isEqualTo(204);
        assertThat(assign(as("adm-boss"), no, review, body).http()).isEqualTo(404);
        login("adm-deputy").pushed(flow, review, Map.of());
    }

    @Test
    void whom_there_is_not_cannot_act() {
        String no = open();
        String stop = admin().stop(flow, no);
        Map<String, Object> lost = Map.of(
                "assignee", "lost", "candidateUsers", List.of("admin", "gone"), "candidateGroups", List.of("none"));

        Answer answer = assign(api(), no, stop, lost);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems())
                .containsExactlyInAnyOrder(
                        "reason:required",
                        "assignee:unknown_user",
                        "candidateUsers:unknown_user",
                        "candidateGroups:unknown_group");
        assertThat(assign(api(), no, stop, Map.of("reason", "x")).problems()).containsExactly("assignee:required");
        assertThat(assign(api(), no, stop, Map.of("assignee", 1, "candidateUsers", "x", "reason", "x"))
                        .problems())
                .containsExactlyInAnyOrder("assignee:type", "candidateUsers:type");
    }

    @Test
    void a_work_item_belongs_to_its_ticket() {
        String one = open();
        String other = open();
        Map<String, Object> body = Map.of("assignee", "adm-boss", "reason", "x");

        for (String dataId : List.of(admin().stop(flow, other), "999999999", "nonsense")) {
            Answer answer = assign(api(), one, dataId, body);
            assertThat(answer.http()).isEqualTo(404);
            assertThat(answer.problems()).containsExactly("unknown_work_item");
        }
    }

    // who, and why ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "adm-view, 403, 403",
        "adm-add, 403, 403",
        "adm-delete, 403, 403",
        "adm-none, 404, 404",
        "adm-modify, 204, 204"
    })
    void an_act_answers_by_permission(String name, int http, int assigned) {
        for (String act : List.of("cancel", "move", "values")) {
            String no = open();
            int lines = history(no).size();
            Answer answer = as(name).post("flows/" + flow + "/tickets/" + no + "/" + act, body(act));
            assertThat(answer.http()).as(act).isEqualTo(http);
            assertThat(history(no)).hasSize(http == 204 ? lines + 1 : lines);
        }
        String no = open();
        assertThat(assign(as(name), no, admin().stop(flow, no), Map.of("assignee", "admin", "reason", "x"))
                        .http())
                .isEqualTo(assigned);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "move", "values"})
    void every_act_needs_a_reason(String act) {
        String no = open();
        Map<String, Object> body = body(act);

        body.remove("reason");
        assertThat(act(no, act, body).problems()).containsExactly("reason:required");
        body.put("reason", " \n");
        assertThat(act(no, act, body).problems()).containsExactly("reason:required");
        body.put("reason", "長".repeat(4_001));
        assertThat(act(no, act, body).problems()).containsExactly("reason:length");
        body.put("reason", List.of());
        assertThat(act(no, act, body).problems()).containsExactly("reason:type");

        assertThat(act(no, act, Map.of()).problems()).contains("reason:required");
        assertThat(act("999999", act, body(act)).http()).isEqualTo(404);
        assertThat(act("nonsense", act, body(act)).http()).isEqualTo(404);
    }

    @Test
    void tickets_of_an_application_that_was_taken_off_can_only_be_read() {
        String other =
                api().deployed(start(text("subject")).task("review", "審核").end("end"));
        String no = admin().open(other, Map.of());
        api().delete("applications/app%20" + other);

        Answer answer = api().post("flows/" + other + "/tickets/" + no + "/cancel", Map.of("reason", "x"));

        assertThat(answer.problems()).containsExactly("flow_undeployed");
        assertThat(api().ticket(other, no)).containsEntry("state", "open");
    }

    private static String open() {
        return admin().open(flow, Map.of("subject", "影印機", "days", 3));
    }

    /** A body with which the act succeeds on a new ticket. */
    private static Map<String, Object> body(String act) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "必要"));
        if (act.equals("move")) {
            body.putAll(Map.of("from", "triage", "to", "review"));
        } else if (act.equals("values")) {
            body.put("values", Map.of("days", 4));
        }
        return body;
    }

    private static Answer act(String no, String act, Map<String, ?> body) {
        return api().post("flows/" + flow + "/tickets/" + no + "/" + act, body);
    }

    private static Answer assign(Api caller, String no, String dataId, Map<String, ?> body) {
        return caller.post("flows/" + flow + "/tickets/" + no + "/work-items/" + dataId + "/assign", body);
    }

    private static Api as(String name) {
        return new Api(base(), name, name);
    }

    private static QuickClient login(String name) {
        return QuickClient.login(base(), name, name);
    }

    private static List<?> history(String no) {
        return (List<?>) api().ticket(flow, no).get("history");
    }

    private static Map<String, Object> last(Answer answer) {
        List<Map<String, Object>> history = answer.list("history");
        return history.get(history.size() - 1);
    }

    /** Name, before, after, and so on. */
    private static Map<String, Object> changes(Object... given) {
        Map<String, Object> changes = new HashMap<>();
        for (int i = 0; i < given.length; i += 3) {
            List<Object> pair = new ArrayList<>();
            pair.add(given[i + 1]);
            pair.add(given[i + 2]);
            changes.put((String) given[i], pair);
        }
        return changes;
    }
}
