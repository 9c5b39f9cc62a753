package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A step that fails leaves its token in place, and the other branches alone; it can be retried. */
class IncidentTest {

    @Test
    void the_other_branches_wait_and_go_on() {
        Ride ride = Ride.open(branches(), Map.of("days", 1));

        assertThat(ride.incidents()).isEqualTo("size no_condition_true");
        assertThat(ride.waits()).isEqualTo("a");

        ride.push("a");

        assertThat(ride.waits()).isEmpty();
        assertThat(ride.ticket.isOpen()).isTrue();
        ride.retry(Map.of("days", 4));
        assertThat(ride.waits()).isEqualTo("c");
    }

    @Test
    void what_only_the_branch_knows_is_corrected_where_it_is_known() {
        BpmnModelInstance drawing = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .subProcess("sub", s -> s.zeebeInputExpression("wanted", "list"))
                .embeddedSubProcess()
                .startEvent()
                .userTask("each")
                .multiInstance(m -> m.zeebeInputCollectionExpression("list").zeebeInputElement("one"))
                .endEvent()
                .subProcessDone()
                .endEvent()
                .done();
        Ride ride = Ride.open(drawing, Map.of("wanted", "nothing"));
        assertThat(ride.incidents()).isEqualTo("each no_list");

        ride.retry(Map.of("list", List.of("a", "b")));

        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.waits()).isEqualTo("each each");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("wanted", "nothing"));
    }

    @Test
    void one_that_is_retried_may_take_the_others_away() {
        BpmnModelInstance drawing = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("split")
                .exclusiveGateway("size")
                .condition("=days > 3")
                .endEvent("over")
                .terminate()
                .moveToNode("size")
                .condition("=days < 0")
                .endEvent()
                .moveToNode("split")
                .exclusiveGateway("other")
                .condition("=days > 3")
                .userTask("b")
                .endEvent()
                .moveToNode("other")
                .condition("=days < 0")
                .endEvent()
                .done();
        Ride ride = Ride.open(drawing, Map.of("days", 1));
        assertThat(ride.incidents()).isEqualTo("other no_condition_true, size no_condition_true");

        ride.retry(Map.of("days", 5));

        assertThat(ride.ticket.isOpen()).isFalse();
        assertThat(ride.ticket.tokens()).isEmpty();
        assertThat(ride.waits()).isEmpty();
    }

    @Test
    void a_token_that_is_moved_away_has_failed_no_more() {
        Ride ride = Ride.open(branches(), Map.of("days", 1));

        ride.move("size", "a");

        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.waits()).isEqualTo("a a");
    }

    @Test
    void what_has_not_begun_to_wait_begins_once_on_another_version() {
        Ride ride = Ride.open(each(false), Map.of("list", "nothing"));
        assertThat(ride.incidents()).isEqualTo("each no_list");

        ride.migrate(each(true), Map.of());

        assertThat(ride.incidents()).isEqualTo("each no_list");
        assertThat(ride.expects()).isEmpty();
        ride.retry(Map.of("list", List.of("a", "b")));
        assertThat(ride.waits()).isEqualTo("each each");
        assertThat(ride.expects()).isEqualTo("deadline");
    }

    private static BpmnModelInstance each(boolean deadline) {
        var task = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .userTask("each")
                .multiInstance(m -> m.zeebeInputCollectionExpression("list").zeebeInputElement("one"));
        return deadline
                ? task.boundaryEvent("deadline")
                        .timerWithDuration("PT1H")
                        .endEvent()
                        .moveToActivity("each")
                        .endEvent()
                        .done()
                : task.endEvent().done();
    }

    @Test
    void a_reason_that_names_a_large_value_is_cut() {
        Ride ride = Ride.open(each(false), Map.of("list", "長".repeat(100_000)));

        assertThat(ride.incident()).hasSizeLessThan(5_000).contains("長長長…");
    }

    private static BpmnModelInstance branches() {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("split")
                .userTask("a")
                .parallelGateway("join")
                .userTask("c")
                .endEvent()
                .moveToNode("split")
                .exclusiveGateway("size")
                .condition("=days > 3")
                .connectTo("join")
                .moveToNode("size")
                .condition("=days < 0")
                .endEvent()
                .done();
    }
}
