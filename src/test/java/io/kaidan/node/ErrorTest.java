package io.kaidan.node;

import static io.kaidan.node.Draw.anyError;
import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.error;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorTest {

    /** A sub-process that ends with an error, and what catches it around. */
    private static Flow flowWith(String... around) {
        return flow(
                start("s"),
                parallel("f"),
                user("beside"),
                end("e"),
                user("after"),
                sub(
                        "p",
                        start("ps"),
                        parallel("pf"),
                        user("x"),
                        user("y"),
                        end("pe"),
                        end("boom", error("E1")),
                        links("ps pf x boom", "pf y pe")),
                links("s f p after e", "f beside e"),
                String.join("", around));
    }

    @Test
    void a_boundary_event_catches_it_and_all_inside_is_over() {
        Ride ride = Ride.open(flowWith(boundary("b", "p", error("E1")), user("caught"), links("b caught e")), Map.of());

        ride.push("x");

        assertThat(ride.waits()).isEqualTo("beside caught");
        assertThat(ride.tokens()).isEqualTo("beside caught");
    }

    @Test
    void the_event_for_the_very_code_comes_before_the_one_for_any() {
        Ride ride = Ride.open(
                flowWith(
                        boundary("any", "p", anyError()),
                        boundary("b", "p", error("E1")),
                        boundary("b2", "p", error("E2")),
                        user("caught"),
                        user("caughtAny"),
                        user("caught2"),
                        links("b caught e", "any caughtAny e", "b2 caught2 e")),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("beside caught");
    }

    @Test
    void one_for_any_error_catches_what_no_other_does() {
        Ride ride = Ride.open(
                flowWith(
                        boundary("any", "p", anyError()),
                        boundary("b2", "p", error("E2")),
                        user("caughtAny"),
                        user("caught2"),
                        links("any caughtAny e", "b2 caught2 e")),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("beside caughtAny");
    }

    @Test
    void an_error_that_nothing_catches_is_an_incident_where_it_was_thrown_and_nothing_else_ends() {
        Ride ride =
                Ride.open(flowWith(boundary("b2", "p", error("E2")), user("caught2"), links("b2 caught2 e")), Map.of());

        ride.push("x");

        assertThat(ride.incidents()).isEqualTo("boom uncaught_error");
        assertThat(ride.waits()).isEqualTo("beside y");
    }

    @Test
    void an_inner_catch_for_any_comes_before_an_outer_one_for_the_code() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("outer"),
                        sub(
                                "p",
                                start("ps"),
                                sub("q", start("qs"), user("x"), end("boom", error("E1")), links("qs x boom")),
                                boundary("any", "q", anyError()),
                                end("pe"),
                                user("in"),
                                links("ps q pe", "any in pe")),
                        boundary("b", "p", error("E1")),
                        links("s p e", "b outer e")),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("in");
    }

    @Test
    void an_error_goes_outward_through_scopes_that_do_not_catch_it() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("outer"),
                        sub(
                                "p",
                                start("ps"),
                                parallel("pf"),
                                user("y"),
                                sub("q", start("qs"), user("x"), end("boom", error("E1")), links("qs x boom")),
                                boundary("b2", "q", error("E2")),
                                end("pe"),
                                links("ps pf q pe", "pf y pe", "b2 pe")),
                        boundary("b", "p", error("E1")),
                        links("s p e", "b outer e")),
                Map.of());

        assertThat(ride.push("x").tokens()).isEqualTo("outer");
    }

    @Test
    void an_event_sub_process_of_the_scope_comes_before_the_boundary_around_it() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("outer"),
                        sub(
                                "p",
                                start("ps"),
                                parallel("pf"),
                                user("y"),
                                user("x"),
                                end("boom", error("E1")),
                                end("pe"),
                                eventSub(
                                        "es",
                                        start("ess", error("E1")),
                                        user("repair"),
                                        end("ee"),
                                        links("ess repair ee")),
                                links("ps pf x boom", "pf y pe")),
                        boundary("b", "p", anyError()),
                        links("s p e", "b outer e")),
                Map.of());
        assertThat(ride.push("x").waits()).isEqualTo("repair");

        assertThat(ride.push("repair").isClosed()).isTrue();
    }

    @Test
    void an_error_thrown_by_the_event_sub_process_that_caught_one_goes_outward() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("outer"),
                        sub(
                                "p",
                                start("ps"),
                                user("x"),
                                end("boom", error("E1")),
                                eventSub(
                                        "es",
                                        start("ess", error("E1")),
                                        user("repair"),
                                        end("again", error("E1")),
                                        links("ess repair again")),
                                eventSub(
                                        "es2",
                                        start("ess2", anyError()),
                                        user("never"),
                                        end("ee2"),
                                        links("ess2 never ee2")),
                                links("ps x boom")),
                        boundary("b", "p", error("E1")),
                        links("s p e", "b outer e")),
                Map.of());

        assertThat(ride.push("x").push("repair").waits()).isEqualTo("outer");
    }

    @Test
    void an_event_sub_process_of_the_flow_itself_catches_what_is_thrown_anywhere() {
        Ride ride = Ride.open(
                flowWith(eventSub("es", start("ess", anyError()), user("repair"), end("ee"), links("ess repair ee"))),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("repair");
        assertThat(ride.push("repair").isClosed()).isTrue();
    }

    @Test
    void an_error_in_one_instance_ends_all_of_them_when_it_is_caught_around_them() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("caught"),
                        sub(
                                "p",
                                each("=[1,2,3]"),
                                start("ps"),
                                user("x"),
                                end("boom", error("E1")),
                                links("ps x boom")),
                        boundary("b", "p", error("E1")),
                        links("s p e", "b caught e")),
                Map.of());

        assertThat(ride.push("x").tokens()).isEqualTo("caught");
        assertThat(ride.waits()).isEqualTo("caught");
    }

    @Test
    void outputs_of_an_error_end_go_to_what_catches_it() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("caught"),
                        user("never"),
                        sub(
                                "p",
                                start("ps"),
                                user("x"),
                                end("boom", io("out why = \"no stock\""), error("E1")),
                                links("ps x boom")),
                        boundary("b", "p", io("out reason = why"), error("E1")),
                        links("s p never e", "b caught e")),
                Map.of());

        assertThat(ride.push("x").ticket.values()).isEqualTo(Map.of("reason", "no stock"));
    }

    @Test
    void an_error_that_an_event_sub_process_in_one_instance_catches_leaves_the_others() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        sub(
                                "p",
                                each("=[1,2]"),
                                start("ps"),
                                user("x"),
                                end("boom", error("E1")),
                                eventSub(
                                        "es",
                                        start("ess", error("E1")),
                                        user("repair"),
                                        end("ee"),
                                        links("ess repair ee")),
                                links("ps x boom")),
                        links("s p e")),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("repair x");
        assertThat(ride.push("repair").push("x").push("repair").isClosed()).isTrue();
    }
}
