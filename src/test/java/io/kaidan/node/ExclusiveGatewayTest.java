package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExclusiveGatewayTest {

    private static BpmnModelInstance drawing(String first, String second, boolean withDefault) {
        var gateway = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .exclusiveGateway("size")
                .name("大小")
                .condition(first)
                .userTask("big")
                .endEvent()
                .moveToNode("size")
                .condition(second)
                .userTask("small")
                .endEvent();
        return withDefault
                ? gateway.moveToLastExclusiveGateway()
                        .defaultFlow()
                        .userTask("other")
                        .endEvent()
                        .done()
                : gateway.done();
    }

    @Test
    void the_first_condition_that_holds_wins() {
        BpmnModelInstance both = drawing("=days > 3", "=days > 1", true);

        assertThat(Ride.open(both, Map.of("days", 5)).waits()).isEqualTo("big");
        assertThat(Ride.open(both, Map.of("days", 2)).waits()).isEqualTo("small");
    }

    @Test
    void where_none_holds_the_default_is_taken() {
        assertThat(Ride.open(drawing("=days > 3", "=days > 1", true), Map.of("days", 1))
                        .waits())
                .isEqualTo("other");
    }

    @Test
    void a_value_that_lacks_makes_a_condition_not_true() {
        assertThat(Ride.open(drawing("=days > 3", "=days > 1", true), Map.of()).waits())
                .isEqualTo("other");
    }

    @Test
    void the_condition_of_an_only_way_is_asked_too() {
        BpmnModelInstance one = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .exclusiveGateway("size")
                .condition("=days > 3")
                .userTask("big")
                .endEvent()
                .done();

        assertThat(Ride.open(one, Map.of("days", 5)).waits()).isEqualTo("big");
        assertThat(Ride.open(one, Map.of("days", 1)).incidents()).isEqualTo("size no_condition_true");
    }

    @Test
    void without_a_default_and_a_condition_that_holds_it_is_an_incident_until_the_values_are_corrected() {
        Ride ride = Ride.open(drawing("=days > 3", "=days > 1", false), Map.of("days", 1));

        assertThat(ride.incident()).isEqualTo("Expected a condition of the gateway \"大小\" to hold but none does.");
        assertThat(ride.retry(Map.of("days", 1)).incidents()).isEqualTo("size no_condition_true");
        assertThat(ride.retry(Map.of("days", 4)).waits()).isEqualTo("big");
        assertThat(ride.incidents()).isEmpty();
    }

    @Test
    void a_condition_that_gives_a_number_is_an_incident() {
        assertThat(Ride.open(drawing("=days", "=days > 1", true), Map.of("days", 1))
                        .incidents())
                .isEqualTo("size feel");
    }

    @Test
    void chinese_names_work_in_conditions() {
        assertThat(Ride.open(drawing("=天數 > 3", "=天數 > 1", true), Map.of("天數", 4))
                        .waits())
                .isEqualTo("big");
    }

    @Test
    void a_loop_without_a_wait_is_stopped() {
        BpmnModelInstance loop = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .exclusiveGateway("spin")
                .defaultFlow()
                .endEvent()
                .moveToNode("spin")
                .condition("=true")
                .connectTo("spin")
                .done();

        assertThat(Ride.open(loop, Map.of()).incidents()).isEqualTo("spin step_limit");
    }
}
