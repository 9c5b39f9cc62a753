package io.kaidan.node;

import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.receive;
import static io.kaidan.node.Draw.signal;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CatchEventTest {

    private static Ride ride(String event, Map<String, Object> values) {
        return Ride.open(flow(start("s"), event, user("u"), end("e"), links("s c u e")), values);
    }

    @Test
    void waits_for_its_timer_and_goes_on() {
        Ride ride = ride(catching("c", timer("= duration(wait)")), Map.of("wait", "PT90S"));
        assertThat(ride.event("c").dueAt()).isEqualTo(Ride.NOW.plusSeconds(90));

        assertThat(ride.happen("c").waits()).isEqualTo("u");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void what_a_message_brings_goes_into_the_document() {
        assertThat(ride(catching("c", message("m")), Map.of())
                        .happen("c", Map.of("x", 1))
                        .value("x"))
                .isEqualTo(1);
    }

    @Test
    void with_outputs_they_alone_decide_what_of_a_message_is_kept() {
        Ride ride =
                ride(catching("c", io("out y = x + 1"), message("m")), Map.of()).happen("c", Map.of("x", 1));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("y", 2));
    }

    @Test
    void a_receive_task_waits_for_its_message_with_inputs_of_its_own() {
        Ride ride = ride(receive("c", "m", io("in k = 7", "out y = x + k")), Map.of());
        assertThat(ride.expects()).isEqualTo("c");

        assertThat(ride.happen("c", Map.of("x", 1)).ticket.values()).isEqualTo(Map.of("y", 8));
    }

    @Test
    void a_signal_is_waited_for_by_every_branch() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        catching("a", signal("go")),
                        catching("b", signal("go")),
                        end("e"),
                        links("s f a e", "f b e")),
                Map.of());
        assertThat(ride.expects()).isEqualTo("a b");

        assertThat(ride.happen("a").expects()).isEqualTo("b");
        assertThat(ride.happen("b").isClosed()).isTrue();
    }

    @Test
    void a_timer_without_a_meaning_is_an_incident() {
        assertThat(ride(catching("c", timer("=missing")), Map.of()).incidents()).isEqualTo("c timer");
        assertThat(ride(catching("c", timer("=cycle")), Map.of("cycle", "R/PT0S"))
                        .incidents())
                .isEqualTo("c timer");
    }
}
