package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.TicketState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InclusiveGatewayTest {

    private static final BpmnModelInstance THREE = Bpmn.createExecutableProcess("flow")
            .startEvent()
            .inclusiveGateway("split")
            .condition("=cost > 10")
            .userTask("finance")
            .inclusiveGateway("join")
            .userTask("after")
            .endEvent()
            .moveToNode("split")
            .condition("=urgent")
            .userTask("boss")
            .connectTo("join")
            .moveToNode("split")
            .condition("=cost > 100")
            .userTask("board")
            .connectTo("join")
            .done();

    @Test
    void every_branch_whose_condition_holds_is_taken() {
        assertThat(Ride.open(THREE, Map.of("cost", 500, "urgent", true)).waits())
                .isEqualTo("board boss finance");
        assertThat(Ride.open(THREE, Map.of("cost", 50, "urgent", false)).waits())
                .isEqualTo("finance");
    }

    @Test
    void the_join_waits_for_the_branches_that_were_taken_and_for_no_other() {
        Ride ride = Ride.open(THREE, Map.of("cost", 50, "urgent", true));

        ride.push("boss");
        assertThat(ride.waits()).isEqualTo("finance");
        ride.push("finance");

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.tokens()).hasSize(1);
    }

    @Test
    void one_branch_alone_passes_the_join_at_once() {
        assertThat(Ride.open(THREE, Map.of("cost", 50)).push("finance").waits()).isEqualTo("after");
    }

    @Test
    void without_a_condition_that_holds_and_a_default_the_call_is_refused() {
        assertThatThrownBy(() -> Ride.open(THREE, Map.of("cost", 1)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.has("no_condition_true"))
                        .isTrue());
    }

    @Test
    void a_branch_that_turns_away_from_the_join_is_waited_for_no_longer() {
        BpmnModelInstance away = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("fork")
                .userTask("a")
                .inclusiveGateway("join")
                .userTask("after")
                .endEvent()
                .moveToNode("fork")
                .userTask("b")
                .exclusiveGateway("leave")
                .defaultFlow()
                .connectTo("join")
                .moveToNode("leave")
                .condition("=stop")
                .endEvent()
                .done();
        Ride ride = Ride.open(away, Map.of("stop", true));

        ride.push("a");
        assertThat(ride.waits()).isEqualTo("b");
        ride.push("b");

        assertThat(ride.waits()).isEqualTo("after");
        ride.push("after");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }
}
