package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.problem.Finding;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.TicketState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ServiceTaskTest {

    static BpmnModelInstance drawing(UnaryOperator<ServiceTaskBuilder> pay) {
        return pay.apply(Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .serviceTask("pay")
                        .name("付款")
                        .zeebeJobType("payment"))
                .userTask("check")
                .endEvent()
                .done();
    }

    @Test
    void a_ticket_waits_until_the_job_is_done_and_keeps_what_it_gives() {
        Ride ride = Ride.open(drawing(t -> t), Map.of("amount", 7));
        assertThat(ride.jobs()).isEqualTo("payment");
        assertThat(ride.told("payment")).containsEntry("amount", 7);
        assertThat(ride.job("payment").retries()).isEqualTo(3);
        assertThat(ride.waits()).isEmpty();

        ride.complete("payment", Map.of("paid", true));

        assertThat(ride.jobs()).isEmpty();
        assertThat(ride.waits()).isEqualTo("check");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("amount", 7, "paid", true));
    }

    @Test
    void type_and_retries_may_be_feel_and_headers_are_texts() {
        Ride ride = Ride.open(
                drawing(t -> t.zeebeJobTypeExpression("\"pay-\" + country")
                        .zeebeJobRetriesExpression("tries + 1")
                        .zeebeTaskHeader("queue", "=high")),
                Map.of("country", "tw", "tries", 4));

        Job job = ride.job("pay-tw");
        assertThat(job.retries()).isEqualTo(5);
        assertThat(job.headers()).isEqualTo(Map.of("queue", "=high"));
    }

    @Test
    void a_type_that_is_null_and_retries_that_are_none_are_incidents() {
        Ride ride = Ride.open(drawing(t -> t.zeebeJobTypeExpression("kind")), Map.of());
        assertThat(ride.incidents()).isEqualTo("pay job_type");
        assertThat(ride.retry(Map.of("kind", "x")).jobs()).isEqualTo("x");

        ride = Ride.open(drawing(t -> t.zeebeJobRetriesExpression("tries")), Map.of("tries", 0));
        assertThat(ride.incident()).isEqualTo("Expected 1 to 1000 retries but got \"0\".");
        assertThat(ride.retry(Map.of("tries", 1)).job("payment").retries()).isEqualTo(1);
    }

    @Test
    void inputs_are_what_the_worker_sees_and_outputs_what_is_left_behind() {
        Ride ride = Ride.open(
                drawing(t -> t.zeebeInputExpression("amount * 2", "sum").zeebeOutputExpression("receipt", "proof")),
                Map.of("amount", 7));
        assertThat(ride.told("payment").get("sum")).hasToString("14");

        ride.complete("payment", Map.of("receipt", "r-1", "noise", 1));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("amount", 7, "proof", "r-1"));
    }

    @Test
    void an_output_that_fails_is_an_incident_and_its_retry_needs_no_job() {
        Ride ride =
                Ride.open(drawing(t -> t.zeebeOutputExpression("assert(receipt, ready = true)", "proof")), Map.of());

        ride.complete("payment", Map.of("receipt", "r-1"));
        assertThat(ride.incidents()).isEqualTo("pay feel");
        assertThat(ride.jobs()).isEmpty();

        ride.retry(Map.of("ready", true));
        assertThat(ride.waits()).isEqualTo("check");
        assertThat(ride.ticket.values()).containsEntry("proof", "r-1");
    }

    @Test
    void a_failed_job_is_an_incident_with_the_workers_message_and_a_retry_makes_another() {
        Ride ride = Ride.open(drawing(t -> t), Map.of());

        ride.fail("payment", "銀行沒有回應");
        assertThat(ride.incident()).isEqualTo("Expected the job to be done but it failed: 銀行沒有回應");
        assertThat(ride.jobs()).isEmpty();

        ride.retry(Map.of("bank", "b"));
        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.told("payment")).containsEntry("bank", "b");
        assertThat(ride.job("payment").retries()).isEqualTo(3);
        assertThat(ride.complete("payment", Map.of()).waits()).isEqualTo("check");
    }

    @Test
    void a_job_that_does_not_give_what_an_output_hands_on_is_an_incident_and_is_tried_again() {
        Ride ride = Ride.open(drawing(t -> t.zeebeOutputExpression("receipt", "proof")), Map.of());

        ride.complete("payment", Map.of("noise", 1));
        assertThat(ride.incidents()).isEqualTo("pay missing_output");
        assertThat(ride.incident()).contains("\"receipt\"");

        ride.retry(Map.of()).complete("payment", Map.of("receipt", "r-1"));
        assertThat(ride.waits()).isEqualTo("check");
        assertThat(ride.ticket.values()).containsEntry("proof", "r-1");
    }

    @Test
    void an_output_that_makes_something_of_a_value_bears_its_lack() {
        Ride ride = Ride.open(
                drawing(t -> t.zeebeOutputExpression("if receipt = null then \"none\" else receipt", "proof")),
                Map.of());

        assertThat(ride.complete("payment", Map.of()).waits()).isEqualTo("check");
        assertThat(ride.ticket.values()).containsEntry("proof", "none");
    }

    @Test
    void a_retry_takes_corrected_values_into_the_inputs() {
        Ride ride = Ride.open(drawing(t -> t.zeebeInputExpression("host + \"/pay\"", "host")), Map.of("host", "a"));
        assertThat(ride.told("payment")).containsEntry("host", "a/pay");

        ride.fail("payment", "no such host").retry(Map.of("host", "b"));

        assertThat(ride.told("payment")).containsEntry("host", "b/pay");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("host", "b"));
    }

    private static BpmnModelInstance withBoundaries() {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .serviceTask("pay", t -> t.zeebeJobType("payment"))
                .endEvent()
                .moveToActivity("pay")
                .boundaryEvent("late", b -> b.timerWithDuration("PT1H"))
                .userTask("call")
                .endEvent()
                .moveToActivity("pay")
                .boundaryEvent("poor", b -> b.error("NO_MONEY"))
                .userTask("ask")
                .endEvent()
                .done();
    }

    @Test
    void an_incident_and_its_retry_leave_the_timers_at_the_boundary_alone() {
        Ride ride = Ride.open(withBoundaries(), Map.of());
        var timer = ride.event("late");

        ride.fail("payment", "x");
        assertThat(ride.event("late")).isSameAs(timer);
        ride.retry(Map.of()).fail("payment", "y").retry(Map.of());
        assertThat(ride.event("late")).isSameAs(timer);
        assertThat(ride.expects()).isEqualTo("late");

        assertThat(ride.complete("payment", Map.of()).expects()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void a_boundary_event_that_interrupts_takes_the_job_away() {
        Ride ride = Ride.open(withBoundaries(), Map.of());

        ride.happen("late");

        assertThat(ride.jobs()).isEmpty();
        assertThat(ride.waits()).isEqualTo("call");
    }

    @Test
    void an_error_goes_to_the_event_that_catches_it_and_brings_its_values() {
        Ride ride = Ride.open(withBoundaries(), Map.of());

        ride.error("payment", "NO_MONEY", Map.of("lacks", 3));

        assertThat(ride.waits()).isEqualTo("ask");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("lacks", 3));
        assertThat(ride.jobs() + ride.expects()).isEmpty();
    }

    @Test
    void an_error_that_nothing_catches_is_an_incident_and_a_retry_makes_another_job() {
        Ride ride = Ride.open(withBoundaries(), Map.of());

        ride.error("payment", "OTHER", Map.of());
        assertThat(ride.incidents()).isEqualTo("pay uncaught_error");
        assertThat(ride.jobs()).isEmpty();
        assertThat(ride.expects()).isEqualTo("late");

        ride.retry(Map.of()).error("payment", "NO_MONEY", Map.of());
        assertThat(ride.waits()).isEqualTo("ask");
    }

    @Test
    void a_job_goes_with_its_ticket_and_with_its_token() {
        Ride cancelled = Ride.open(drawing(t -> t), Map.of());
        cancelled.intervene(new io.kaidan.engine.Signal.Cancel("root", Ride.NOW, "開錯了"));
        assertThat(cancelled.jobs()).isEmpty();

        Ride moved = Ride.open(drawing(t -> t), Map.of());
        moved.move("pay", "check");
        assertThat(moved.jobs()).isEmpty();
        assertThat(moved.waits()).isEqualTo("check");
    }

    @Test
    void a_terminate_end_takes_the_jobs_of_other_branches_away() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .parallelGateway("fork")
                        .serviceTask("pay", t -> t.zeebeJobType("payment"))
                        .endEvent()
                        .moveToNode("fork")
                        .endEvent("stop", e -> e.terminate())
                        .done(),
                Map.of());

        assertThat(ride.jobs()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void each_instance_has_a_job_of_its_own_and_the_results_keep_the_order_of_the_list() {
        Ride ride = Ride.open(
                drawing(t -> t.multiInstance(m -> m.parallel()
                        .zeebeInputCollectionExpression("people")
                        .zeebeInputElement("person")
                        .zeebeOutputCollection("receipts")
                        .zeebeOutputElementExpression("receipt"))),
                Map.of("people", List.of("amy", "ben")));
        assertThat(ride.jobs()).isEqualTo("payment payment");

        assertThat(ride.told("payment")).containsEntry("person", "amy");
        ride.fail("payment", "once").retry(Map.of());
        assertThat(ride.told("payment")).containsEntry("person", "ben");
        ride.complete("payment", Map.of("receipt", "b"));
        assertThat(ride.told("payment")).containsEntry("person", "amy");
        ride.complete("payment", Map.of("receipt", "a"));

        assertThat(ride.ticket.values().get("receipts")).isEqualTo(Arrays.asList("a", "b"));
        assertThat(ride.waits()).isEqualTo("check");
    }

    @Test
    void an_instance_that_tries_again_still_knows_its_element() {
        Ride ride = Ride.open(
                drawing(t -> t.zeebeInputExpression("person", "person").multiInstance(m -> m.parallel()
                        .zeebeInputCollectionExpression("[\"amy\"]")
                        .zeebeInputElement("person"))),
                Map.of());

        ride.fail("payment", "once").retry(Map.of());

        assertThat(ride.told("payment")).containsEntry("person", "amy");
    }

    @Test
    void enough_instances_take_the_jobs_of_the_others_away() {
        Ride ride = Ride.open(
                drawing(t -> t.multiInstance(m -> m.parallel()
                        .zeebeInputCollectionExpression("[1, 2, 3]")
                        .completionCondition("=numberOfCompletedInstances = 1"))),
                Map.of());

        ride.complete("payment", Map.of());

        assertThat(ride.jobs()).isEmpty();
        assertThat(ride.waits()).isEqualTo("check");
    }

    @TestFactory
    Stream<DynamicTest> other_elements_with_a_task_definition_are_jobs_too() {
        return Stream.of(
                        Bpmn.createExecutableProcess("sendTask")
                                .startEvent()
                                .sendTask("it", t -> t.zeebeJobType("work"))
                                .endEvent()
                                .done(),
                        Bpmn.createExecutableProcess("businessRuleTask")
                                .startEvent()
                                .businessRuleTask("it", t -> t.zeebeJobType("work"))
                                .endEvent()
                                .done(),
                        Bpmn.createExecutableProcess("scriptTask")
                                .startEvent()
                                .scriptTask("it", t -> t.zeebeJobType("work"))
                                .endEvent()
                                .done(),
                        Bpmn.createExecutableProcess("intermediateThrowEvent")
                                .startEvent()
                                .intermediateThrowEvent(
                                        "it", e -> e.message("m").zeebeJobType("work"))
                                .endEvent()
                                .done(),
                        Bpmn.createExecutableProcess("endEvent")
                                .startEvent()
                                .endEvent("it", e -> e.message("m").zeebeJobType("work"))
                                .done())
                .map(drawing -> DynamicTest.dynamicTest(
                        drawing.getModelElementById("it").getElementType().getTypeName(), () -> {
                            Ride ride = Ride.open(drawing, Map.of());
                            assertThat(ride.jobs()).isEqualTo("work");
                            ride.complete("work", Map.of("done", true));
                            assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
                            assertThat(ride.ticket.values()).containsEntry("done", true);
                        }));
    }

    @Test
    void a_definition_that_lacks_or_is_wrong_is_refused_at_deploy() {
        assertThat(findings(Bpmn.createExecutableProcess("p")
                        .startEvent()
                        .serviceTask("a")
                        .endEvent()
                        .done()))
                .containsExactly("a no_task_definition");
        assertThat(findings(drawing(t -> t.zeebeJobRetries("none")))).containsExactly("pay retries");
        assertThat(findings(drawing(t -> t.zeebeJobRetries("0")))).containsExactly("pay retries");
        assertThat(findings(drawing(t -> t.zeebeJobTypeExpression("1 +")))).containsExactly("pay feel");
        assertThat(findings(drawing(t -> t.zeebeJobType("http").zeebeTaskHeader("url", "=1 +"))))
                .containsExactly("pay feel");
        assertThat(findings(Bpmn.createExecutableProcess("p")
                        .startEvent()
                        .businessRuleTask("a")
                        .endEvent()
                        .done()))
                .containsExactly("a unsupported");
    }

    private static List<String> findings(BpmnModelInstance drawing) {
        List<Finding> findings = new ArrayList<>();
        new ApplicationReader(NodeTypes.ALL)
                .read(Map.of("test.bpmn", Bpmn.convertToString(drawing).getBytes(StandardCharsets.UTF_8)), findings);
        return findings.stream().map(f -> f.element() + " " + f.code()).toList();
    }
}
