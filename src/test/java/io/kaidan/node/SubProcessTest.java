package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.task;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SubProcessTest {

    private static Ride ride(String content, String... around) {
        return Ride.open(
                flow(
                        start("s"),
                        sub("p", content, start("ps"), user("x"), end("pe"), links("ps x pe")),
                        user("z"),
                        end("e"),
                        links("s p z e"),
                        String.join("", around)),
                Map.of("a", 1));
    }

    @Test
    void goes_on_when_all_inside_has_ended() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("z"),
                        end("e"),
                        sub(
                                "p",
                                start("ps"),
                                parallel("f"),
                                user("x"),
                                user("y"),
                                end("pe"),
                                end("pe2"),
                                links("ps f x pe", "f y pe2")),
                        links("s p z e")),
                Map.of());
        assertThat(ride.tokens()).isEqualTo("p x y");

        ride.push("y");
        assertThat(ride.tokens()).isEqualTo("p x");
        ride.push("x");

        assertThat(ride.tokens()).isEqualTo("z");
    }

    @Test
    void its_inputs_are_known_inside_and_gone_afterwards() {
        Ride ride = ride(io("in b = a + 1"));
        assertThat(ride.seenAt("x", "b")).isEqualTo(2);

        ride.push("x", Map.of("b", 5, "c", 6));

        assertThat(ride.seenAt("z", "b")).isNull();
        assertThat(ride.ticket.values()).isEqualTo(Map.of("a", 1, "c", 6));
    }

    @Test
    void its_outputs_see_what_was_done_inside() {
        assertThat(ride(io("in b = a + 1", "out d = b * 2"))
                        .push("x", Map.of("b", 5))
                        .ticket
                        .values())
                .isEqualTo(Map.of("a", 1, "d", 10));
    }

    @Test
    void an_input_that_fails_is_an_incident_and_nothing_begins() {
        Ride ride = ride(io("in b = assert(q, q != null)"));
        assertThat(ride.incidents()).isEqualTo("p feel");
        assertThat(ride.tokens()).isEqualTo("p");

        assertThat(ride.retry(Map.of("q", 1)).tokens()).isEqualTo("p x");
    }

    @Test
    void an_output_that_fails_is_an_incident_after_which_nothing_is_done_again() {
        Ride ride = ride(io("out d = assert(q, q != null)")).push("x");
        assertThat(ride.incidents()).isEqualTo("p feel");
        assertThat(ride.tokens()).isEqualTo("p");

        assertThat(ride.retry(Map.of("q", 1)).waits()).isEqualTo("z");
        assertThat(ride.value("d")).isEqualTo(1);
    }

    @Test
    void scopes_lie_in_scopes_and_the_innermost_that_knows_a_name_has_it() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("z"),
                        end("e"),
                        sub(
                                "p",
                                io("in v = 1"),
                                start("ps"),
                                user("y"),
                                end("pe"),
                                sub(
                                        "q",
                                        io("in w = v + 1", "out w2 = w"),
                                        start("qs"),
                                        script("x", null, "= {v: v * 10, w: w * 10, top: true}"),
                                        end("qe"),
                                        links("qs x qe")),
                                links("ps q y pe")),
                        links("s p z e")),
                Map.of("v", 7));

        assertThat(ride.seenAt("y", "v")).isEqualTo(10);
        assertThat(ride.ticket.values()).isEqualTo(Map.of("v", 7, "w2", 20, "top", true));
        assertThat(ride.push("y").seenAt("z", "v")).isEqualTo(7);
    }

    @Test
    void an_event_at_its_boundary_takes_all_inside_away() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("z"),
                        end("e"),
                        user("late"),
                        sub(
                                "p",
                                start("ps"),
                                parallel("f"),
                                user("x"),
                                end("pe"),
                                sub("q", start("qs"), user("y"), end("qe"), links("qs y qe")),
                                boundary("qb", "q", message("m")),
                                catching("c", message("m2")),
                                links("ps f x pe", "f q pe", "f c pe", "qb pe")),
                        boundary("b", "p", timer("PT1H")),
                        links("s p z e", "b late e")),
                Map.of());
        assertThat(ride.expects()).isEqualTo("b c qb");

        ride.happen("b");

        assertThat(ride.tokens()).isEqualTo("late");
        assertThat(ride.waits()).isEqualTo("late");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void an_event_beside_opens_a_branch_outside_and_leaves_the_inside_alone() {
        Ride ride = ride("", boundaryBeside("b", "p", timer("PT1H")), user("remind"), links("b remind e"));

        assertThat(ride.happen("b").tokens()).isEqualTo("p remind x");
        assertThat(ride.expects()).isEmpty();
        assertThat(ride.push("x").push("z").push("remind").isClosed()).isTrue();
    }

    @Test
    void the_boundary_is_waited_for_no_more_when_the_sub_process_is_over() {
        Ride ride = ride("", boundary("b", "p", timer("PT1H")), user("late"), links("b late e"));
        assertThat(ride.expects()).isEqualTo("b");

        assertThat(ride.push("x").expects()).isEmpty();
    }

    @Test
    void an_endless_loop_inside_is_an_incident_where_it_is() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        parallel("f"),
                        user("beside"),
                        sub(
                                "p",
                                start("ps"),
                                exclusive("m"),
                                task("t"),
                                exclusive("x", "m"),
                                end("pe"),
                                links("ps m t x m", "x [=stop] pe")),
                        links("s f p e", "f beside e")),
                Map.of());
        assertThat(ride.incidents()).matches("(m|t|x) step_limit");
        assertThat(ride.waits()).isEqualTo("beside");

        assertThat(ride.retry(Map.of("stop", true)).push("beside").isClosed()).isTrue();
    }
}
