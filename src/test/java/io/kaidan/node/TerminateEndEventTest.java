package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.kaidan.ticket.TicketState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminateEndEventTest {

    @Test
    void what_the_same_run_has_begun_is_over_as_well() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .parallelGateway("fork")
                        .userTask("review")
                        .endEvent()
                        .moveToNode("fork")
                        .endEvent("stop", e -> e.terminate())
                        .done(),
                Map.of());

        assertThat(ride.waits()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void it_ends_the_other_branches_whatever_they_wait_for() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .parallelGateway("fork")
                        .userTask("veto")
                        .endEvent("stop", e -> e.terminate())
                        .moveToNode("fork")
                        .userTask("review")
                        .endEvent()
                        .done(),
                Map.of());

        ride.push("veto");

        assertThat(ride.waits()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.ticket.tokens()).isEmpty();
    }
}
