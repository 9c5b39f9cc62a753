package io.kaidan.flow;

import static io.kaidan.flow.DeployCheckTest.check;
import static io.kaidan.flow.DeployCheckTest.codes;
import static io.kaidan.flow.DeployCheckTest.process;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;

/** The ways in which tickets may start on a flow. */
class StartCheckTest {

    @Test
    void a_flow_may_have_one_plain_start_and_others_by_message_or_signal() {
        assertThat(check(starts("m1", "m2", true))).isEmpty();
        assertThat(check(starts("m1", "m2", false))).isEmpty();
    }

    @Test
    void what_comes_must_know_where_the_ticket_opens() {
        assertThat(codes(check(starts("same", "same", true)))).containsExactly("by2 start_twice");
        assertThat(codes(check(starts("=name", "x".repeat(256), true))))
                .containsExactly("by1 start_name", "by2 start_name");
    }

    private static BpmnModelInstance starts(String one, String other, boolean plain) {
        var first = Bpmn.createExecutableProcess("p")
                .startEvent("by1")
                .message(one)
                .userTask("a")
                .endEvent()
                .moveToProcess("p")
                .startEvent("by2")
                .message(other)
                .connectTo("a");
        return plain ? first.moveToProcess("p").startEvent("s").connectTo("a").done() : first.done();
    }

    @Test
    void two_plain_starts_are_one_too_many_and_an_unknown_kind_of_start_is_refused_by_itself() {
        assertThat(codes(process("""
                <startEvent id="s1"/><startEvent id="s2"/><endEvent id="e"/>
                <sequenceFlow id="f1" sourceRef="s1" targetRef="e"/><sequenceFlow id="f2" sourceRef="s2" targetRef="e"/>
                """))).containsExactly("p starts");
        assertThat(codes(process("""
                <startEvent id="s1"/><startEvent id="s2"><timerEventDefinition/></startEvent><endEvent id="e"/>
                <sequenceFlow id="f1" sourceRef="s1" targetRef="e"/><sequenceFlow id="f2" sourceRef="s2" targetRef="e"/>
                """))).contains("s2 unsupported").doesNotContain("p starts");
    }

    @Test
    void a_sub_process_begins_without_an_event() {
        assertThat(codes(check(Bpmn.createExecutableProcess("p")
                        .startEvent()
                        .subProcess("inner", s -> s.embeddedSubProcess()
                                .startEvent("wrong")
                                .message("m")
                                .endEvent())
                        .endEvent()
                        .done())))
                .containsExactly("inner inner_start");
    }
}
