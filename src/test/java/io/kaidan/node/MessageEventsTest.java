package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import io.camunda.zeebe.model.bpmn.builder.UserTaskBuilder;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.TicketState;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageEventsTest {

    private static BpmnModelInstance catching() {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .intermediateCatchEvent("paid")
                .message(m -> m.name("payment").zeebeCorrelationKeyExpression("order"))
                .userTask("ship")
                .endEvent()
                .done();
    }

    // catch ----------------------------------------------------------------------------------------------------------

    @Test
    void a_catch_event_waits_for_the_message_of_its_key_and_takes_its_values() {
        Ride ride = Ride.open(catching(), Map.of("order", "A7"));
        Subscription waiting = ride.event("paid");
        assertThat(waiting.kind()).isEqualTo(Subscription.MESSAGE);
        assertThat(waiting.name()).isEqualTo("payment");
        assertThat(waiting.correlationKey()).isEqualTo("A7");

        ride.happen("paid", Map.of("amount", 300));

        assertThat(ride.waits()).isEqualTo("ship");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.ticket.values()).isEqualTo(Map.of("order", "A7", "amount", 300));
    }

    @Test
    void the_history_tells_what_came_in_the_line_that_it_happened() {
        Ride ride = Ride.open(catching(), Map.of("order", "A7")).happen("paid", Map.of("amount", 300));

        assertThat(ride.events).containsExactly("opened", "happened");
        TicketEvent happened = ride.history.get(1);
        assertThat(happened.node()).isEqualTo("paid");
        assertThat(happened.changes()).isEqualTo(Map.of("amount", Arrays.asList(null, 300)));
    }

    @Test
    void a_message_without_values_happens_all_the_same() {
        Ride ride = Ride.open(catching(), Map.of("order", "A7")).happen("paid");

        assertThat(ride.waits()).isEqualTo("ship");
        assertThat(ride.history.get(1).changes()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "7.00", "0.7e1"})
    void a_key_that_is_a_number_compares_as_the_shortest_text(String number) {
        Ride ride = Ride.open(catching(), Map.of("order", new BigDecimal(number)));

        assertThat(ride.event("paid").correlationKey()).isEqualTo("7");
    }

    @Test
    void a_key_that_lacks_is_an_incident_and_waits_for_nobodys_message() {
        Ride ride = Ride.open(catching(), Map.of());

        assertThat(ride.incidents()).isEqualTo("paid correlation_key");
        assertThat(ride.incident())
                .isEqualTo("Expected a text of 1 to 255 characters or a number as correlation key at \"paid\" but got"
                        + " \"null\".");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.retry(Map.of("order", "A7")).expects()).isEqualTo("paid");
    }

    @Test
    void keys_that_no_index_could_hold_are_incidents() {
        for (Object key : List.of(" ", "x".repeat(256), "a\u0000", true, List.of(1), new BigDecimal("1e300"))) {
            assertThat(Ride.open(catching(), Map.of("order", key)).incidents())
                    .as("%s", key)
                    .isEqualTo("paid correlation_key");
        }
        assertThat(Ride.open(catching(), Map.of("order", "x".repeat(255))).expects())
                .isEqualTo("paid");
    }

    @Test
    void a_name_may_be_an_expression_and_must_then_give_one() {
        BpmnModelInstance drawing = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .intermediateCatchEvent("paid")
                .message(m -> m.nameExpression("name").zeebeCorrelationKeyExpression("1"))
                .endEvent()
                .done();

        assertThat(Ride.open(drawing, Map.of("name", "付款")).event("paid").name())
                .isEqualTo("付款");
        assertThat(Ride.open(drawing, Map.of()).incidents()).isEqualTo("paid event_name");
    }

    @Test
    void outputs_decide_alone_what_is_left_behind() {
        BpmnModelInstance drawing = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .intermediateCatchEvent("paid")
                .message(m -> m.name("payment").zeebeCorrelationKeyExpression("order"))
                .zeebeOutputExpression("amount * 2", "twice")
                .userTask("ship")
                .endEvent()
                .done();

        Ride ride = Ride.open(drawing, Map.of("order", 1)).happen("paid", Map.of("amount", 2));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("order", 1, "twice", 4));
    }

    @Test
    void a_message_whose_outputs_fail_has_happened_and_is_kept_for_another_try() {
        BpmnModelInstance drawing = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .intermediateCatchEvent("paid")
                .message(m -> m.name("payment").zeebeCorrelationKeyExpression("order"))
                .zeebeOutputExpression("assert(amount + rate, rate != null)", "total")
                .userTask("ship")
                .endEvent()
                .done();
        Ride ride = Ride.open(drawing, Map.of("order", 1)).happen("paid", Map.of("amount", 2));
        assertThat(ride.incidents()).isEqualTo("paid feel");
        assertThat(ride.expects())
                .as("a second message does not overwrite the first")
                .isEmpty();

        ride.retry(Map.of("rate", 5));

        assertThat(ride.ticket.values()).containsEntry("total", 7);
        assertThat(ride.waits()).isEqualTo("ship");
    }

    // receive task, boundary -----------------------------------------------------------------------------------------

    @Test
    void a_receive_task_waits_for_its_message() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .receiveTask("wait")
                        .message(m -> m.name("answer").zeebeCorrelationKeyExpression("no"))
                        .endEvent()
                        .done(),
                Map.of("no", 12));
        assertThat(ride.event("wait").correlationKey()).isEqualTo("12");

        ride.happen("wait", Map.of("text", "好"));

        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.ticket.values()).containsEntry("text", "好");
    }

    private static BpmnModelInstance boundary(boolean interrupting) {
        UserTaskBuilder work = Bpmn.createExecutableProcess("flow").startEvent().userTask("work");
        work.endEvent();
        return work.boundaryEvent("changed", b -> b.cancelActivity(interrupting)
                        .message(m -> m.name("change").zeebeCorrelationKeyExpression("no")))
                .userTask("look")
                .endEvent()
                .done();
    }

    @Test
    void an_interrupting_boundary_message_ends_the_activity() {
        Ride ride = Ride.open(boundary(true), Map.of("no", 1)).happen("changed", Map.of("what", "改"));

        assertThat(ride.waits()).isEqualTo("look");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.push("look").ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void a_boundary_message_that_does_not_interrupt_opens_a_branch_each_time() {
        Ride ride = Ride.open(boundary(false), Map.of("no", 1))
                .happen("changed", Map.of("what", "一"))
                .happen("changed", Map.of("what", "二"));

        assertThat(ride.waits()).isEqualTo("look look work");
        assertThat(ride.expects()).isEqualTo("changed");
        assertThat(ride.ticket.values()).containsEntry("what", "二");
        assertThat(ride.push("work").expects()).isEmpty();
        assertThat(ride.push("look").push("look").ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    // event-based gateway --------------------------------------------------------------------------------------------

    @Test
    void at_an_event_based_gateway_the_first_message_decides() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .eventBasedGateway("first")
                        .intermediateCatchEvent("yes")
                        .message(m -> m.name("yes").zeebeCorrelationKeyExpression("no"))
                        .userTask("accepted")
                        .endEvent()
                        .moveToNode("first")
                        .intermediateCatchEvent("declined")
                        .message(m -> m.name("declined").zeebeCorrelationKeyExpression("no"))
                        .endEvent()
                        .done(),
                Map.of("no", 1));
        assertThat(ride.expects()).isEqualTo("declined yes");

        ride.happen("yes", Map.of("by", "mei"));

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.waits()).isEqualTo("accepted");
        assertThat(ride.ticket.values()).containsEntry("by", "mei");
    }

    // event sub-process ----------------------------------------------------------------------------------------------

    private static BpmnModelInstance eventSubProcess(boolean interrupting) {
        ProcessBuilder process = Bpmn.createExecutableProcess("flow");
        process.eventSubProcess("revoke")
                .startEvent("revoked", s -> s.interrupting(interrupting)
                        .message(m -> m.name("revocation").zeebeCorrelationKeyExpression("no")))
                .userTask("undo")
                .endEvent();
        return process.startEvent().userTask("work").endEvent().done();
    }

    @Test
    void an_interrupting_event_sub_process_ends_what_else_goes_on() {
        Ride ride = Ride.open(eventSubProcess(true), Map.of("no", 1));
        assertThat(ride.event("revoked").isOfTicket()).isTrue();

        ride.happen("revoked", Map.of("why", "打錯"));

        assertThat(ride.waits()).isEqualTo("undo");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.history.get(1).variables()).isEqualTo(Map.of("why", Arrays.asList(null, "打錯")));
        assertThat(ride.push("undo").ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void one_that_does_not_interrupt_begins_with_every_message() {
        Ride ride = Ride.open(eventSubProcess(false), Map.of("no", 1))
                .happen("revoked", Map.of("why", "一"))
                .happen("revoked", Map.of("why", "二"));

        assertThat(ride.waits()).isEqualTo("undo undo work");
        assertThat(ride.push("work").push("undo").expects()).isEqualTo("revoked");
        assertThat(ride.push("undo").ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.expects()).isEmpty();
    }

    // start ----------------------------------------------------------------------------------------------------------

    private static BpmnModelInstance starts() {
        return Bpmn.createExecutableProcess("flow")
                .startEvent("byHand")
                .userTask("work")
                .endEvent()
                .moveToProcess("flow")
                .startEvent("byMail")
                .message("mail")
                .userTask("sort")
                .connectTo("work")
                .done();
    }

    @Test
    void a_message_opens_a_ticket_at_its_start_with_its_values() {
        Ride ride = Ride.opened(starts(), "byMail", Map.of("subject", "印表機"));

        assertThat(ride.waits()).isEqualTo("sort");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("subject", "印表機"));
        assertThat(ride.history.get(0).node()).isEqualTo("byMail");
    }

    @Test
    void people_open_at_the_start_without_an_event() {
        Ride ride = Ride.open(starts(), Map.of());

        assertThat(ride.waits()).isEqualTo("work");
        assertThat(ride.history.get(0).node()).isEqualTo("byHand");
    }

    @Test
    void where_there_is_none_people_open_at_the_first_of_the_others() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent("first")
                        .message("a")
                        .userTask("work")
                        .endEvent()
                        .moveToProcess("flow")
                        .startEvent("second")
                        .message("b")
                        .connectTo("work")
                        .done(),
                Map.of());

        assertThat(ride.history.get(0).node()).isEqualTo("first");
    }
}
