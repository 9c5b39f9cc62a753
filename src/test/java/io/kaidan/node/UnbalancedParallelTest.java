package io.kaidan.node;

import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.task;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Parallel gateways in graphs that are not made of pairs. */
class UnbalancedParallelTest {

    @Test
    void a_join_takes_branches_of_different_forks() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        parallel("g"),
                        user("b"),
                        user("c"),
                        parallel("j"),
                        user("y"),
                        parallel("k"),
                        user("z"),
                        end("e"),
                        links("s f a j y k z e", "f g b j", "g c k")),
                Map.of());
        assertThat(ride.waits()).isEqualTo("a b c");

        ride.push("c").push("a");
        assertThat(ride.waits()).isEqualTo("b");
        ride.push("b");
        assertThat(ride.waits()).isEqualTo("y");
        ride.push("y");

        assertThat(ride.tokens()).isEqualTo("z");
    }

    @Test
    void a_gateway_that_joins_and_forks_does_both() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        parallel("jf"),
                        user("c"),
                        user("d"),
                        end("e"),
                        links("s f a jf c e", "f b jf d e")),
                Map.of());

        assertThat(ride.push("a").push("b").waits()).isEqualTo("c d");
    }

    @Test
    void two_links_between_the_same_gateways_are_two_branches() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        parallel("j"),
                        user("z"),
                        end("e"),
                        links("s f j z e"),
                        "<sequenceFlow sourceRef=\"f\" targetRef=\"j\"/>"),
                Map.of());

        assertThat(ride.tokens()).isEqualTo("z");
    }

    @Test
    void a_second_token_over_the_same_link_counts_for_the_next_round() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        exclusive("m"),
                        user("c"),
                        user("d"),
                        exclusive("n"),
                        parallel("j"),
                        user("z"),
                        end("e"),
                        links("s f a m j z e", "f b m", "f c n j", "f d n")),
                Map.of());
        ride.push("a").push("b");
        assertThat(ride.tokens()).isEqualTo("c d j j");

        ride.push("c");
        assertThat(ride.tokens()).isEqualTo("d j z");
        ride.push("d");

        assertThat(ride.tokens()).isEqualTo("z z");
    }

    @Test
    void a_join_whose_branch_has_ended_elsewhere_is_an_incident_only_when_nobody_can_act_any_more() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        exclusive("x", "j"),
                        parallel("j"),
                        end("e"),
                        end("e2"),
                        user("c"),
                        links("s f a j e", "f b x j", "x [=off] e2", "f c e2")),
                Map.of("off", true));

        ride.push("a").push("b");
        assertThat(ride.incidents()).isEmpty();
        ride.push("c");

        assertThat(ride.incidents()).isEqualTo("j stuck");
        ride.move("j", "e");
        assertThat(ride.isClosed()).isTrue();
    }

    @Test
    void a_stuck_join_in_a_sub_process_is_an_incident_while_other_branches_wait() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        sub(
                                "p",
                                start("ps"),
                                exclusive("x", "j"),
                                task("t"),
                                parallel("j"),
                                end("pe"),
                                links("ps x j pe", "x [=q] t j")),
                        end("e"),
                        links("s f a e", "f p e")),
                Map.of());

        assertThat(ride.incidents()).isEqualTo("j stuck");
        assertThat(ride.waits()).isEqualTo("a");
    }
}
