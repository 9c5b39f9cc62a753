package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A step that fails leaves its token in place, with the reason; a person corrects the values and retries. */
class IncidentsIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void people() {
        flow = api().deployed(choosy());
        for (String permission : List.of("view", "add", "modify", "delete")) {
            api().role("inc-" + permission, flow, permission);
            api().user("inc-" + permission, List.of(), List.of("inc-" + permission));
        }
        api().user("inc-none", List.of(), List.of());
    }

    /** Knows what to do with more than 3 days, and with less than 0. */
    private static FlowBuilder choosy() {
        return start(text("subject").required().header("title"), number("days"))
                .exclusive("size")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("size")
                .when("= days < 0")
                .to("end");
    }

    /** One branch waits for a person, the other one fails with 3 days or less. */
    private static FlowBuilder branches() {
        return start(text("subject"), number("days"))
                .parallel("split")
                .task("a", "甲站")
                .parallel("join")
                .task("c", "丙站")
                .end("end")
                .from("split")
                .exclusive("size")
                .when("= days > 3")
                .to("join")
                .from("size")
                .when("= days < 0")
                .end("none");
    }

    // seen -----------------------------------------------------------------------------------------------------------

    @Test
    void an_incident_tells_where_and_why_in_the_readers_language() {
        String no = open(2);
        String id = api().incident(flow, no);

        Map<String, Object> shown = list("incidents?apiPath=" + flow, "en").stream()
                .filter(i -> id.equals(i.get("id")))
                .findFirst()
                .orElseThrow();

        assertThat(shown)
                .containsOnlyKeys(
                        "id", "apiPath", "flow", "dataNo", "node", "name", "message", "code", "at", "calledBy")
                .containsEntry("apiPath", flow)
                .containsEntry("flow", "流程 " + flow)
                .containsEntry("dataNo", no)
                .containsEntry("node", "size")
                .containsEntry("code", "no_condition_true")
                .containsEntry("message", "Expected a condition of the gateway \"判斷 size\" to hold but none does.");
        assertThat((String) shown.get("at")).matches("\\d{4}-.*Z");
        assertThat(list("incidents?apiPath=" + flow, null))
                .extracting(i -> i.get("message"))
                .contains("閘道「判斷 size」應有一個條件成立，但沒有。");
    }

    @Test
    void the_ticket_shows_its_incidents_and_its_history_why() {
        String no = open(2);
        String path = "flows/" + flow + "/tickets/" + no;

        Answer english = get(path, "en");
        Answer japanese = get(path, "ja");

        assertThat(english.list("incidents")).singleElement().satisfies(i -> assertThat(i)
                .containsOnlyKeys(
                        "id", "apiPath", "flow", "dataNo", "node", "name", "message", "code", "at", "calledBy")
                .containsEntry("node", "size")
                .containsEntry("name", "判斷 size")
                .containsEntry("code", "no_condition_true"));
        assertThat(japanese.list("incidents").get(0).get("message")).isEqualTo("ゲートウェイ「判斷 size」の条件がどれも成立しません。");
        assertThat(english.list("history")).extracting(e -> e.get("event")).containsExactly("opened", "incident");
        assertThat(last(english))
                .containsEntry("node", "size")
                .containsEntry("code", "no_condition_true")
                .containsEntry("reason", null)
                .containsEntry("message", "Expected a condition of the gateway \"判斷 size\" to hold but none does.");
        assertThat(last(japanese).get("message")).isEqualTo("ゲートウェイ「判斷 size」の条件がどれも成立しません。");
    }

    @Test
    void a_ticket_without_incidents_shows_none() {
        String no = open(5);

        assertThat(api().ticket(flow, no)).containsEntry("incidents", List.of());
        assertThat(rows(flow, no, null))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("error", false).containsEntry("error_message", null));
    }

    @Test
    void the_quick_list_tells_of_them() {
        String other = api().deployed(branches());
        String no = admin().open(other, Map.of("days", 1));
        admin().open(other, Map.of("days", 9));

        assertThat(rows(other, no, "en")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("stop_uuid", "a")
                .containsEntry("error", true)
                .containsEntry(
                        "error_message", "Expected a condition of the gateway \"判斷 size\" to hold but none does."));
        assertThat(search(other, "error", "=", true)).containsExactly(no);
        assertThat(search(other, "error_message", "contains", "no_condition")).containsExactly(no);
        assertThat(search(other, "error_message", "=", "no_condition_true")).containsExactly(no);
    }

    @Test
    void they_are_filtered_and_come_in_pages() {
        String one = api().deployed(choosy());
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            numbers.add(admin().open(one, Map.of("subject", "x", "days", i % 3)));
        }
        List<Object> found = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Answer page = api().get("incidents?limit=2&apiPath=" + one + cursor);
            page.list("items").forEach(i -> found.add(i.get("dataNo")));
            cursor = page.json().get("next") == null
                    ? null
                    : "&cursor=" + page.json().get("next");
            pages++;
        } while (cursor != null);

        assertThat(pages).isEqualTo(3);
        assertThat(found).containsExactlyInAnyOrderElementsOf(numbers);
        String of = "incidents?apiPath=" + one;
        assertThat(api().get(of + "&node=size&code=no_condition_true").list("items"))
                .hasSize(5);
        assertThat(api().get(of + "&node=review").list("items")).isEmpty();
        assertThat(api().get(of + "&code=feel").list("items")).isEmpty();
        assertThat(api().get("incidents?apiPath=no-such-flow").list("items")).isEmpty();
        assertThat(api().get("incidents?node=size&limit=1").list("items")).hasSize(1);
        assertThat(api().get("incidents?cursor=bm8").problems()).containsExactly("cursor:cursor");
        assertThat(api().get("incidents?limit=0").problems()).containsExactly("limit:range");
        assertThat(api().get("incidents?code=%00").problems()).containsExactly("code:characters");
    }

    // the other branches
    // -----------------------------------------------------------------------------------------------

    @Test
    void the_other_branches_wait_and_go_on() {
        String other = api().deployed(branches());
        String no = admin().open(other, Map.of("subject", "x", "days", 1));
        assertThat(admin().stops(other, no)).extracting(QuickClient.Stop::name).containsExactly("甲站");

        admin().pushed(other, admin().stop(other, no), Map.of("subject", "y"));

        assertThat(admin().stops(other, no))
                .as("the join waits for the branch that failed")
                .isEmpty();
        assertThat(api().ticket(other, no)).containsEntry("state", "open");
        Answer answer = retry(api().incident(other, no), Map.of("values", Map.of("days", 4)));
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(admin().stops(other, no)).extracting(QuickClient.Stop::name).containsExactly("丙站");
        assertThat(api().values(other, no)).containsEntry("subject", "y").containsEntry("days", 4);
    }

    // administration -------------------------------------------------------------------------------------------------

    @Test
    void a_failed_token_can_be_moved_away() {
        String no = open(2);

        Answer answer = api().post(
                        "flows/" + flow + "/tickets/" + no + "/move",
                        Map.of("from", "size", "to", "review", "reason", "直接審核"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.list("incidents")).isEmpty();
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void a_ticket_with_an_incident_can_be_cancelled() {
        String no = open(2);
        String id = api().incident(flow, no);

        Answer answer = api().post("flows/" + flow + "/tickets/" + no + "/cancel", Map.of("reason", "不用了"));

        assertThat(answer.json()).containsEntry("state", "cancelled").containsEntry("incidents", List.of());
        assertThat(retry(id, Map.of()).http()).isEqualTo(404);
    }

    @Test
    void corrected_values_alone_move_nothing() {
        String no = open(2);
        String id = api().incident(flow, no);

        Answer answer = api().post("flows/" + flow + "/tickets/" + no + "/values", correction(9));

        assertThat(answer.list("incidents")).extracting(i -> i.get("id")).containsExactly(id);
        retry(id, Map.of());
        assertThat(admin().stops(flow, no)).hasSize(1);
    }

    @Test
    void of_an_application_that_was_taken_off_they_are_seen_and_not_retried() {
        String other = api().deployed(choosy());
        String no = admin().open(other, Map.of("subject", "x", "days", 2));
        String id = api().incident(other, no);
        api().delete("applications/app%20" + other);

        Answer answer = retry(id, Map.of());

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactly("flow_undeployed");
        assertThat(api().get("incidents?apiPath=" + other).list("items")).hasSize(1);
        assertThat(api().post("incidents/retry", Map.of("apiPath", other)).json())
                .containsEntry("retried", 0)
                .containsEntry("skipped", 1);
    }

    // who ------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "inc-view, 403, false",
        "inc-add, 403, false",
        "inc-delete, 403, false",
        "inc-none, 404, false",
        "inc-modify, 204, true"
    })
    void they_are_for_those_who_may_modify(String name, int http, boolean sees) {
        String no = open(2);
        String id = api().incident(flow, no);
        Api caller = new Api(base(), name, name);

        assertThat(caller.get("incidents").list("items"))
                .extracting(i -> i.get("id"))
                .satisfies(seen -> assertThat(seen.contains(id)).isEqualTo(sees));
        assertThat(caller.get("incidents?apiPath=" + flow).list("items").isEmpty())
                .isNotEqualTo(sees);
        assertThat(caller.get("incidents").list("items"))
                .allSatisfy(i -> assertThat(i).containsEntry("apiPath", flow));
        assertThat(caller.post("incidents/retry", Map.of("ids", List.of(id))).json())
                .containsEntry("retried", sees ? 1 : 0);
        Answer answer = caller.post("incidents/" + id + "/retry", Map.of());
        assertThat(answer.http()).as("%s", answer).isEqualTo(http);
        if (http == 404) {
            assertThat(answer.problems()).containsExactly("unknown_incident");
        }
        assertThat(Answer.objects(api().ticket(flow, no).get("history")))
                .filteredOn(e -> e.get("event").equals("retried"))
                .hasSize(sees ? 2 : 0);
        assertThat(new Api(base(), name, "wrong").get("incidents").http()).isEqualTo(401);
    }

    private static String open(int days) {
        return admin().open(flow, Map.of("subject", "影印機", "days", days));
    }

    private static Answer retry(String id, Map<String, ?> body) {
        return api().post("incidents/" + id + "/retry", body);
    }

    private static Map<String, Object> correction(int days) {
        return Map.of("values", Map.of("days", days), "reason", "更正");
    }

    private static Answer get(String path, String language) {
        return Http.send(
                "GET",
                base().resolve("/api/v1/" + path),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD),
                "Accept-Language",
                language);
    }

    private static List<Map<String, Object>> list(String path, String language) {
        return get(path, language).list("items");
    }

    /** What the quick list shows of a ticket. */
    private static List<Map<String, Object>> rows(String apiPath, String no, String language) {
        Map<String, Object> body = admin().queryBody(no);
        body.remove("data_no");
        body.put("search_conditions", List.of(Map.of("column", "data_no", "condition", "=", "value", no)));
        return Http.send(
                        "POST",
                        base().resolve("/rest/flowmanage/api/omdata/list/" + apiPath),
                        BodyPublishers.ofByteArray(Text.utf8(Text.json(body))),
                        "Accept-Language",
                        language)
                .list("result");
    }

    private static List<String> search(String apiPath, String column, String operator, Object value) {
        Answer answer = admin().list(
                        apiPath,
                        Map.of(
                                "search_conditions",
                                List.of(Map.of("column", column, "condition", operator, "value", value))));
        return answer.list("result").stream()
                .map(row -> String.valueOf(row.get("data_no")))
                .toList();
    }

    private static Map<String, Object> last(Answer answer) {
        List<Map<String, Object>> history = answer.list("history");
        return history.get(history.size() - 1);
    }
}
