package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tickets that are opened and pushed over {@code /api/v1}, as people do in the console. */
class TicketFormsIT extends BlackBox {

    private static final String PNG =
            "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/png";

    private static String flow;

    @BeforeAll
    static void deploy() {
        flow = api().deployed(start(
                        text("title").required(),
                        number("amount"),
                        file("receipt").with("accept", ".png"))
                .task("review", "審核", text("note").required(), file("proof"))
                .property("action1.label", "核准")
                .property("action1.set", "={note: \"好\"}")
                .assignee("forms-assignee")
                .task("archive", "歸檔")
                .candidateGroups("forms-desk")
                .end("end"));
        api().group("forms-desk");
        for (String permission : List.of("view", "add", "modify", "delete")) {
            api().role("forms-" + permission, flow, permission);
            api().user("forms-" + permission, List.of(), List.of("forms-" + permission));
        }
        api().user("forms-none", List.of(), List.of());
        api().user("forms-assignee", List.of(), List.of());
        api().user("forms-desk", List.of("forms-desk"), List.of());
    }

    @Test
    void a_ticket_is_opened_and_its_place_is_told() {
        Answer opened = open(api(), Map.of("title", "請假", "amount", "3"));

        assertThat(opened.http()).as("%s", opened).isEqualTo(201);
        String no = (String) opened.json().get("dataNo");
        assertThat(opened.header("Location")).isEqualTo(base() + "api/v1/flows/" + flow + "/tickets/" + no);
        assertThat(api().values(flow, no)).containsEntry("title", "請假").containsEntry("amount", 3);
    }

    @Test
    void what_is_wrong_is_told_all_at_once_and_nothing_stays() {
        int before = api().open(flow);

        Answer refused = open(api(), Map.of("amount", "viele", "colour", "red"));

        assertThat(refused.http()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.problems())
                .containsExactlyInAnyOrder("title:required", "amount:type", "colour:unknown_field");
        assertThat(api().open(flow)).isEqualTo(before);
    }

    @Test
    void files_come_with_it_those_of_the_ticket_and_those_of_its_fields() {
        MultipartBody body = new MultipartBody("b0undary")
                .member("values", Text.json(Map.of("title", "附件")))
                .part(PNG.formatted("files", "說明.png"), new byte[] {1})
                .part(PNG.formatted("files", "b.png"), new byte[] {1, 2})
                .part(PNG.formatted("receipt", "收據.png"), new byte[] {1, 2, 3});

        Answer opened = api().postMultipart("flows/" + flow + "/tickets", body);

        assertThat(opened.http()).as("%s", opened).isEqualTo(201);
        assertThat(api().attachments(flow, (String) opened.json().get("dataNo")))
                .extracting(a -> a.get("name") + " " + a.get("size") + " " + a.get("field"))
                .containsExactlyInAnyOrder("說明.png 1 null", "b.png 2 null", "收據.png 3 receipt");
    }

    @Test
    void a_part_that_belongs_nowhere_is_refused() {
        MultipartBody body = new MultipartBody("b0undary")
                .member("values", Text.json(Map.of("title", "x")))
                .member("wert", "1")
                .part(PNG.formatted("photo", "a.png"), new byte[] {1})
                .part(PNG.formatted("receipt", "a.pdf"), new byte[] {1});

        Answer refused = api().postMultipart("flows/" + flow + "/tickets", body);

        assertThat(refused.http()).isEqualTo(422);
        assertThat(refused.problems())
                .containsExactlyInAnyOrder("wert:unknown_member", "photo:unknown_field", "receipt:format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"values\":", "nichts"})
    void values_that_are_no_object_are_a_bad_body(String values) {
        MultipartBody body = new MultipartBody("b0undary").member("values", values);

        Answer refused = api().postMultipart("flows/" + flow + "/tickets", body);

        assertThat(refused.http()).isEqualTo(400);
        assertThat(refused.problems()).containsExactly("body");
    }

    @Test
    void values_that_no_database_takes_are_a_bad_body() {
        Answer refused = api().postText("flows/" + flow + "/tickets", "{\"values\":{\"title\":\"a\\u0000b\"}}");

        assertThat(refused.http()).isEqualTo(400);
    }

    @Test
    void the_switch_of_the_quick_api_has_no_say_but_that_of_attachments_has() {
        String closed = api().deployed(oneTask(text("title"))
                .from("start")
                .flowProperty("api", "false")
                .flowProperty("attachments", "false"));

        Answer opened = api().post("flows/" + closed + "/tickets", Map.of("values", Map.of("title", "x")));
        Answer refused = api().postMultipart(
                        "flows/" + closed + "/tickets",
                        new MultipartBody("b0undary").part(PNG.formatted("files", "a.png"), new byte[] {1}));

        assertThat(opened.http()).as("%s", opened).isEqualTo(201);
        assertThat(refused.problems()).containsExactly("attachments_disabled");
        String no = (String) opened.json().get("dataNo");
        assertThat(push(api(), closed, no, stop(closed, no), Map.of()).http()).isEqualTo(200);
    }

    @Test
    void a_start_with_a_validation_is_submitted_and_its_outcome_can_be_asked_for() {
        String checked = api().deployed(oneTask(text("title"))
                .from("start")
                .property("validation", "=if title = \"gut\" then true else \"標題不對\""));

        Answer good = api().post("flows/" + checked + "/tickets", Map.of("values", Map.of("title", "gut")));
        Answer bad = api().post("flows/" + checked + "/tickets", Map.of("values", Map.of("title", "x")));

        assertThat(good.http()).as("%s", good).isEqualTo(202);
        assertThat(decided(good)).containsEntry("state", "opened").containsEntry("dataNo", "1");
        Map<String, Object> refused = decided(bad);
        assertThat(refused).containsEntry("state", "refused").containsEntry("messages", List.of("標題不對"));
        assertThat(Answer.objects(refused.get("errors")))
                .extracting(e -> e.get("code"))
                .containsExactly("validation");
        String place = "submissions/" + bad.json().get("submission");
        assertThat(bad.header("Location")).isEqualTo(base() + "api/v1/" + place);
        assertThat(as("forms-add").get(place).problems()).containsExactly("unknown_submission");
        assertThat(api().get("submissions/x").http()).isEqualTo(404);
    }

    @Test
    void a_push_changes_what_it_sends_and_tells_what_the_ticket_is_then() {
        String no = opened();

        Answer first = push(api(), flow, no, stop(flow, no), Map.of("note", "可以"));
        Answer second = push(api(), flow, no, stop(flow, no), Map.of());

        assertThat(first.json()).as("%s", first).isEqualTo(Map.of("dataNo", no, "state", "open"));
        assertThat(second.json()).isEqualTo(Map.of("dataNo", no, "state", "closed"));
        assertThat(api().values(flow, no)).containsEntry("note", "可以").containsEntry("title", "x");
    }

    @Test
    void a_refused_push_leaves_the_stop_as_it_is() {
        String no = opened();
        String stop = stop(flow, no);

        Answer refused = push(api(), flow, no, stop, Map.of("wrong", 1));

        assertThat(refused.http()).isEqualTo(422);
        assertThat(refused.problems()).containsExactlyInAnyOrder("note:required", "wrong:unknown_field");
        assertThat(stop(flow, no)).isEqualTo(stop);
    }

    @Test
    void a_quick_action_pushes_with_what_the_design_set() {
        String no = opened();
        String path = item(flow, no, stop(flow, no));

        assertThat(api().post(path + "/push", Map.of("quickAction", "action2")).problems())
                .containsExactly("quick_action");
        Answer pushed = api().post(path + "/push", Map.of("quickAction", "action1"));

        assertThat(pushed.http()).as("%s", pushed).isEqualTo(200);
        assertThat(api().values(flow, no)).containsEntry("note", "好");
    }

    @Test
    void a_push_brings_files() {
        String no = opened();
        MultipartBody body = new MultipartBody("b0undary")
                .member("values", Text.json(Map.of("note", "見附件")))
                .part(PNG.formatted("proof", "證明.png"), new byte[] {1});

        Answer pushed = api().postMultipart(item(flow, no, stop(flow, no)) + "/push", body);

        assertThat(pushed.http()).as("%s", pushed).isEqualTo(200);
        assertThat(api().attachments(flow, no)).extracting(a -> a.get("field")).containsExactly("proof");
    }

    @Test
    void of_several_pushes_one_succeeds() throws Exception {
        String no = opened();
        String stop = stop(flow, no);

        try (Together people = new Together(8)) {
            Callable<Integer> push =
                    () -> push(api(), flow, no, stop, Map.of("note", "x")).http();
            assertThat(people.run(Collections.nCopies(8, push)))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 409);
        }
        assertThat(push(api(), flow, no, stop, Map.of()).problems()).containsExactly("already_pushed");
        assertThat(api().get(item(flow, no, stop) + "/form").problems()).containsExactly("already_pushed");
    }

    @Test
    void a_stop_of_another_ticket_is_none_of_this_one() {
        String one = opened();
        String other = opened();

        assertThat(push(api(), flow, one, stop(flow, other), Map.of("note", "x"))
                        .problems())
                .containsExactly("unknown_work_item");
        assertThat(api().get(item(flow, one, stop(flow, other)) + "/form").problems())
                .containsExactly("unknown_work_item");
    }

    @Test
    void forms_are_shown_with_the_values_that_stand_in_them() {
        String no = opened();
        Map<String, Object> start = api().get("flows/" + flow + "/form").json();
        Map<String, Object> ticket =
                api().get("flows/" + flow + "/tickets/" + no + "/form").json();
        Map<String, Object> stop =
                api().get(item(flow, no, stop(flow, no)) + "/form").json();

        assertThat(start)
                .containsEntry("enabled", true)
                .containsEntry("attachments", true)
                .containsEntry("values", Map.of());
        assertThat(keys(start)).containsExactly("title", "amount", "receipt");
        assertThat(keys(ticket)).containsExactly("title", "amount", "receipt");
        assertThat(ticket).containsEntry("values", Map.of("title", "x"));
        assertThat(keys(stop)).containsExactly("note", "proof");
        assertThat(stop)
                .containsEntry("name", "審核")
                .containsEntry("values", Map.of("title", "x"))
                .containsEntry("quickActions", List.of(Map.of("name", "action1", "label", "核准")));
    }

    @ParameterizedTest
    @CsvSource({
        "forms-view,     403, 403, 403, 403, 200, 200",
        "forms-add,      201, 403, 403, 200, 403, 403",
        "forms-modify,   403, 200, 200, 403, 403, 403",
        "forms-delete,   403, 403, 403, 403, 403, 403",
        "forms-none,     404, 404, 404, 404, 404, 404",
        "forms-assignee, 404, 200, 404, 404, 200, 200",
        "forms-desk,     404, 404, 200, 404, 404, 404",
        "admin,          201, 200, 200, 200, 200, 200"
    })
    void a_call_answers_by_permission(
            String name, int create, int pushFirst, int pushSecond, int startForm, int ticketForm, int stopForm) {
        Api user = name.equals("admin") ? api() : as(name);
        String no = opened();
        String first = stop(flow, no);

        assertThat(open(user, Map.of("title", "x")).http()).as("create").isEqualTo(create);
        assertThat(user.get("flows/" + flow + "/form").http()).as("start form").isEqualTo(startForm);
        assertThat(user.get("flows/" + flow + "/tickets/" + no + "/form").http())
                .as("ticket form")
                .isEqualTo(ticketForm);
        assertThat(user.get(item(flow, no, first) + "/form").http())
                .as("stop form")
                .isEqualTo(stopForm);
        assertThat(push(user, flow, no, first, Map.of("note", "x")).http())
                .as("push")
                .isEqualTo(pushFirst);
        if (pushFirst != 200) {
            push(api(), flow, no, first, Map.of("note", "x"));
        }
        assertThat(push(user, flow, no, stop(flow, no), Map.of()).http())
                .as("push of the group's")
                .isEqualTo(pushSecond);
    }

    @Test
    void who_may_do_nothing_with_a_flow_cannot_tell_it_from_none() {
        String no = opened();
        Api none = as("forms-none");
        String stop = stop(flow, no);

        for (String dataId : List.of(stop, "999999999")) {
            assertThat(push(none, flow, no, dataId, Map.of()).text())
                    .isEqualTo(push(none, "no-such-flow", no, dataId, Map.of())
                            .text()
                            .replace("no-such-flow", flow));
        }
        assertThat(open(none, Map.of()).problems()).containsExactly("unknown_flow");
    }

    private static Api as(String name) {
        return new Api(base(), name, name);
    }

    private static Answer open(Api user, Map<String, ?> values) {
        return user.post("flows/" + flow + "/tickets", Map.of("values", values));
    }

    private static String opened() {
        return (String) open(api(), Map.of("title", "x")).json().get("dataNo");
    }

    private static String stop(String flow, String no) {
        List<Map<String, Object>> waiting = Answer.objects(
                        api().ticket(flow, no).get("workItems"))
                .stream()
                .filter(item -> item.get("state").equals("open"))
                .toList();
        assertThat(waiting).hasSize(1);
        return (String) waiting.get(0).get("dataId");
    }

    private static String item(String flow, String no, String dataId) {
        return "flows/" + flow + "/tickets/" + no + "/work-items/" + dataId;
    }

    private static Answer push(Api user, String flow, String no, String dataId, Map<String, ?> values) {
        return user.post(item(flow, no, dataId) + "/push", Map.of("values", values));
    }

    private static Map<String, Object> decided(Answer submitted) {
        return Eventually.get(
                () -> api().get("submissions/" + submitted.json().get("submission"))
                        .json(),
                submission -> !"validating".equals(submission.get("state")));
    }

    private static List<Object> keys(Map<String, Object> shown) {
        return Answer.objects(Answer.object(shown.get("form")).get("components")).stream()
                .map(component -> component.get("key"))
                .toList();
    }
}
