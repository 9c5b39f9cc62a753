package io.kaidan.node;

import static io.kaidan.node.Draw.anyEscalation;
import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.escalation;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.startBeside;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.throwing;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EscalationTest {

    private static Ride ride(String thrower, String... around) {
        return Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("after"),
                        sub("p", start("ps"), user("x"), thrower, user("y"), end("pe"), links("ps x t y pe")),
                        links("s p after e"),
                        String.join("", around)),
                Map.of());
    }

    private static final String THROWN = throwing("t", escalation("late"));

    @Test
    void one_that_interrupts_nothing_opens_a_branch_beside_and_the_thrower_goes_on() {
        Ride ride = ride(THROWN, boundaryBeside("b", "p", escalation("late")), user("boss"), links("b boss e"));

        assertThat(ride.push("x").waits()).isEqualTo("boss y");
        assertThat(ride.push("y").push("after").push("boss").isClosed()).isTrue();
    }

    @Test
    void one_that_interrupts_ends_the_activity() {
        Ride ride = ride(THROWN, boundary("b", "p", anyEscalation()), user("boss"), links("b boss e"));

        assertThat(ride.push("x").tokens()).isEqualTo("boss");
    }

    @Test
    void one_that_nothing_catches_has_no_effect() {
        Ride ride = ride(THROWN, boundary("b", "p", escalation("other")), user("boss"), links("b boss e"));

        assertThat(ride.push("x").waits()).isEqualTo("y");
    }

    @Test
    void an_end_throws_it_too_and_ends_its_branch() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("boss"),
                        sub("p", start("ps"), user("x"), end("t", escalation("late")), links("ps x t")),
                        boundaryBeside("b", "p", escalation("late")),
                        user("after"),
                        links("s p after e", "b boss e")),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("after boss");
    }

    @Test
    void an_output_that_fails_is_an_incident_before_anything_was_thrown() {
        Ride ride = ride(
                throwing("t", io("out n = assert(m, m != null)"), escalation("late")),
                boundaryBeside("b", "p", escalation("late")),
                user("boss"),
                links("b boss e"));
        ride.push("x");
        assertThat(ride.incidents()).isEqualTo("t feel");
        assertThat(ride.waits()).isEmpty();

        assertThat(ride.retry(Map.of("m", 1)).waits()).isEqualTo("boss y");
    }

    @Test
    void an_event_sub_process_beside_catches_it_each_time_and_holds_its_scope_open() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("x"),
                        throwing("t", escalation("late")),
                        exclusive("again", "e"),
                        end("e"),
                        eventSub(
                                "es",
                                startBeside("ess", anyEscalation()),
                                user("boss"),
                                end("ee"),
                                links("ess boss ee")),
                        links("s x t again e", "again [=more] x")),
                Map.of("more", true));

        ride.push("x");
        assertThat(ride.waits()).isEqualTo("boss x");
        ride.write("more", false).push("x");
        assertThat(ride.waits()).isEqualTo("boss boss");

        assertThat(ride.push("boss").push("boss").isClosed()).isTrue();
    }

    @Test
    void an_event_sub_process_that_interrupts_ends_what_threw_it() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("x"),
                        throwing("t", escalation("late")),
                        user("y"),
                        end("e"),
                        eventSub("es", start("ess", escalation("late")), user("boss"), end("ee"), links("ess boss ee")),
                        links("s x t y e")),
                Map.of());

        assertThat(ride.push("x").tokens()).isEqualTo("boss es");
    }
}
