package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.ticket.TicketState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParallelGatewayTest {

    private static final BpmnModelInstance TWO = Bpmn.createExecutableProcess("flow")
            .startEvent()
            .parallelGateway("fork")
            .userTask("a")
            .parallelGateway("join")
            .userTask("after")
            .endEvent()
            .moveToNode("fork")
            .userTask("b")
            .connectTo("join")
            .done();

    @Test
    void every_branch_waits_at_once() {
        assertThat(Ride.open(TWO, Map.of()).waits()).isEqualTo("a b");
    }

    @Test
    void the_join_waits_for_all_branches_and_goes_on_once() {
        Ride ride = Ride.open(TWO, Map.of());

        ride.push("b");
        assertThat(ride.waits()).isEqualTo("a");
        ride.push("a");

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.tokens()).hasSize(1);
        ride.push("after");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void branches_without_a_wait_join_too() {
        BpmnModelInstance straight = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("fork")
                .parallelGateway("join")
                .userTask("after")
                .endEvent()
                .moveToNode("fork")
                .connectTo("join")
                .done();

        Ride ride = Ride.open(straight, Map.of());

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.tokens()).hasSize(1);
    }

    @Test
    void without_a_join_the_ticket_closes_with_its_last_branch() {
        BpmnModelInstance open = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("fork")
                .userTask("a")
                .endEvent()
                .moveToNode("fork")
                .userTask("b")
                .endEvent()
                .done();
        Ride ride = Ride.open(open, Map.of());

        ride.push("a");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.OPEN);
        ride.push("b");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void a_join_that_could_never_fire_is_an_incident_instead_of_waiting_for_ever() {
        BpmnModelInstance either = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .exclusiveGateway("either")
                .defaultFlow()
                .parallelGateway("join")
                .endEvent()
                .moveToNode("either")
                .condition("=x")
                .connectTo("join")
                .done();

        assertThat(Ride.open(either, Map.of("x", true)).incidents()).isEqualTo("join stuck");
    }

    @Test
    void a_join_in_a_loop_joins_every_round_once() {
        BpmnModelInstance loop = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .exclusiveGateway("merge")
                .parallelGateway("fork")
                .userTask("a")
                .parallelGateway("join")
                .exclusiveGateway("again")
                .defaultFlow()
                .endEvent()
                .moveToNode("again")
                .condition("=again")
                .connectTo("merge")
                .moveToNode("fork")
                .userTask("b")
                .connectTo("join")
                .done();
        Ride ride = Ride.open(loop, Map.of("again", true));

        ride.push("a").push("b");
        assertThat(ride.waits()).isEqualTo("a b");
        ride.write("again", false).push("b").push("a");

        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.ticket.tokens()).isEmpty();
    }
}
