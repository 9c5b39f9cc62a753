package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A flow opens tickets of other flows and waits for them (呼叫流程). */
class CallActivityIT extends BlackBox {

    private static List<Map<String, Object>> children(String flow, String no) {
        return Answer.objects(api().ticket(flow, no).get("children"));
    }

    /** The number of the only ticket that this one called. */
    private static String child(String flow, String no) {
        assertThat(children(flow, no)).hasSize(1);
        return (String) children(flow, no).get(0).get("dataNo");
    }

    private static List<String> names(String flow, String no) {
        return admin().stops(flow, no).stream().map(QuickClient.Stop::name).toList();
    }

    private static void push(String flow, String no, Map<String, ?> values) {
        admin().pushed(flow, admin().stop(flow, no), values);
    }

    /** The reasons of the incidents that the history tells. */
    private static List<String> incidents(String flow, String no) {
        return Answer.objects(api().ticket(flow, no).get("history")).stream()
                .filter(e -> e.get("event").equals("incident"))
                .map(e -> (String) e.get("message"))
                .toList();
    }

    @Test
    void the_caller_waits_until_a_person_has_closed_the_called_ticket() {
        String repair = api().deployed(start(text("title").header("title"), number("days"))
                .task("mend", "維修", text("result"))
                .end("end"));
        String flow = api().deployed(start(text("title"), number("days"), text("owner"))
                .call("call", repair)
                .task("after", "驗收")
                .end("end"));

        String no = admin().open(flow, Map.of("title", "漏水", "days", 2, "owner", "lin"));

        assertThat(names(flow, no)).isEmpty();
        assertThat(children(flow, no))
                .containsExactly(
                        Map.of("apiPath", repair, "dataNo", "1", "node", "call", "state", "open", "incidents", 0));
        Map<String, Object> called = api().ticket(repair, "1");
        assertThat(called).containsEntry("title", "漏水").containsEntry("openedBy", "admin");
        assertThat(called.get("parent")).isEqualTo(Map.of("apiPath", flow, "dataNo", no, "node", "call"));
        assertThat(called.get("values")).isEqualTo(Map.of("title", "漏水", "days", 2, "owner", "lin"));
        assertThat(api().ticket(flow, no).get("parent")).isNull();
        assertThat(admin().list(repair, Map.of()).list("result"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("is_child", true));
        assertThat(admin().list(flow, Map.of()).list("result")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("is_child", false));

        push(repair, "1", Map.of("result", "修好了"));

        assertThat(names(flow, no)).containsExactly("驗收");
        assertThat(api().values(flow, no)).containsEntry("result", "修好了");
        assertThat(children(flow, no).get(0)).containsEntry("state", "closed");
    }

    @Test
    void what_the_caller_has_changed_meanwhile_stays() {
        String repair = api().deployed(oneTask(text("title"), text("note")));
        String flow = api().deployed(start(text("title"), text("note"))
                .parallel("split")
                .call("call", repair)
                .parallel("join")
                .task("after", "驗收")
                .end("end")
                .from("split")
                .task("beside", "補充")
                .to("join"));
        String no = admin().open(flow, Map.of("title", "舊", "note", "舊"));
        push(flow, no, Map.of("title", "新"));

        push(repair, "1", Map.of("note", "由被呼叫的單改"));

        assertThat(names(flow, no)).containsExactly("驗收");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("title", "新", "note", "由被呼叫的單改"));
    }

    @Test
    void a_ticket_that_closes_at_once_lets_its_caller_go_on_in_the_same_call() {
        String quick = api().deployed(start(text("title")).end("end"));
        String flow = api().deployed(start(text("title"))
                .call("first", quick)
                .call("second", quick)
                .task("after", "驗收")
                .end("end"));

        String no = admin().open(flow, Map.of("title", "x"));

        assertThat(names(flow, no)).containsExactly("驗收");
        assertThat(children(flow, no)).extracting("node").containsExactly("first", "second");
        assertThat(children(flow, no)).extracting("state").containsOnly("closed");
        assertThat(api().closed(quick)).isEqualTo(2);
    }

    @Test
    void a_caller_that_waits_for_nobody_closes_with_what_it_called() {
        String quick = api().deployed(start().end("end"));
        String flow = api().deployed(start(text("title")).call("call", quick).end("end"));

        String no = admin().open(flow, Map.of());

        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void calls_three_deep_close_one_after_the_other_in_one_push() {
        String c = api().deployed(oneTask(text("deep")));
        String b = api().deployed(start(text("x")).call("call", c).end("end"));
        String a = api().deployed(start(text("x")).call("call", b).end("end"));
        String no = admin().open(a, Map.of("x", "1"));

        push(c, "1", Map.of("deep", "來自最深處"));

        assertThat(api().ticket(a, no)).containsEntry("state", "closed");
        assertThat(api().ticket(b, "1")).containsEntry("state", "closed");
        assertThat(api().values(a, no)).containsEntry("deep", "來自最深處");
    }

    @Test
    void five_tickets_one_for_each_element_give_their_results_in_order() {
        String room = api().deployed(oneTask(text("room").required(), number("cost")));
        String flow = api().deployed(start(text("title"))
                .raw("""
                        <bpmn:callActivity id="rooms" name="各室"><bpmn:extensionElements>
                        <zeebe:calledElement processId="%s" propagateAllParentVariables="false"/>
                        </bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
                        <zeebe:loopCharacteristics inputCollection="=[&quot;A&quot;,&quot;B&quot;,&quot;C&quot;,&quot;D&quot;,&quot;E&quot;]"
                          inputElement="room" outputCollection="costs" outputElement="=room + string(cost)"/>
                        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>
                        """.formatted(room))
                .to("rooms")
                .task("after", "彙整")
                .end("end"));
        String no = admin().open(flow, Map.of("title", "x"));
        assertThat(children(flow, no)).hasSize(5);

        for (int i = 5; i >= 1; i--) {
            assertThat(names(flow, no)).isEmpty();
            push(room, "" + i, Map.of("cost", i));
        }

        assertThat(names(flow, no)).containsExactly("彙整");
        assertThat(api().values(flow, no)).containsEntry("costs", List.of("A1", "B2", "C3", "D4", "E5"));
    }

    @Test
    void an_error_that_ends_the_called_ticket_is_caught_at_the_boundary_or_is_an_incident_of_the_caller() {
        String failing = api().deployed(start(text("code"))
                .definition("<bpmn:error id=\"broken\" errorCode=\"BROKEN\"/>")
                .definition("<bpmn:error id=\"other\" errorCode=\"OTHER\"/>")
                .task("try", "嘗試")
                .exclusive("which")
                .raw(errorEnd("end1", "broken") + errorEnd("end2", "other"))
                .when("= code = \"BROKEN\"")
                .to("end1")
                .from("which")
                .otherwise()
                .to("end2"));
        String flow = api().deployed(start(text("code"))
                .definition("<bpmn:error id=\"broken\" errorCode=\"BROKEN\"/>")
                .call("call", failing)
                .end("end")
                .raw("<bpmn:boundaryEvent id=\"caught\" attachedToRef=\"call\">"
                        + "<bpmn:errorEventDefinition errorRef=\"broken\"/></bpmn:boundaryEvent>")
                .from("caught")
                .task("mend", "補救")
                .to("end"));

        String caught = admin().open(flow, Map.of("code", "BROKEN"));
        push(failing, child(flow, caught), Map.of());
        assertThat(names(flow, caught)).containsExactly("補救");
        assertThat(children(flow, caught)).extracting("state").containsExactly("closed");

        String uncaught = admin().open(flow, Map.of("code", "X"));
        push(failing, child(flow, uncaught), Map.of());
        assertThat(names(flow, uncaught)).isEmpty();
        assertThat(incidents(flow, uncaught)).singleElement().satisfies(r -> assertThat(r)
                .contains("OTHER"));
    }

    @Test
    void an_escalation_opens_a_branch_of_the_caller_and_the_called_ticket_goes_on() {
        String escalation = "<bpmn:escalation id=\"late\" escalationCode=\"LATE\"/>";
        String called = api().deployed(start(text("x"))
                .definition(escalation)
                .raw("<bpmn:intermediateThrowEvent id=\"tell\"><bpmn:escalationEventDefinition escalationRef=\"late\"/>"
                        + "</bpmn:intermediateThrowEvent>")
                .to("tell")
                .task("work", "處理")
                .end("end"));
        String flow = api().deployed(start(text("x"))
                .definition(escalation)
                .call("call", called)
                .end("end")
                .raw("<bpmn:boundaryEvent id=\"told\" attachedToRef=\"call\" cancelActivity=\"false\">"
                        + "<bpmn:escalationEventDefinition escalationRef=\"late\"/></bpmn:boundaryEvent>")
                .from("told")
                .task("look", "關切")
                .end("looked"));

        String no = admin().open(flow, Map.of());

        assertThat(names(flow, no)).containsExactly("關切");
        push(flow, no, Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "open");
        push(called, "1", Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void files_stay_with_the_caller() {
        String called = api().deployed(oneTask(text("title"), file("photo")));
        String flow = api().deployed(
                        start(text("title"), file("photo")).call("call", called).end("end"));
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files_item\"", Text.utf8("[\"photo\"]"))
                .part("Content-Disposition: form-data; name=\"photo\"; filename=\"a.txt\"", Text.utf8("內容"));

        String no = QuickClient.numberOf(admin().edit(flow, body));

        assertThat(api().values(called, child(flow, no))).isEqualTo(Map.of("title", "x"));
        push(called, "1", Map.of());
        assertThat(api().values(flow, no)).containsKey("photo");
    }

    private static String errorEnd(String id, String error) {
        return "<bpmn:endEvent id=\"" + id + "\"><bpmn:errorEventDefinition errorRef=\"" + error
                + "\"/></bpmn:endEvent>";
    }

    @Test
    void the_version_that_is_called_is_the_latest_or_the_one_of_the_deploy() {
        FlowBuilder called = start(text("x")).task("old", "舊版").end("end");
        FlowBuilder caller = start(text("x"))
                .task("hold", "等待")
                .call("latest", called.apiPath())
                .call("bound", called.apiPath(), "bindingType=\"deployment\"")
                .end("end");
        String flow = api().deployed(caller, called);
        String no = admin().open(flow, Map.of());
        api().deployed(caller, called.nextVersion(text("x")).task("new", "新版").end("end"));

        push(flow, no, Map.of());
        assertThat(names(called.apiPath(), "1")).containsExactly("新版");
        push(called.apiPath(), "1", Map.of());
        assertThat(names(called.apiPath(), "2")).containsExactly("舊版");
        push(called.apiPath(), "2", Map.of());

        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void a_flow_that_is_not_there_cannot_be_called() {
        FlowBuilder flow = start(text("x"))
                .call("call", "no-such-flow")
                .call("second", "none-either")
                .end("end");

        Answer answer = api().deploy(flow);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.errors()).extracting("code").containsOnly("unknown_called_flow");
        assertThat(answer.errors()).extracting("element").containsExactly("call", "second");
    }

    @Test
    void a_called_start_that_refuses_is_an_incident_of_the_caller_and_leaves_no_ticket() {
        String strict = api().deployed(oneTask(text("needed").required()));
        String judged = api().deployed(start(text("x"))
                .property("validation", "=if x = \"ok\" then true else \"不行\"")
                .task("a", "甲")
                .end("end"));
        String flow = api().deployed(start(text("x"))
                .parallel("split")
                .call("strict", strict)
                .end("end")
                .from("split")
                .call("judged", judged)
                .to("end"));

        String no = admin().open(flow, Map.of("x", "y"));

        assertThat(incidents(flow, no))
                .hasSize(2)
                .anySatisfy(r -> assertThat(r).contains(strict, "needed"))
                .anySatisfy(r -> assertThat(r).contains(judged, "不行"));
        assertThat(children(flow, no)).isEmpty();
        assertThat(api().open(strict) + api().open(judged)).isZero();
    }

    @Test
    void a_disabled_or_undeployed_flow_is_not_called() {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));
        api().patch("flows/" + called, Map.of("enabled", false));
        assertThat(incidents(flow, admin().open(flow, Map.of()))).hasSize(1);
        api().patch("flows/" + called, Map.of("enabled", true));
        api().delete("applications/app ".replace(" ", "%20") + called);

        assertThat(incidents(flow, admin().open(flow, Map.of()))).hasSize(1);
        assertThat(api().open(called)).isZero();
    }

    @Test
    void a_flow_that_calls_itself_stops_as_an_incident_and_its_cancel_takes_all_along() {
        FlowBuilder self = start(text("x"));
        String flow = api().deployed(self.call("again", self.apiPath()).end("end"));

        String no = admin().open(flow, Map.of());

        assertThat(api().open(flow)).isEqualTo(51);
        assertThat(children(flow, no).get(0)).containsEntry("incidents", 1);
        cancel(flow, no);
        Eventually.get(() -> api().open(flow), open -> open == 0);
    }

    @Test
    void a_loop_of_calls_that_close_at_once_stops_as_an_incident() {
        String quick = api().deployed(start().end("end"));
        String flow = api().deployed(start(text("x"))
                .exclusive("merge")
                .call("call", quick, "propagateAllChildVariables=\"false\"")
                .exclusive("decide")
                .when("= x = \"out\"")
                .end("end")
                .from("decide")
                .otherwise()
                .to("merge"));

        String no = admin().open(flow, new HashMap<>(Map.of("x", "in")));

        assertThat(api().closed(quick)).isEqualTo(1000);
        assertThat(incidents(flow, no)).hasSize(1);
    }

    private static void cancel(String flow, String no) {
        assertThat(api().post("flows/" + flow + "/tickets/" + no + "/cancel", Map.of("reason", "不需要了"))
                        .http())
                .isEqualTo(200);
    }
}
