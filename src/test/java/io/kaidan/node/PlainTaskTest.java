package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTaskTest {

    @Test
    void outputs_set_fields_and_inputs_are_values_of_their_own() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .task("set")
                        .zeebeInputExpression("days * 8", "hours")
                        .zeebeOutputExpression("hours + 1", "effort")
                        .userTask("after")
                        .endEvent()
                        .done(),
                Map.of("days", 2));

        assertThat(ride.ticket.values()).containsOnlyKeys("days", "effort").containsEntry("effort", 17);
        assertThat(ride.waits()).isEqualTo("after");
    }

    @Test
    void without_a_mapping_it_is_passed() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .task("nothing")
                        .userTask("after")
                        .endEvent()
                        .done(),
                Map.of());

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.events).containsExactly("opened");
    }
}
