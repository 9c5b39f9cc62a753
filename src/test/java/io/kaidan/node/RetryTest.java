package io.kaidan.node;

import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.task;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import io.kaidan.ticket.TicketEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Incidents: where a step fails, what stays, and how it goes on. */
class RetryTest {

    @Test
    void other_branches_go_on_beside_an_incident() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        script("x", "v", "= assert(q, q != null)"),
                        parallel("j"),
                        end("e"),
                        links("s f a j e", "f x j")),
                Map.of());
        assertThat(ride.waits()).isEqualTo("a");

        ride.push("a");
        assertThat(ride.isClosed()).isFalse();
        assertThat(ride.incidents()).isEqualTo("x feel");
        ride.retry(Map.of("q", 1));

        assertThat(ride.isClosed()).isTrue();
    }

    @Test
    void an_incident_that_another_retry_took_away_is_not_tried_again() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("z"),
                        script(
                                "a",
                                "r",
                                "= assert(i + k, k != null)",
                                each(
                                        "=[1,2,3]",
                                        "inputElement=\"i\" outputCollection=\"rs\" outputElement=\"=r\"",
                                        "completion = true")),
                        links("s a z e")),
                Map.of());
        assertThat(ride.incidents()).isEqualTo("a feel, a feel, a feel");

        ride.retry(Map.of("k", 1));

        assertThat(ride.tokens()).isEqualTo("z");
        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.value("rs")).isEqualTo(Arrays.asList(2, null, null));
    }

    @Test
    void incidents_of_pushed_instances_that_end_together_are_not_tried_twice() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("z"),
                        user(
                                "a",
                                each(
                                        "=[1,2]",
                                        "outputElement=\"=assert(k, k != null)\" outputCollection=\"rs\"",
                                        "completion = true")),
                        links("s a z e")),
                Map.of());
        ride.push("a").push("a");
        assertThat(ride.incidents()).isEqualTo("a feel, a feel");

        ride.retry(Map.of("k", 1));

        assertThat(ride.tokens()).isEqualTo("z");
    }

    @Test
    void the_reason_stands_in_the_history() {
        Ride ride = Ride.open(
                flow(start("s"), exclusive("x"), end("e"), end("e2"), links("s x [=a] e", "x [=b] e2")), Map.of());

        TicketEvent event = ride.history.get(1);
        assertThat(event.event()).isEqualTo("incident");
        assertThat(event.node()).isEqualTo("x");
        assertThat(ride.incident()).contains("Expected a condition");
        assertThat(ride.retry(Map.of("b", true)).isClosed()).isTrue();
    }

    @Test
    void an_endless_loop_is_an_incident_and_the_tokens_of_other_branches_are_too_when_the_steps_are_used_up() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        exclusive("m"),
                        task("t"),
                        exclusive("x", "m"),
                        end("e"),
                        links("s m t x m", "x [=stop] e")),
                Map.of());
        assertThat(ride.incidents()).matches("(m|t|x) step_limit");

        assertThat(ride.retry(Map.of()).incidents()).matches("(m|t|x) step_limit");
        assertThat(ride.retry(Map.of("stop", true)).isClosed()).isTrue();
    }

    @Test
    void a_transition_whose_time_is_over_is_an_incident_and_goes_on_when_it_is_tried_again() {
        Flow flow = flow(start("s"), user("t"), end("e"), links("s t e"));

        Ride ride = Ride.open(flow, Map.of(), Duration.ZERO);

        assertThat(ride.incidents()).isEqualTo("s step_time");
        assertThat(ride.retry(Map.of()).waits()).isEqualTo("t");
    }

    @Test
    void a_token_that_had_no_step_left_to_join_is_joined_once() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        exclusive("m"),
                        user("c"),
                        parallel("j"),
                        user("z"),
                        end("e"),
                        links("s f a m j z e", "f b m", "f c j")),
                Map.of());
        ride.push("a").push("b").push("c");

        assertThat(ride.tokens()).isEqualTo("j z");
        assertThat(ride.incidents()).isEmpty();
        ride.push("z");
        assertThat(ride.incidents()).isEqualTo("j stuck");
    }
}
