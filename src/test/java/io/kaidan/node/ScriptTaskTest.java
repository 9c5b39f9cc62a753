package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ScriptTaskBuilder;
import io.kaidan.problem.Refused;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ScriptTaskTest {

    private static BpmnModelInstance drawing(UnaryOperator<ScriptTaskBuilder> script) {
        return script.apply(Bpmn.createExecutableProcess("flow").startEvent().scriptTask("compute"))
                .userTask("after")
                .endEvent()
                .done();
    }

    @Test
    void the_result_goes_into_the_result_variable() {
        Ride ride = Ride.open(
                drawing(s -> s.zeebeExpression("=price * count").zeebeResultVariable("total")),
                Map.of("price", 3, "count", 4));

        assertThat(ride.ticket.values()).containsEntry("total", 12).containsEntry("price", 3);
        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.events).containsExactly("opened", "set");
    }

    @Test
    void without_a_result_variable_a_context_is_merged_into_the_ticket() {
        Ride ride = Ride.open(
                drawing(s -> s.zeebeExpression("={狀態: \"急\", days: days + 1}").zeebeResultVariable("")),
                Map.of("days", 1));

        assertThat(ride.ticket.values()).containsEntry("狀態", "急").containsEntry("days", 2);
    }

    @Test
    void without_a_result_variable_anything_else_than_a_context_is_refused() {
        assertThatThrownBy(
                        () -> Ride.open(drawing(s -> s.zeebeExpression("=1 + 1").zeebeResultVariable("")), Map.of()))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.has("feel")).isTrue());
    }

    @Test
    void outputs_decide_alone_what_reaches_the_ticket() {
        Ride ride = Ride.open(
                drawing(s -> s.zeebeExpression("=[1, 2, 3]")
                        .zeebeResultVariable("all")
                        .zeebeInputExpression("x", "unused")
                        .zeebeOutputExpression("count(all)", "result.size")),
                Map.of("result", Map.of("kept", true)));

        assertThat(ride.ticket.values())
                .containsOnlyKeys("result")
                .containsEntry("result", Map.of("kept", true, "size", 3));
    }

    @Test
    void lists_stay_lists() {
        Ride ride = Ride.open(
                drawing(s -> s.zeebeExpression("=for i in 1..3 return i * 2").zeebeResultVariable("even")), Map.of());

        assertThat(ride.ticket.values()).containsEntry("even", List.of(2, 4, 6));
    }
}
