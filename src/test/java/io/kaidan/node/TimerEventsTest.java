package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.BoundaryEventBuilder;
import io.kaidan.ticket.TicketState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Timers wherever a flow may have them: pauses, deadlines, reminders, event sub-processes, event-based gateways. */
class TimerEventsTest {

    private static BpmnModelInstance pause(String duration) {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .intermediateCatchEvent("pause")
                .timerWithDuration(duration)
                .userTask("after")
                .endEvent()
                .done();
    }

    /** A review with an event at its boundary, which leads to another task. */
    private static BpmnModelInstance review(Consumer<BoundaryEventBuilder> timer) {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .userTask("review")
                .boundaryEvent("timer", timer)
                .userTask("escalate")
                .endEvent()
                .moveToActivity("review")
                .endEvent()
                .done();
    }

    private static BpmnModelInstance alarm(boolean interrupting) {
        return Bpmn.createExecutableProcess("flow")
                .eventSubProcess("alarm", alarm -> alarm.startEvent("rings")
                        .interrupting(interrupting)
                        .timerWithDuration("PT1H")
                        .userTask("check")
                        .endEvent())
                .startEvent()
                .userTask("review")
                .endEvent()
                .done();
    }

    @Test
    void a_pause_waits_for_its_moment_and_for_nobody() {
        Ride ride = Ride.open(pause("PT1H"), Map.of());
        assertThat(ride.waits()).isEmpty();
        assertThat(ride.event("pause").dueAt()).isEqualTo(Ride.NOW.plus(Duration.ofHours(1)));
        assertThat(ride.ticket.state()).isEqualTo(TicketState.OPEN);

        ride.happen("pause");

        assertThat(ride.waits()).isEqualTo("after");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.events).containsExactly("opened", "happened");
    }

    @Test
    void a_pause_whose_expression_gives_no_duration_is_an_incident_until_the_values_are_corrected() {
        Ride ride = Ride.open(pause("=wait"), Map.of("wait", "soon"));
        assertThat(ride.incidents()).isEqualTo("pause timer");
        assertThat(ride.expects()).isEmpty();

        ride.retry(Map.of("wait", "P1D"));

        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.event("pause").dueAt()).isEqualTo(Ride.NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void a_deadline_takes_the_work_away_and_goes_its_own_way() {
        Ride ride = Ride.open(review(b -> b.timerWithDuration("PT1H")), Map.of());
        assertThat(ride.waits()).isEqualTo("review");
        assertThat(ride.expects()).isEqualTo("timer");

        ride.happen("timer");

        assertThat(ride.waits()).isEqualTo("escalate");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.push("escalate").ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void work_that_is_done_in_time_ends_its_deadline() {
        Ride ride = Ride.open(review(b -> b.timerWithDuration("PT1H")), Map.of());

        ride.push("review");

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void a_reminder_comes_as_often_as_its_cycle_says() {
        Ride ride = Ride.open(review(b -> b.cancelActivity(false).timerWithCycle("R3/PT1H")), Map.of());

        for (int hour = 1; hour <= 3; hour++) {
            assertThat(ride.event("timer").dueAt()).isEqualTo(Ride.NOW.plus(Duration.ofHours(hour)));
            ride.happen("timer");
        }

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.waits()).isEqualTo("escalate escalate escalate review");
        ride.push("review").push("escalate").push("escalate").push("escalate");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void a_reminder_by_cron_comes_for_ever() {
        Ride ride = Ride.open(review(b -> b.cancelActivity(false).timerWithCycle("0 0 * * * *")), Map.of());

        ride.happen("timer").happen("timer");

        assertThat(ride.event("timer").dueAt()).isEqualTo(Ride.NOW.plus(Duration.ofHours(3)));
        assertThat(ride.push("review").expects()).isEmpty();
    }

    @Test
    void a_reminder_that_is_no_cycle_comes_once() {
        Ride ride = Ride.open(review(b -> b.cancelActivity(false).timerWithDuration("PT1H")), Map.of());

        ride.happen("timer");

        assertThat(ride.waits()).isEqualTo("escalate review");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void a_deadline_of_a_sub_process_ends_all_that_goes_on_inside() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .subProcess("work", work -> work.embeddedSubProcess()
                                .startEvent()
                                .parallelGateway("fork")
                                .userTask("a")
                                .endEvent()
                                .moveToNode("fork")
                                .intermediateCatchEvent("pause")
                                .timerWithDuration("PT2H")
                                .endEvent())
                        .boundaryEvent("late", b -> b.timerWithDuration("PT1H"))
                        .userTask("escalate")
                        .endEvent()
                        .moveToActivity("work")
                        .endEvent()
                        .done(),
                Map.of());
        assertThat(ride.expects()).isEqualTo("late pause");

        ride.happen("late");

        assertThat(ride.waits()).isEqualTo("escalate");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void a_deadline_of_a_multi_instance_counts_for_all_of_its_instances_together() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .userTask("review", t -> t.multiInstance(m -> m.zeebeInputCollectionExpression("[1, 2, 3]")))
                        .boundaryEvent("late", b -> b.timerWithDuration("PT1H"))
                        .userTask("escalate")
                        .endEvent()
                        .moveToActivity("review")
                        .endEvent()
                        .done(),
                Map.of());
        assertThat(ride.expects()).isEqualTo("late");
        assertThat(ride.push("review").waits()).isEqualTo("review review");

        ride.happen("late");

        assertThat(ride.waits()).isEqualTo("escalate");
    }

    @Test
    void of_an_event_based_gateways_timers_the_first_decides() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .eventBasedGateway("which")
                        .intermediateCatchEvent("short")
                        .timerWithDuration("PT1H")
                        .userTask("first")
                        .endEvent()
                        .moveToNode("which")
                        .intermediateCatchEvent("long")
                        .timerWithDuration("PT2H")
                        .userTask("second")
                        .endEvent()
                        .done(),
                Map.of());
        assertThat(ride.expects()).isEqualTo("long short");

        ride.happen("short");

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.waits()).isEqualTo("first");
    }

    @Test
    void an_event_sub_process_begins_beside_the_flow_or_in_its_place() {
        assertThat(Ride.open(alarm(false), Map.of()).happen("rings").waits()).isEqualTo("check review");
        assertThat(Ride.open(alarm(true), Map.of()).happen("rings").waits()).isEqualTo("check");
    }

    @Test
    void a_flow_that_ends_waits_for_its_event_sub_process_no_more() {
        Ride ride = Ride.open(alarm(false), Map.of()).push("review");

        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.expects()).isEmpty();
    }

    // a timer that cannot happen -------------------------------------------------------------------------------------

    @Test
    void a_timer_that_cannot_happen_is_an_incident_where_it_is_waited_for_and_the_work_stays() {
        Ride ride = Ride.open(review(b -> b.timerWithDuration("PT1H")), Map.of());

        ride.stall("timer").stall("timer");

        assertThat(ride.incidents()).isEqualTo("review internal");
        assertThat(ride.waits()).isEqualTo("review");
        assertThat(ride.expects()).isEqualTo("timer");
        assertThat(ride.push("review").ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void it_is_no_incident_any_more_when_it_happens_after_all() {
        Ride ride = Ride.open(review(b -> b.cancelActivity(false).timerWithCycle("R2/PT1H")), Map.of());

        ride.stall("timer").happen("timer");

        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.waits()).isEqualTo("escalate review");
        assertThat(ride.expects()).isEqualTo("timer");
    }

    @Test
    void a_retry_has_the_timer_tried_again_and_nothing_else_done() {
        Ride ride =
                Ride.open(review(b -> b.timerWithDuration("PT1H")), Map.of()).stall("timer");

        ride.retry(Map.of());

        assertThat(ride.rearmed).containsExactly("timer");
        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.waits()).isEqualTo("review");
        assertThat(ride.expects()).isEqualTo("timer");
    }

    @Test
    void a_timer_of_the_ticket_as_a_whole_that_cannot_happen_is_an_incident_too() {
        Ride ride = Ride.open(alarm(false), Map.of()).stall("rings");
        assertThat(ride.incidents()).isEqualTo("review internal");

        ride.happen("rings");

        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.waits()).isEqualTo("check review");
        assertThat(ride.events).isEqualTo(List.of("opened", "incident", "happened"));
    }
}
