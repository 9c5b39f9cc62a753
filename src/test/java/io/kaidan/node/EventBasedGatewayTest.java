package io.kaidan.node;

import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.eventGateway;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.receive;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBasedGatewayTest {

    private static final Flow FLOW = flow(
            start("s"),
            eventGateway("g"),
            catching("paid", message("paid")),
            catching("late", timer("PT1H")),
            receive("call", "called", io("in who = \"us\"", "out by = who")),
            user("a"),
            user("b"),
            user("c"),
            end("e"),
            links("s g paid a e", "g late b e", "g call c e"));

    @Test
    void all_its_events_are_waited_for() {
        Ride ride = Ride.open(FLOW, Map.of());

        assertThat(ride.expects()).isEqualTo("call late paid");
        assertThat(ride.tokens()).isEqualTo("g");
        assertThat(ride.event("late").dueAt()).isEqualTo(Ride.NOW.plusSeconds(3600));
    }

    @Test
    void what_happens_first_decides_and_the_others_are_waited_for_no_more() {
        Ride ride = Ride.open(FLOW, Map.of()).happen("paid", Map.of("amount", 5));

        assertThat(ride.tokens()).isEqualTo("a");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.value("amount")).isEqualTo(5);
        assertThat(Ride.open(FLOW, Map.of()).happen("late").waits()).isEqualTo("b");
    }

    @Test
    void a_receive_task_behind_it_has_its_inputs_and_outputs() {
        Ride ride = Ride.open(FLOW, Map.of()).happen("call");

        assertThat(ride.waits()).isEqualTo("c");
        assertThat(ride.value("by")).isEqualTo("us");
        assertThat(ride.value("who")).isNull();
    }

    @Test
    void a_timer_that_cannot_be_read_is_an_incident_at_the_gateway() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        eventGateway("g"),
                        catching("paid", message("paid")),
                        catching("late", timer("=limit")),
                        end("e"),
                        links("s g paid e", "g late e")),
                Map.of("limit", "soon"));
        assertThat(ride.incidents()).isEqualTo("g timer");
        assertThat(ride.expects()).isEmpty();

        assertThat(ride.retry(Map.of("limit", "PT5M")).expects()).isEqualTo("late paid");
    }

    @Test
    void an_output_of_the_event_that_fails_is_an_incident_at_the_event_and_what_came_is_kept() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        eventGateway("g"),
                        catching("paid", io("out total = assert(amount + fee, fee != null)"), message("paid")),
                        catching("late", timer("PT1H")),
                        end("e"),
                        user("u"),
                        links("s g paid u e", "g late e")),
                Map.of());
        ride.happen("paid", Map.of("amount", 5));
        assertThat(ride.incidents()).isEqualTo("paid feel");
        assertThat(ride.expects()).isEmpty();

        ride.retry(Map.of("fee", 1));

        assertThat(ride.waits()).isEqualTo("u");
        assertThat(ride.value("total")).isEqualTo(6);
    }
}
