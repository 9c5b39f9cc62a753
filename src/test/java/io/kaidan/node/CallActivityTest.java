package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.CallActivityBuilder;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.kaidan.engine.Call;
import io.kaidan.engine.Raised;
import io.kaidan.engine.Signal;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Trigger;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.TicketState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CallActivityTest {

    private static final UnaryOperator<CallActivityBuilder> REPAIR = call -> call.zeebeProcessId("repair");

    private static BpmnModelInstance drawing(UnaryOperator<CallActivityBuilder> call) {
        return call.apply(Bpmn.createExecutableProcess("flow").startEvent().callActivity("call"))
                .userTask("after")
                .endEvent()
                .done();
    }

    private static BpmnModelInstance withBoundary(UnaryOperator<CallActivityBuilder> call) {
        return call.apply(Bpmn.createExecutableProcess("flow").startEvent().callActivity("call"))
                .userTask("after")
                .endEvent()
                .moveToActivity("call")
                .boundaryEvent("caught")
                .error("BROKEN")
                .userTask("mend")
                .endEvent()
                .done();
    }

    private static Raised error(String code) {
        return new Raised(Trigger.Kind.ERROR, code, Map.of());
    }

    @Test
    void the_ticket_waits_until_the_called_one_returns_and_takes_what_it_leaves() {
        Ride ride = Ride.open(drawing(REPAIR), Map.of("title", "漏水", "days", 1));

        assertThat(ride.called()).isEqualTo("repair");
        assertThat(ride.waits()).isEmpty();
        assertThat(ride.calls.get(0).inherited()).containsOnly(entry("title", "漏水"), entry("days", 1));

        ride.returned(Map.of("cost", 300));

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.values()).containsOnly(entry("title", "漏水"), entry("days", 1), entry("cost", 300));
    }

    @Test
    void the_api_path_may_be_an_expression_and_none_is_an_incident() {
        BpmnModelInstance flow = drawing(call -> call.zeebeProcessIdExpression("kind"));

        assertThat(Ride.open(flow, Map.of("kind", "network")).called()).isEqualTo("network");
        Ride ride = Ride.open(flow, Map.of());
        assertThat(ride.incidents()).isEqualTo("call no_called_flow");
        assertThat(ride.retry(Map.of("kind", "printer")).called()).isEqualTo("printer");
    }

    @Test
    void the_called_element_of_plain_bpmn_is_enough() {
        assertThat(Ride.open(drawing(call -> call.calledElement("repair")), Map.of())
                        .called())
                .isEqualTo("repair");
    }

    @Test
    void inputs_go_beside_what_is_inherited_or_alone() {
        UnaryOperator<CallActivityBuilder> withInput =
                call -> REPAIR.apply(call).zeebeInputExpression("title + \"!\"", "title");

        Call all = Ride.open(drawing(withInput), Map.of("title", "漏水", "days", 1))
                .calls
                .get(0);
        assertThat(all.inherited()).containsOnly(entry("days", 1));
        assertThat(all.own()).containsOnly(entry("title", "漏水!"));

        Call alone = Ride.open(
                        drawing(call -> withInput.apply(call).zeebePropagateAllParentVariables(false)),
                        Map.of("title", "漏水", "days", 1))
                .calls
                .get(0);
        assertThat(alone.inherited()).isEmpty();
        assertThat(alone.own()).containsOnly(entry("title", "漏水!"));
    }

    @Test
    void outputs_decide_alone_what_comes_back() {
        Ride ride = Ride.open(drawing(call -> REPAIR.apply(call).zeebeOutputExpression("cost * 2", "total")), Map.of());

        ride.returned(Map.of("cost", 300, "note", "x"));

        assertThat(ride.ticket.values()).containsOnly(entry("total", 600));
    }

    @Test
    void nothing_comes_back_where_the_design_says_so() {
        Ride ride = Ride.open(drawing(call -> REPAIR.apply(call).zeebePropagateAllChildVariables(false)), Map.of());

        ride.returned(Map.of("cost", 300));

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.values()).isEmpty();
    }

    @Test
    void an_output_that_fails_is_an_incident_that_still_knows_what_came_back() {
        Ride ride = Ride.open(
                drawing(call -> REPAIR.apply(call).zeebeOutputExpression("assert(cost, limit > cost)", "total")),
                Map.of("limit", 100));
        ride.returned(Map.of("cost", 300));
        assertThat(ride.incidents()).isEqualTo("call feel");

        ride.retry(Map.of("limit", 500));

        assertThat(ride.called()).isEmpty();
        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.values()).containsEntry("total", 300);
    }

    @Test
    void one_ticket_is_called_for_each_element_of_a_list_and_the_results_come_in_its_order() {
        Ride ride = Ride.open(
                drawing(call -> REPAIR.apply(call).multiInstance(loop -> loop.zeebeInputCollectionExpression("rooms")
                        .zeebeInputElement("room")
                        .zeebeOutputCollection("costs")
                        .zeebeOutputElementExpression("cost"))),
                Map.of("rooms", List.of("A", "B", "C")));
        assertThat(ride.calls).extracting(c -> c.own().get("room")).containsExactly("A", "B", "C");

        for (int at : new int[] {2, 0, 0}) {
            Call call = ride.calls.get(at);
            ride.answer(new Signal.Returned(
                    call.token(), Map.of("cost", "of " + call.own().get("room")), "ben", Ride.NOW));
        }

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.ticket.values()).containsEntry("costs", List.of("of A", "of B", "of C"));
    }

    @Test
    void a_called_ticket_gets_its_element_and_the_document_and_nothing_of_how_the_list_is_counted() {
        Ride ride = Ride.open(
                drawing(call -> REPAIR.apply(call).multiInstance(loop -> loop.sequential()
                        .zeebeInputCollectionExpression("rooms")
                        .zeebeInputElement("room")
                        .zeebeOutputCollection("costs")
                        .zeebeOutputElementExpression("cost"))),
                Map.of("rooms", List.of("A", "B")));
        ride.returned(Map.of("cost", 300));
        Call second = ride.calls.get(ride.calls.size() - 1);

        assertThat(second.inherited()).containsOnly(entry("rooms", List.of("A", "B")));
        assertThat(second.own()).containsEntry("room", "B").doesNotContainKeys("loopCounter", "costs");
    }

    @Test
    void an_input_gives_the_called_ticket_its_number_where_the_design_says_so() {
        Ride ride = Ride.open(
                drawing(call -> REPAIR.apply(call)
                        .zeebeInputExpression("loopCounter", "number")
                        .multiInstance(loop -> loop.zeebeInputCollectionExpression("[7, 8]"))),
                Map.of());
        Ride same = Ride.open(
                drawing(call -> REPAIR.apply(call)
                        .zeebeInputExpression("loopCounter", "loopCounter")
                        .multiInstance(loop -> loop.zeebeInputCollectionExpression("[7]"))),
                Map.of());

        assertThat(ride.calls).extracting(Call::own).containsExactly(Map.of("number", 1), Map.of("number", 2));
        assertThat(same.calls).extracting(Call::own).containsExactly(Map.of("loopCounter", 1));
    }

    @Test
    void sequential_calls_come_one_after_the_other() {
        Ride ride = Ride.open(
                drawing(call -> REPAIR.apply(call).multiInstance(loop -> loop.sequential()
                        .zeebeInputCollectionExpression("[1, 2]")
                        .zeebeInputElement("n"))),
                Map.of());

        assertThat(ride.called()).isEqualTo("repair");
        assertThat(ride.returned(Map.of()).called()).isEqualTo("repair");
        assertThat(ride.returned(Map.of()).waits()).isEqualTo("after");
    }

    @Test
    void an_error_of_the_called_ticket_is_caught_at_the_boundary() {
        Ride ride = Ride.open(withBoundary(REPAIR), Map.of());

        ride.answer(new Signal.Thrown(ride.calls.get(0).token(), error("BROKEN"), "ben", Ride.NOW));

        assertThat(ride.waits()).isEqualTo("mend");
        assertThat(ride.incidents()).isEmpty();
    }

    @Test
    void an_error_that_nothing_catches_is_an_incident_and_another_try_calls_once_more() {
        Ride ride = Ride.open(withBoundary(REPAIR), Map.of());

        ride.answer(new Signal.Thrown(ride.calls.get(0).token(), error("OTHER"), "ben", Ride.NOW));

        assertThat(ride.incidents()).isEqualTo("call uncaught_error");
        assertThat(ride.retry(Map.of()).called()).isEqualTo("repair");
        assertThat(ride.returned(Map.of()).waits()).isEqualTo("after");
    }

    @Test
    void what_is_thrown_and_not_caught_goes_from_a_called_ticket_to_its_caller() {
        Ride ride = Ride.called(Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("split")
                .userTask("a")
                .endEvent("failed")
                .error("BROKEN")
                .moveToNode("split")
                .userTask("b")
                .endEvent()
                .done());

        ride.push("a");

        assertThat(ride.raised).containsExactly(error("BROKEN"));
        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.waits()).as("the other branch is over, too").isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.events).endsWith("pushed", "thrown", "closed");
    }

    @Test
    void an_escalation_goes_to_the_caller_and_the_called_ticket_goes_on() {
        Ride ride = Ride.called(Bpmn.createExecutableProcess("flow")
                .startEvent()
                .intermediateThrowEvent("tell", e -> e.escalation("LATE"))
                .userTask("a")
                .endEvent()
                .done());

        assertThat(ride.raised).containsExactly(new Raised(Trigger.Kind.ESCALATION, "LATE", Map.of()));
        assertThat(ride.waits()).isEqualTo("a");
    }

    @Test
    void a_call_that_is_not_answered_is_an_incident_whose_retry_keeps_one_deadline() {
        Ride ride = Ride.open(
                REPAIR.apply(Bpmn.createExecutableProcess("flow").startEvent().callActivity("call"))
                        .endEvent()
                        .moveToActivity("call")
                        .boundaryEvent("deadline")
                        .timerWithDuration("P1D")
                        .endEvent()
                        .done(),
                Map.of());
        Problem why = Problem.of("call_cancelled", "repair", "7");

        ride.answer(new Signal.Unanswered(ride.calls.get(0).token(), why, "ben", Ride.NOW));

        assertThat(ride.incident())
                .isEqualTo("Expected the called ticket to close but \"repair\" number 7 is cancelled.");
        assertThat(ride.expects()).isEqualTo("deadline");
        ride.retry(Map.of());
        assertThat(ride.called()).isEqualTo("repair");
        assertThat(ride.expects()).isEqualTo("deadline");
    }

    @Test
    void a_deadline_or_the_end_of_the_caller_leaves_the_called_ticket_to_nobody() {
        BpmnModelInstance flow = REPAIR.apply(
                        Bpmn.createExecutableProcess("flow").startEvent().callActivity("call"))
                .endEvent()
                .moveToActivity("call")
                .boundaryEvent("deadline")
                .timerWithDuration("P1D")
                .endEvent()
                .done();

        assertThat(Ride.open(flow, Map.of()).happen("deadline").called()).isEmpty();
        Ride cancelled = Ride.open(flow, Map.of());
        cancelled.intervene(new Signal.Cancel("root", Ride.NOW, "不需要了"));
        assertThat(cancelled.called()).isEmpty();
    }

    @Test
    void a_call_to_nothing_or_to_a_tagged_version_is_not_deployed() {
        assertThat(findings(drawing(call -> call))).containsExactly("call no_called_flow");
        assertThat(findings(drawing(call -> REPAIR.apply(call)
                        .zeebeBindingType(ZeebeBindingType.versionTag)
                        .zeebeVersionTag("v1"))))
                .containsExactly("call call_binding");
    }

    private static List<String> findings(BpmnModelInstance drawing) {
        List<Finding> findings = new ArrayList<>();
        byte[] xml = Bpmn.convertToString(drawing).getBytes(StandardCharsets.UTF_8);
        new ApplicationReader(NodeTypes.ALL).read(Map.of("test.bpmn", xml), findings);
        return findings.stream().map(f -> f.element() + " " + f.code()).toList();
    }
}
