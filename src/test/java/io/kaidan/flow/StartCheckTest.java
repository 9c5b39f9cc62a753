package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Flows that tickets can start on in several ways. */
class StartCheckTest {

    private static List<String> codes(BpmnModelInstance drawing) {
        List<Finding> findings = new ArrayList<>();
        byte[] bpmn = Bpmn.convertToString(drawing).getBytes(StandardCharsets.UTF_8);
        new ApplicationReader(NodeTypes.ALL).read(Map.of("flow.bpmn", bpmn), findings);
        return findings.stream().map(f -> f.element() + " " + f.code()).toList();
    }

    @Test
    void a_flow_may_have_one_plain_start_and_others_by_message_or_signal() {
        assertThat(codes(starts("m1", "m2", true))).isEmpty();
        assertThat(codes(starts("m1", "m2", false))).isEmpty();
    }

    @Test
    void what_comes_must_know_where_the_ticket_opens() {
        assertThat(codes(starts("same", "same", true))).containsExactly("by2 start_twice");
        assertThat(codes(starts("=name", "x".repeat(256), true))).containsExactly("by1 start_name", "by2 start_name");
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
}
