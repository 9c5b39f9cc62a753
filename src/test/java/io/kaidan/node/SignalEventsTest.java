package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import io.camunda.zeebe.model.bpmn.builder.UserTaskBuilder;
import io.kaidan.engine.Effects;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.TicketState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalEventsTest {

    // throw ----------------------------------------------------------------------------------------------------------

    @Test
    void a_throw_event_throws_and_goes_on() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .intermediateThrowEvent("tell", t -> t.signal("停電"))
                        .userTask("work")
                        .endEvent()
                        .done(),
                Map.of("secret", 1));

        assertThat(ride.waits()).isEqualTo("work");
        assertThat(ride.thrown).singleElement().satisfies(thrown -> {
            assertThat(thrown.name()).isEqualTo("停電");
            assertThat(thrown.values())
                    .as("nothing of the ticket without inputs")
                    .isEmpty();
            assertThat(thrown.waited()).isEmpty();
        });
    }

    @Test
    void an_end_event_throws_with_its_inputs_and_ends() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .endEvent("tell", e -> e.signal("=\"area \" + area").zeebeInputExpression("days + 1", "until"))
                        .done(),
                Map.of("area", "北", "days", 2));

        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.ticket.values()).doesNotContainKey("until");
        assertThat(ride.thrown).extracting(Effects.Thrown::name).containsExactly("area 北");
        assertThat(ride.thrown.get(0).values()).isEqualTo(Map.of("until", 3));
    }

    @Test
    void a_name_that_cannot_be_told_is_an_incident_and_nothing_is_thrown() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .intermediateThrowEvent("tell", t -> t.signal("=name"))
                        .endEvent()
                        .done(),
                Map.of());
        assertThat(ride.incidents()).isEqualTo("tell event_name");
        assertThat(ride.thrown).isEmpty();

        ride.retry(Map.of("name", "go"));

        assertThat(ride.thrown).hasSize(1);
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void outputs_that_fail_throw_nothing_so_that_another_try_does_not_throw_twice() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .intermediateThrowEvent(
                                "tell", t -> t.signal("go").zeebeOutputExpression("assert(rate, rate != null)", "told"))
                        .endEvent()
                        .done(),
                Map.of());
        assertThat(ride.incidents()).isEqualTo("tell feel");
        assertThat(ride.thrown).isEmpty();

        ride.retry(Map.of("rate", 1));

        assertThat(ride.thrown).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_branch_beside_it_is_told_whichever_is_drawn_first_and_what_comes_after_it_is_not(boolean catchFirst) {
        var split = Bpmn.createExecutableProcess("flow").startEvent().parallelGateway("split");
        if (catchFirst) {
            split.intermediateCatchEvent("before", c -> c.signal("go")).endEvent();
        }
        split.intermediateThrowEvent("tell", t -> t.signal("go"))
                .intermediateCatchEvent("after", c -> c.signal("go"))
                .endEvent();
        if (!catchFirst) {
            split.intermediateCatchEvent("before", c -> c.signal("go")).endEvent();
        }
        Ride ride = Ride.open(split.done(), Map.of());

        assertThat(ride.expects()).isEqualTo("after before");
        assertThat(ride.thrown.get(0).waited()).extracting(Subscription::node).containsExactly("before");
    }

    // catch ----------------------------------------------------------------------------------------------------------

    @Test
    void a_catch_event_takes_what_the_signal_brings() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .intermediateCatchEvent("wait", c -> c.signal("go"))
                        .endEvent()
                        .done(),
                Map.of());
        assertThat(ride.event("wait").kind()).isEqualTo(Subscription.SIGNAL);
        assertThat(ride.event("wait").correlationKey()).isNull();

        ride.happen("wait", Map.of("speed", 3));

        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.ticket.values()).isEqualTo(Map.of("speed", 3));
    }

    private static BpmnModelInstance boundary(boolean interrupting) {
        UserTaskBuilder work = Bpmn.createExecutableProcess("flow").startEvent().userTask("work");
        work.endEvent();
        return work.boundaryEvent("alarm", b -> b.cancelActivity(interrupting).signal("fire"))
                .userTask("leave")
                .endEvent()
                .done();
    }

    @Test
    void an_interrupting_boundary_signal_ends_the_activity() {
        assertThat(Ride.open(boundary(true), Map.of()).happen("alarm").waits()).isEqualTo("leave");
    }

    @Test
    void a_boundary_signal_that_does_not_interrupt_opens_a_branch_each_time() {
        Ride ride = Ride.open(boundary(false), Map.of()).happen("alarm").happen("alarm");

        assertThat(ride.waits()).isEqualTo("leave leave work");
        assertThat(ride.expects()).isEqualTo("alarm");
    }

    @Test
    void at_an_event_based_gateway_the_first_event_decides() {
        Ride ride = Ride.open(
                Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .eventBasedGateway("first")
                        .intermediateCatchEvent("told", c -> c.signal("go"))
                        .userTask("going")
                        .endEvent()
                        .moveToNode("first")
                        .intermediateCatchEvent("late", c -> c.timerWithDuration("PT1H"))
                        .endEvent()
                        .done(),
                Map.of());

        ride.happen("told");

        assertThat(ride.waits()).isEqualTo("going");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void an_event_sub_process_begins_with_a_signal_and_interrupts_or_does_not() {
        for (boolean interrupting : new boolean[] {true, false}) {
            ProcessBuilder process = Bpmn.createExecutableProcess("flow");
            process.eventSubProcess("stop")
                    .startEvent("stopped", s -> s.interrupting(interrupting).signal("stop"))
                    .userTask("undo")
                    .endEvent();
            Ride ride =
                    Ride.open(process.startEvent().userTask("work").endEvent().done(), Map.of());

            ride.happen("stopped");

            assertThat(ride.waits()).isEqualTo(interrupting ? "undo" : "undo work");
            assertThat(ride.expects()).isEqualTo(interrupting ? "" : "stopped");
        }
    }

    @Test
    void a_signal_opens_a_ticket_at_its_start() {
        Ride ride = Ride.opened(
                Bpmn.createExecutableProcess("flow")
                        .startEvent("start")
                        .signal("fire")
                        .userTask("leave")
                        .endEvent()
                        .done(),
                "start",
                Map.of("floor", 3));

        assertThat(ride.waits()).isEqualTo("leave");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("floor", 3));
    }
}
