package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The execution log tells of what was not left but ended otherwise, and with which values. */
class ExecutionLogEndsIT extends BlackBox {

    private static List<Map<String, Object>> log(String flow, String no) {
        return api().get("flows/" + flow + "/tickets/" + no + "/log").list("items");
    }

    private static List<String> names(String flow, String no) {
        return log(flow, no).stream().map(ExecutionLogEndsIT::name).toList();
    }

    private static String name(Map<String, Object> entry) {
        return entry.get("node") + " " + entry.get("event");
    }

    private static Object values(String flow, String no, String name) {
        return log(flow, no).stream()
                .filter(entry -> name(entry).equals(name))
                .findFirst()
                .orElseThrow()
                .get("values");
    }

    private static Answer act(String flow, String no, String what, Map<String, ?> body) {
        return api().post("flows/" + flow + "/tickets/" + no + "/" + what, body);
    }

    private static String message(String name) {
        return "<bpmn:message id=\"m-%1$s\" name=\"%1$s\"><bpmn:extensionElements><zeebe:subscription correlationKey=\"= x\"/>"
                        .formatted(name)
                + "</bpmn:extensionElements></bpmn:message>";
    }

    private static String byMessage(String name) {
        return "<bpmn:messageEventDefinition messageRef=\"m-" + name + "\"/>";
    }

    private static void send(String name, String key, Map<String, ?> values) {
        assertThat(api().post("messages", Map.of("name", name, "correlationKey", key, "values", values))
                        .http())
                .isEqualTo(200);
    }

    @Test
    void what_people_changed_is_what_their_task_gave() {
        String flow = api().deployed(oneTask(text("x"), number("n")));
        String no = admin().open(flow, Map.of("x", "舊", "n", 1));

        admin().pushed(flow, admin().stop(flow, no), Map.of("x", "新"));

        assertThat(values(flow, no, "start entered")).isEqualTo(Map.of("x", "舊", "n", 1));
        assertThat(values(flow, no, "review left")).isEqualTo(Map.of("x", "新"));
    }

    @Test
    void a_boundary_event_interrupts_and_tells_what_came() {
        String flow = api().deployed(start(text("x"))
                .definition(message("ele-stop"))
                .task("work", "處理")
                .mapping("in", "= 7", "share")
                .end("end")
                .raw("<bpmn:boundaryEvent id=\"stop\" attachedToRef=\"work\">" + byMessage("ele-stop")
                        + "</bpmn:boundaryEvent>")
                .from("stop")
                .end("stopped"));
        String no = admin().open(flow, Map.of("x", "ele-1"));

        send("ele-stop", "ele-1", Map.of("why", "太久"));

        assertThat(names(flow, no))
                .containsExactly(
                        "start entered",
                        "start left",
                        "work entered",
                        "work interrupted",
                        "stop entered",
                        "stop left",
                        "stopped entered",
                        "stopped left");
        assertThat(values(flow, no, "work interrupted")).isEqualTo(Map.of("share", 7));
        assertThat(values(flow, no, "stop entered")).isEqualTo(Map.of("why", "太久"));
        assertThat(values(flow, no, "stop left")).isEqualTo(Map.of("why", "太久"));
    }

    @Test
    void an_event_sub_process_interrupts_its_scope() {
        String flow = api().deployed(
                        start(text("x"))
                                .definition(message("ele-take"))
                                .task("work", "處理")
                                .end("end")
                                .raw(
                                        "<bpmn:subProcess id=\"instead\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"taken\">"
                                                + byMessage("ele-take")
                                                + "</bpmn:startEvent><bpmn:endEvent id=\"done\"/>"
                                                + "<bpmn:sequenceFlow id=\"inner\" sourceRef=\"taken\" targetRef=\"done\"/></bpmn:subProcess>"));
        String no = admin().open(flow, Map.of("x", "ele-2"));

        send("ele-take", "ele-2", Map.of("why", "改辦"));

        assertThat(names(flow, no))
                .containsExactly(
                        "start entered",
                        "start left",
                        "work entered",
                        "work interrupted",
                        "instead entered",
                        "taken entered",
                        "taken left",
                        "done entered",
                        "done left",
                        "instead left");
        assertThat(values(flow, no, "taken entered")).isEqualTo(Map.of("why", "改辦"));
    }

    @Test
    void a_terminate_end_interrupts_the_other_branches_and_is_left_itself() {
        String flow = api().deployed(start(text("x"))
                .parallel("split")
                .task("work", "處理")
                .end("end")
                .raw("<bpmn:endEvent id=\"all\"><bpmn:terminateEventDefinition/></bpmn:endEvent>")
                .from("split")
                .task("stop", "終止")
                .to("all"));
        String no = admin().open(flow, Map.of());
        String stop = admin().stops(flow, no).stream()
                .filter(s -> s.name().equals("終止"))
                .findFirst()
                .orElseThrow()
                .dataId();

        admin().pushed(flow, stop, Map.of());

        assertThat(names(flow, no)).endsWith("all entered", "work interrupted", "all left");
    }

    @Test
    void an_error_end_is_left_and_what_it_ends_is_interrupted() {
        String flow = api().deployed(start(text("x"))
                .definition("<bpmn:error id=\"broken\" errorCode=\"BROKEN\"/>")
                .raw("<bpmn:subProcess id=\"sub\"><bpmn:startEvent id=\"in\"/><bpmn:endEvent id=\"out\">"
                        + "<bpmn:errorEventDefinition errorRef=\"broken\"/></bpmn:endEvent>"
                        + "<bpmn:sequenceFlow id=\"inner\" sourceRef=\"in\" targetRef=\"out\"/></bpmn:subProcess>"
                        + "<bpmn:boundaryEvent id=\"caught\" attachedToRef=\"sub\">"
                        + "<bpmn:errorEventDefinition errorRef=\"broken\"/></bpmn:boundaryEvent>")
                .to("sub")
                .end("end")
                .from("caught")
                .to("end"));

        String no = admin().open(flow, Map.of());

        assertThat(names(flow, no))
                .containsSubsequence("out entered", "out left", "sub interrupted", "caught entered", "caught left")
                .doesNotContain("out interrupted", "sub left");
    }

    @Test
    void of_the_events_after_a_gateway_the_one_that_came_is_entered_and_the_others_are_interrupted() {
        String flow = api().deployed(start(text("x"))
                .definition(message("ele-yes"))
                .definition(message("ele-no"))
                .element("eventBasedGateway", "first", "先到")
                .raw("<bpmn:intermediateCatchEvent id=\"yes\">" + byMessage("ele-yes")
                        + "</bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id=\"no\">" + byMessage("ele-no")
                        + "</bpmn:intermediateCatchEvent>")
                .to("yes")
                .end("end")
                .from("first")
                .to("no")
                .to("end"));
        String no = admin().open(flow, Map.of("x", "ele-3"));

        send("ele-no", "ele-3", Map.of("said", "不"));

        assertThat(names(flow, no))
                .containsExactly(
                        "start entered",
                        "start left",
                        "first entered",
                        "first left",
                        "yes interrupted",
                        "no entered",
                        "no left",
                        "end entered",
                        "end left");
        assertThat(values(flow, no, "no left")).isEqualTo(Map.of("said", "不"));
    }

    @Test
    void what_people_gave_before_their_task_could_be_left_stands_where_it_is_left_by_a_retry() {
        String flow = api().deployed(start(text("x"), text("y"), number("n"))
                .task("a", "甲")
                .mapping("out", "=assert(n, n > 1)", "checked")
                .end("end"));
        String no = admin().open(flow, Map.of("x", "舊"));
        admin().pushed(flow, admin().stop(flow, no), Map.of("x", "新", "n", 1));
        assertThat(names(flow, no)).doesNotContain("a left");

        String retry = "incidents/" + api().incident(flow, no) + "/retry";
        assertThat(api().post(retry, Map.of("values", Map.of("y", "別的"))).http())
                .isLessThan(300);
        assertThat(names(flow, no)).doesNotContain("a left");
        retry = "incidents/" + api().incident(flow, no) + "/retry";
        assertThat(api().post(retry, Map.of("values", Map.of("n", 2))).http()).isLessThan(300);

        assertThat(values(flow, no, "a left")).isEqualTo(Map.of("x", "新", "n", 2, "checked", 2));
    }

    @Test
    void instances_that_are_not_needed_any_more_are_interrupted_and_the_whole_is_left() {
        String flow = api().deployed(start(text("x")).raw("""
                        <bpmn:userTask id="vote" name="投票"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>
                        <bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics
                        inputCollection="= [1, 2]" inputElement="who" outputCollection="votes" outputElement="= x"/>
                        </bpmn:extensionElements><bpmn:completionCondition>= numberOfCompletedInstances = 1</bpmn:completionCondition>
                        </bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>""").to("vote").end("end"));
        String no = admin().open(flow, Map.of("x", "a"));

        admin().pushed(flow, admin().stops(flow, no).get(0).dataId(), Map.of("x", "b"));

        assertThat(names(flow, no))
                .containsExactly(
                        "start entered",
                        "start left",
                        "vote entered",
                        "vote entered",
                        "vote entered",
                        "vote left",
                        "vote interrupted",
                        "vote left",
                        "end entered",
                        "end left");
        assertThat(values(flow, no, "vote left")).isEqualTo(Map.of("x", "b"));
        assertThat(Answer.object(values(flow, no, "vote interrupted"))).containsEntry("who", 2);
    }

    @Test
    void a_cancelled_ticket_and_what_it_called_are_cancelled_where_they_stand() {
        String called = api().deployed(oneTask(text("x")));
        String flow = api().deployed(start(text("x")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of("x", "1"));

        assertThat(act(flow, no, "cancel", Map.of("reason", "不需要了")).http()).isEqualTo(200);

        assertThat(names(flow, no)).containsExactly("start entered", "start left", "call entered", "call cancelled");
        assertThat(Eventually.get(() -> names(called, "1"), lines -> lines.size() == 4))
                .containsExactly("start entered", "start left", "review entered", "review cancelled");
    }

    @Test
    void a_branch_that_an_administrator_moves_is_moved() {
        String flow =
                api().deployed(start(text("x")).task("a", "甲").task("b", "乙").end("end"));
        String no = admin().open(flow, Map.of());

        assertThat(act(flow, no, "move", Map.of("from", "a", "to", "b", "reason", "略過"))
                        .http())
                .isEqualTo(200);

        assertThat(names(flow, no)).containsExactly("start entered", "start left", "a entered", "a moved", "b entered");
    }

    @Test
    void a_branch_that_is_migrated_goes_on_at_the_element_of_the_other_version() {
        FlowBuilder first = start(text("x")).task("a", "甲").end("end");
        String flow = api().deployed(first);
        String no = admin().open(flow, Map.of());
        api().deployed(first.nextVersion(text("x")).task("b", "甲").end("end"));

        assertThat(api().post(
                                "flows/" + flow + "/migrations",
                                Map.of("version", 2, "nodes", Map.of("a", "b"), "reason", "新版"))
                        .http())
                .isEqualTo(200);
        admin().pushed(flow, admin().stop(flow, no), Map.of("x", "值"));

        assertThat(names(flow, no))
                .containsExactly(
                        "start entered", "start left", "a entered", "b migrated", "b left", "end entered", "end left");
        assertThat(values(flow, no, "b left")).isEqualTo(Map.of("x", "值"));
    }
}
