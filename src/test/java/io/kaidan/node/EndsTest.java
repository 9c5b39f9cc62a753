package io.kaidan.node;

import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.link;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.signal;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.startBeside;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.terminate;
import static io.kaidan.node.Draw.throwing;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ends that do more than end their branch, and link events. */
class EndsTest {

    @Test
    void a_terminate_end_takes_every_other_branch_away() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        catching("c", timer("PT1H")),
                        user("d"),
                        end("e"),
                        end("t", terminate()),
                        links("s f a t", "f b e", "f c e", "f d e")),
                Map.of());

        ride.push("a");

        assertThat(ride.isClosed()).isTrue();
        assertThat(ride.waits()).isEmpty();
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void a_terminate_end_ends_only_its_own_scope() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        end("e"),
                        user("z"),
                        sub(
                                "p",
                                start("ps"),
                                parallel("pf"),
                                user("x"),
                                user("y"),
                                end("pt", terminate()),
                                end("pe"),
                                links("ps pf x pt", "pf y pe")),
                        links("s f a e", "f p z e")),
                Map.of());

        ride.push("x");

        assertThat(ride.waits()).isEqualTo("a z");
    }

    @Test
    void a_terminate_end_in_one_instance_leaves_the_others() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        sub(
                                "p",
                                each("=[1,2]"),
                                start("ps"),
                                parallel("pf"),
                                user("x"),
                                user("y"),
                                end("pt", terminate()),
                                end("pe"),
                                links("ps pf x pt", "pf y pe")),
                        links("s p e")),
                Map.of());

        assertThat(ride.push("x").waits()).isEqualTo("x y");
        assertThat(ride.push("x").isClosed()).isTrue();
    }

    @Test
    void a_terminate_end_takes_branches_with_incidents_and_their_event_sub_processes_too() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("a"),
                        script("x", "v", "= assert(q, q != null)"),
                        end("e"),
                        end("t", terminate()),
                        eventSub("es", startBeside("ess", signal("go")), user("eu"), end("ee"), links("ess eu ee")),
                        links("s f a t", "f x e")),
                Map.of());
        ride.happen("ess");
        assertThat(ride.waits()).isEqualTo("a eu");

        ride.push("a");

        assertThat(ride.isClosed()).isTrue();
        assertThat(ride.waits() + ride.expects()).isEmpty();
    }

    @Test
    void outputs_of_an_end_are_set_before_it_ends() {
        Ride ride = Ride.open(flow(start("s"), end("e", io("out done = true")), links("s e")), Map.of());

        assertThat(ride.isClosed()).isTrue();
        assertThat(ride.value("done")).isEqualTo(true);
    }

    @Test
    void outputs_of_a_terminate_end_are_set_too() {
        Ride ride = Ride.open(flow(start("s"), end("e", io("out done = true"), terminate()), links("s e")), Map.of());

        assertThat(ride.value("done")).isEqualTo(true);
    }

    @Test
    void a_link_event_jumps_to_the_one_of_its_name_from_wherever_it_is_thrown() {
        Flow flow = flow(
                start("s"),
                exclusive("x", "u1"),
                user("u1"),
                user("u2"),
                throwing("t1", link("L")),
                throwing("t2", link("L")),
                catching("c", link("L")),
                catching("other", link("M")),
                throwing("t3", link("M")),
                user("z"),
                end("e"),
                links("s x u1 t1", "x [=q] u2 t2", "c z t3", "other e"));

        assertThat(Ride.open(flow, Map.of()).push("u1").waits()).isEqualTo("z");
        assertThat(Ride.open(flow, Map.of("q", true)).push("u2").push("z").isClosed())
                .isTrue();
    }
}
