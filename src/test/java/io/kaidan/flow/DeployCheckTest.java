package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeployCheckTest {

    static List<Finding> check(BpmnModelInstance... drawings) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < drawings.length; i++) {
            files.put(
                    "flow" + (i + 1) + ".bpmn",
                    Bpmn.convertToString(drawings[i]).getBytes(StandardCharsets.UTF_8));
        }
        return check(files);
    }

    private static List<Finding> check(Map<String, byte[]> files) {
        List<Finding> findings = new ArrayList<>();
        new ApplicationReader(NodeTypes.ALL).read(files, findings);
        return findings;
    }

    @Test
    void a_form_is_UTF_8_with_or_without_a_byte_order_mark() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String form = "\uFEFF{\"type\": \"default\", \"id\": \"é\", \"components\": []}";
        files.put("good.form", form.getBytes(StandardCharsets.UTF_8));
        files.put("bad.form", form.substring(1).getBytes(StandardCharsets.ISO_8859_1));

        assertThat(check(files)).extracting(Finding::file, Finding::code).containsExactly(tuple("bad.form", "json"));
    }

    static List<String> codes(List<Finding> findings) {
        return findings.stream().map(f -> f.element() + " " + f.code()).toList();
    }

    @Test
    void a_plain_flow_has_nothing_wrong() {
        assertThat(check(Bpmn.createExecutableProcess("p")
                        .startEvent()
                        .userTask("a")
                        .endEvent()
                        .done()))
                .isEmpty();
    }

    @Test
    void elements_that_are_not_supported_are_refused_by_id_and_name() {
        List<Finding> findings = check(Bpmn.createExecutableProcess("p")
                .startEvent()
                .businessRuleTask("compute")
                .name("計算")
                .endEvent("stop", e -> e.compensateEventDefinition())
                .done());

        assertThat(codes(findings)).containsExactly("compute unsupported", "stop unsupported");
        assertThat(findings.get(0).message(java.util.Locale.ENGLISH))
                .isEqualTo("Expected a supported element but \"計算\" is a businessRuleTask.");
        assertThat(findings.get(0).file()).isEqualTo("flow1.bpmn");
    }

    @Test
    void unreachable_nodes_and_dead_ends_are_found_together() {
        List<Finding> findings = check(Map.of("f.bpmn", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <process id="p" isExecutable="true">
                    <startEvent id="s"/><userTask id="a"/><userTask id="island"/>
                    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/>
                  </process>
                </definitions>
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(codes(findings)).contains("a dead_end", "island unreachable");
    }

    @Test
    void bad_feel_is_found_with_its_position() {
        List<Finding> findings = check(Bpmn.createExecutableProcess("p")
                .startEvent()
                .exclusiveGateway("g")
                .sequenceFlowId("yes")
                .condition("=days >> 3")
                .endEvent()
                .moveToLastExclusiveGateway()
                .defaultFlow()
                .endEvent()
                .done());

        assertThat(codes(findings)).containsExactly("yes feel");
        assertThat(findings.get(0).message(java.util.Locale.ENGLISH))
                .contains("days >> 3")
                .containsPattern("\\d+:\\d+");
    }

    @Test
    void a_gateway_without_default_is_a_warning_only() {
        List<Finding> findings = check(Bpmn.createExecutableProcess("p")
                .startEvent()
                .exclusiveGateway("g")
                .condition("=a")
                .endEvent()
                .moveToNode("g")
                .condition("=b")
                .endEvent()
                .done());

        assertThat(codes(findings)).containsExactly("g no_default");
        assertThat(findings.get(0).warning()).isTrue();
    }

    @Test
    void an_only_way_with_a_condition_is_a_hole_too() {
        List<Finding> findings = check(Bpmn.createExecutableProcess("p")
                .startEvent()
                .inclusiveGateway("g")
                .condition("=a")
                .endEvent()
                .done());

        assertThat(codes(findings)).containsExactly("g no_default");
    }

    @Test
    void conditions_that_nobody_would_ask_are_refused() {
        List<Finding> findings = check(Bpmn.createExecutableProcess("p")
                .startEvent()
                .userTask("a")
                .sequenceFlowId("link")
                .condition("=x")
                .endEvent()
                .done());

        assertThat(codes(findings)).containsExactly("link condition_not_asked");
    }

    @Test
    void forms_that_are_not_in_the_application_are_refused() {
        List<Finding> findings = check(Bpmn.createExecutableProcess("p")
                .startEvent()
                .userTask("a", t -> t.zeebeFormId("nowhere"))
                .endEvent()
                .done());

        assertThat(codes(findings)).containsExactly("a unknown_form");
    }

    @Test
    void one_api_path_is_one_flow() {
        BpmnModelInstance flow =
                Bpmn.createExecutableProcess("p").startEvent().endEvent().done();

        assertThat(codes(check(flow, flow.clone()))).containsExactly("p duplicate_api_path");
    }

    @Test
    void extensions_that_would_do_something_are_refused_and_those_that_only_tell_something_are_a_doubt() {
        List<Finding> findings = check(Map.of("f.bpmn", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
                  <process id="p" isExecutable="true">
                    <startEvent id="s"/><endEvent id="e"/>
                    <userTask id="a"><extensionElements>
                      <zeebe:taskDefinition type="left over"/><zeebe:priorityDefinition priority="7"/>
                      <zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders><zeebe:taskSchedule followUpDate="2026-03-01"/>
                      <zeebe:executionListeners><zeebe:executionListener eventType="start" type="x"/></zeebe:executionListeners>
                    </extensionElements></userTask>
                    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
                  </process>
                </definitions>""".getBytes(StandardCharsets.UTF_8)));

        assertThat(codes(findings))
                .containsExactly("a no_effect", "a no_effect", "a no_effect", "a extension", "a no_effect");
    }

    @Test
    void a_form_in_the_file_itself_serves_the_tasks_that_name_it() {
        String file = """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
                  <process id="p" isExecutable="true">
                    <extensionElements><zeebe:userTaskForm id="F">%s</zeebe:userTaskForm></extensionElements>
                    <startEvent id="s"/><endEvent id="e"/>
                    <userTask id="a"><extensionElements>
                      <zeebe:formDefinition formKey="camunda-forms:bpmn:F"/></extensionElements></userTask>
                    <sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="e"/>
                  </process>
                </definitions>""";

        assertThat(check(Map.of(
                        "f.bpmn",
                        file.formatted("{\"type\": \"default\", \"components\": []}")
                                .getBytes(StandardCharsets.UTF_8))))
                .isEmpty();
        assertThat(codes(check(Map.of("f.bpmn", file.formatted("{oops").getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("p json", "a unknown_form");
        assertThat(codes(check(Map.of("f.bpmn", file.formatted("[]").getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("p json", "a unknown_form");
    }

    @Test
    void a_doctype_is_refused_and_nothing_outside_is_read() {
        List<Finding> findings = check(Map.of("evil.bpmn", """
                <!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <process id="p" name="&x;" isExecutable="true"/>
                </definitions>
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(codes(findings)).containsExactly("null bpmn");
        assertThat(findings.get(0).message(java.util.Locale.ENGLISH)).doesNotContain("root:");
    }

    /** A process as a text, without the incoming and outgoing elements, which BPMN leaves optional. */
    static List<Finding> process(String elements) {
        return check(Map.of("f.bpmn", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" \
                xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">
                  <process id="p" isExecutable="true">%s</process>
                </definitions>
                """.formatted(elements).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_ends_of_links_count_and_not_what_elements_say_of_them() {
        List<Finding> findings = process("""
                <startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="e1"/><endEvent id="e2"/>
                <sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
                <sequenceFlow id="f2" sourceRef="g" targetRef="e1"/>
                <sequenceFlow id="f3" sourceRef="g" targetRef="e2"/>
                """);

        assertThat(codes(findings)).containsExactly("f2 no_condition", "f3 no_condition", "g no_default");
    }

    @Test
    void a_blank_condition_is_none() {
        List<Finding> findings = process("""
                <startEvent id="s"/><exclusiveGateway id="g" default="f3"/><endEvent id="e1"/><endEvent id="e2"/>
                <sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
                <sequenceFlow id="f2" sourceRef="g" targetRef="e1"><conditionExpression> </conditionExpression></sequenceFlow>
                <sequenceFlow id="f3" sourceRef="g" targetRef="e2"/>
                """);

        assertThat(codes(findings)).containsExactly("f2 no_condition");
    }

    @Test
    void links_need_no_id() {
        assertThat(process("""
                <startEvent id="s"/><parallelGateway id="g"/><parallelGateway id="j"/><endEvent id="e"/>
                <sequenceFlow sourceRef="s" targetRef="g"/><sequenceFlow sourceRef="g" targetRef="j"/>
                <sequenceFlow sourceRef="g" targetRef="j"/><sequenceFlow sourceRef="j" targetRef="e"/>
                """)).isEmpty();
    }

    @Test
    void an_empty_sub_process_is_refused_and_so_is_an_event_at_the_boundary_of_a_gateway() {
        List<Finding> findings = process("""
                <startEvent id="s"/><subProcess id="empty"/><exclusiveGateway id="g"/><endEvent id="e"/>
                <boundaryEvent id="b" attachedToRef="g">
                  <timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>
                </boundaryEvent>
                <sequenceFlow id="f1" sourceRef="s" targetRef="empty"/><sequenceFlow id="f2" sourceRef="empty" targetRef="g"/>
                <sequenceFlow id="f3" sourceRef="g" targetRef="e"/><sequenceFlow id="f4" sourceRef="b" targetRef="e"/>
                """);

        assertThat(codes(findings)).containsExactlyInAnyOrder("empty inner_start", "b boundary_host");
    }

    @Test
    void an_event_based_gateway_leads_to_events_only() {
        List<Finding> findings = process("""
                <startEvent id="s"/><eventBasedGateway id="g"/><userTask id="a"/><endEvent id="e"/>
                <intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>
                </intermediateCatchEvent>
                <sequenceFlow id="f1" sourceRef="s" targetRef="g"/><sequenceFlow id="f2" sourceRef="g" targetRef="a"/>
                <sequenceFlow id="f3" sourceRef="g" targetRef="t"/><sequenceFlow id="f4" sourceRef="a" targetRef="e"/>
                <sequenceFlow id="f5" sourceRef="t" targetRef="e"/>
                """);

        assertThat(codes(findings)).containsExactly("g event_gateway_targets");
    }

    @Test
    void elements_without_an_id_are_refused() {
        List<Finding> findings = process("""
                <startEvent id="s"/><userTask/><endEvent id="e"/>
                <sequenceFlow id="f" sourceRef="s" targetRef="e"/>
                """);

        assertThat(codes(findings)).containsExactly("null no_id");
        assertThat(codes(check(Map.of("f.bpmn", """
                        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                          <process isExecutable="true"/>
                        </definitions>
                        """.getBytes(StandardCharsets.UTF_8)))))
                .contains("null no_id");
    }

    @Test
    void a_default_that_leaves_another_node_is_refused() {
        List<Finding> findings = process("""
                <startEvent id="s"/><exclusiveGateway id="g" default="f1"/><endEvent id="e"/>
                <sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
                <sequenceFlow id="f2" sourceRef="g" targetRef="e"/>
                """);

        assertThat(codes(findings)).containsExactly("g foreign_default");
    }

    @Test
    void links_into_another_process_are_refused() {
        List<Finding> findings = check(Map.of("f.bpmn", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
                  <process id="p" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="x"/></process>
                  <process id="q" isExecutable="false"><endEvent id="x"/></process>
                </definitions>
                """.getBytes(StandardCharsets.UTF_8)));

        assertThat(codes(findings)).contains("f foreign_link", "q no_effect");
    }

    @Test
    void what_would_silently_do_nothing_is_told() {
        List<Finding> findings = process("""
                <extensionElements><zeebe:executionListeners/><zeebe:properties>
                  <zeebe:property name="validaton" value="x"/><zeebe:property value="x"/></zeebe:properties></extensionElements>
                <laneSet id="lanes"><lane id="l"/></laneSet>
                <startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>
                """);

        assertThat(codes(findings))
                .containsExactly("p extension", "lanes no_effect", "p property_unknown", "p property_unknown");
    }

    @Test
    void every_finding_has_a_text_in_every_language() {
        for (Finding finding : check(
                Bpmn.createExecutableProcess("p").startEvent().serviceTask("x").done())) {
            for (String language : List.of("zh-Hant", "zh-Hans", "en", "ja")) {
                assertThat(finding.message(java.util.Locale.forLanguageTag(language)))
                        .doesNotStartWith("finding.");
            }
        }
    }
}
