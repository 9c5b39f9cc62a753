package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.inclusive;
import static io.kaidan.node.Draw.link;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.throwing;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InclusiveGatewayTest {

    private static final Flow THREE = flow(
            start("s"),
            inclusive("g", "c"),
            user("a"),
            user("b"),
            user("c"),
            inclusive("j"),
            user("z"),
            end("e"),
            links("s g [=x] a j z e", "g [=y] b j", "g c j"));

    private static Ride three(boolean x, boolean y) {
        return Ride.open(THREE, Map.of("x", x, "y", y));
    }

    @Test
    void goes_over_every_link_whose_condition_holds() {
        assertThat(three(true, true).waits()).isEqualTo("a b");
        assertThat(three(false, true).waits()).isEqualTo("b");
    }

    @Test
    void goes_over_the_default_when_no_condition_holds() {
        assertThat(three(false, false).waits()).isEqualTo("c");
    }

    @Test
    void the_join_waits_for_the_branches_that_were_taken_and_goes_on_once() {
        Ride ride = three(true, true).push("a");
        assertThat(ride.waits()).isEqualTo("b");

        ride.push("b");

        assertThat(ride.tokens()).isEqualTo("z");
        assertThat(ride.push("z").isClosed()).isTrue();
    }

    @Test
    void the_join_waits_for_nobody_when_one_branch_was_taken() {
        assertThat(three(false, false).push("c").tokens()).isEqualTo("z");
    }

    @Test
    void without_a_default_and_with_no_condition_true_it_is_an_incident() {
        Ride ride = Ride.open(
                flow(start("s"), inclusive("g"), user("a"), user("b"), end("e"), links("s g [=x] a e", "g [=y] b e")),
                Map.of("x", false));
        assertThat(ride.incidents()).isEqualTo("g no_condition_true");

        assertThat(ride.retry(Map.of("x", true, "y", true)).waits()).isEqualTo("a b");
    }

    @Test
    void a_condition_that_fails_is_an_incident_and_takes_no_way() {
        Ride ride = Ride.open(
                flow(start("s"), inclusive("g", "b"), user("a"), user("b"), end("e"), links("s g [=x] a e", "g b e")),
                Map.of("x", "text"));

        assertThat(ride.incidents()).isEqualTo("g feel");
        assertThat(ride.tokens()).isEqualTo("g");
    }

    @Test
    void the_conditions_of_a_join_that_splits_fail_once_all_have_come_and_it_joins_them_with_the_retry() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        inclusive("j"),
                        user("y"),
                        user("z"),
                        end("e"),
                        links("s f a j", "f b j", "j [=y] y e", "j [=z] z e")),
                Map.of());
        ride.push("a").push("b");
        assertThat(ride.incidents()).startsWith("j no_condition_true");

        ride.retry(Map.of("z", true));

        assertThat(ride.tokens()).isEqualTo("z");
    }

    @Test
    void an_inner_split_is_waited_for_with_all_its_branches() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        inclusive("g", "b"),
                        parallel("f"),
                        user("a1"),
                        user("a2"),
                        user("b"),
                        inclusive("j"),
                        user("z"),
                        end("e"),
                        links("s g [=x] f a1 j z e", "f a2 j", "g b j")),
                Map.of("x", true));
        ride.push("a1");
        assertThat(ride.waits()).isEqualTo("a2");

        assertThat(ride.push("a2").tokens()).isEqualTo("z");
    }

    @Test
    void a_branch_that_turns_away_from_the_join_is_waited_for_no_more() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        exclusive("turn", "j"),
                        user("away"),
                        inclusive("j"),
                        user("z"),
                        end("e"),
                        end("e2"),
                        links("s f a j z e", "f b turn [=off] away e2", "turn j")),
                Map.of("off", true));
        ride.push("a");
        assertThat(ride.waits()).isEqualTo("b");

        ride.push("b");

        assertThat(ride.waits()).isEqualTo("away z");
    }

    @Test
    void branches_that_can_still_arrive_by_an_event_at_a_boundary_are_waited_for() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        boundary("late", "b", timer("PT1H")),
                        end("eb"),
                        inclusive("j"),
                        user("z"),
                        end("e"),
                        links("s f a j z e", "f b eb", "late j")),
                Map.of());
        ride.push("a");
        assertThat(ride.waits()).isEqualTo("b");

        assertThat(ride.happen("late").tokens()).isEqualTo("z");
    }

    @Test
    void it_goes_on_when_the_event_at_the_boundary_can_happen_no_more() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        boundary("late", "b", timer("PT1H")),
                        end("eb"),
                        inclusive("j"),
                        user("z"),
                        end("e"),
                        links("s f a j z e", "f b eb", "late j")),
                Map.of());

        assertThat(ride.push("a").push("b").tokens()).isEqualTo("z");
    }

    @Test
    void branches_that_can_still_arrive_by_a_link_event_are_waited_for() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        throwing("off", link("L")),
                        catching("on", link("L")),
                        inclusive("j"),
                        user("z"),
                        end("e"),
                        links("s f a j z e", "f b off", "on j")),
                Map.of());
        ride.push("a");
        assertThat(ride.waits()).isEqualTo("b");

        assertThat(ride.push("b").tokens()).isEqualTo("z");
    }

    @Test
    void branches_inside_a_sub_process_on_the_way_are_waited_for() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        sub("p", start("ps"), user("pu"), end("pe"), links("ps pu pe")),
                        inclusive("j"),
                        user("z"),
                        end("e"),
                        links("s f a j z e", "f p j")),
                Map.of());
        ride.push("a");
        assertThat(ride.waits()).isEqualTo("pu");

        assertThat(ride.push("pu").tokens()).isEqualTo("z");
    }

    @Test
    void a_join_in_a_loop_joins_every_round_once() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        exclusive("m"),
                        inclusive("g", "a"),
                        user("a"),
                        user("b"),
                        inclusive("j"),
                        exclusive("again", "e"),
                        end("e"),
                        links("s m g a j again e", "g [=x] b j", "again [=more] m")),
                Map.of("x", true, "more", true));
        assertThat(ride.waits()).isEqualTo("b");

        ride.push("b");
        assertThat(ride.tokens()).isEqualTo("b");
        ride.write("x", false).push("b");
        assertThat(ride.tokens()).isEqualTo("a");
        ride.write("more", false).push("a");

        assertThat(ride.isClosed()).isTrue();
    }

    @Test
    void a_token_that_could_come_round_only_through_the_join_itself_is_not_waited_for() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        inclusive("j"),
                        user("a"),
                        exclusive("again", "e"),
                        end("e"),
                        links("s j a again e", "again [=more] j")),
                Map.of("more", true));
        assertThat(ride.waits()).isEqualTo("a");

        ride.push("a");
        assertThat(ride.tokens()).isEqualTo("a");
        assertThat(ride.write("more", false).push("a").isClosed()).isTrue();
    }

    @Test
    void two_tokens_over_one_link_pass_one_after_the_other_and_none_is_lost() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        exclusive("m"),
                        inclusive("j"),
                        user("c"),
                        user("z"),
                        end("e"),
                        links("s f a m j z e", "f b m", "f c j")),
                Map.of());
        ride.push("a").push("b");
        assertThat(ride.tokens()).isEqualTo("c j j");

        ride.push("c");

        assertThat(ride.tokens()).isEqualTo("z z");
    }

    @Test
    void two_joins_that_wait_for_each_other_are_an_incident_instead_of_waiting_for_ever() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        inclusive("j"),
                        inclusive("k"),
                        exclusive("x", "e"),
                        exclusive("y", "e2"),
                        end("e"),
                        end("e2"),
                        links("s f j x e", "x [=q] k", "f k y e2", "y [=q] j")),
                Map.of("q", false));

        assertThat(ride.incidents()).isIn("j stuck", "k stuck");
    }

    @Test
    void joins_in_scopes_of_their_own_do_not_see_each_others_tokens() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        sub(
                                "p",
                                each("=[1,2]", "inputElement=\"i\""),
                                start("ps"),
                                inclusive("g", "b"),
                                user("a"),
                                user("b"),
                                inclusive("j"),
                                user("z"),
                                end("pe"),
                                links("ps g [=i = 1] a j z pe", "g b j")),
                        end("e"),
                        links("s p e")),
                Map.of());
        assertThat(ride.waits()).isEqualTo("a b");

        assertThat(ride.push("a").waits()).isEqualTo("b z");
        assertThat(ride.push("b").push("z").push("z").isClosed()).isTrue();
    }
}
