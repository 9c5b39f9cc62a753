package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.element;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.escalation;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.inclusive;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.signal;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.terminate;
import static io.kaidan.node.Draw.throwing;
import static io.kaidan.node.Draw.user;
import static io.kaidan.node.WorkflowPatternsTest.counter;
import static io.kaidan.node.WorkflowPatternsTest.open;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The control-flow patterns from the 21st on: iteration, triggers, cancelling and completing, further joins. See patterns.md. */
class FurtherWorkflowPatternsTest {

    @Test
    void wcp_21_structured_loop() {
        Ride repeat = open(
                start("s"),
                exclusive("m"),
                user("a"),
                exclusive("x", "m"),
                end("e"),
                links("s m a x m", "x [=done] e"));
        assertThat(repeat.push("a").waits()).isEqualTo("a");
        assertThat(repeat.push("a", Map.of("done", true)).isClosed()).isTrue();

        Ride none = Ride.open(
                flow(start("s"), exclusive("x", "e"), user("a"), end("e"), links("s x [=more] a x", "x e")), Map.of());
        assertThat(none.isClosed()).isTrue();
    }

    @Test
    void wcp_22_recursion() {
        String itself = "<extensionElements><zeebe:calledElement processId=\"flow\"/></extensionElements>";
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        exclusive("x", "e"),
                        element("callActivity", "again", "", itself),
                        end("e"),
                        links("s x [=n > 0] again e", "x e")),
                Map.of("n", 2));

        assertThat(ride.called()).isEqualTo("flow");
        assertThat(ride.returned(Map.of()).isClosed()).isTrue();
    }

    @Test
    void wcp_23_transient_trigger() {
        Ride ride = open(start("s"), user("a"), catching("c", signal("go")), user("b"), end("e"), links("s a c b e"));
        assertThat(ride.expects()).isEmpty();

        ride.push("a");

        assertThat(ride.expects()).isEqualTo("c");
        assertThat(ride.happen("c").waits()).isEqualTo("b");
    }

    @Test
    void wcp_25_cancel_region() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("outside"),
                end("e"),
                user("d"),
                sub(
                        "region",
                        start("ps"),
                        parallel("pf"),
                        user("a"),
                        user("b"),
                        end("pe"),
                        links("ps pf a pe", "pf b pe")),
                boundary("stop", "region", message("stop")),
                links("s f region e", "f outside e", "stop d e"));

        assertThat(ride.happen("stop").waits()).isEqualTo("d outside");
    }

    @Test
    void wcp_26_cancel_multiple_instance_task() {
        Ride ride = open(
                start("s"),
                user("a", each("=[1,2,3]")),
                boundary("stop", "a", message("stop")),
                user("b"),
                user("c"),
                end("e"),
                links("s a b e", "stop c e"));

        assertThat(ride.push("a").happen("stop").tokens()).isEqualTo("c");
    }

    @Test
    void wcp_27_complete_multiple_instance_task() {
        Ride ride = open(
                start("s"),
                user("a", each("=[1,2,3]")),
                boundary("enough", "a", message("enough")),
                exclusive("m"),
                user("b"),
                end("e"),
                links("s a m b e", "enough m"));

        assertThat(ride.push("a").happen("enough").tokens()).isEqualTo("b");
    }

    @Test
    void wcp_29_cancelling_discriminator() {
        Ride ride = open(
                start("s"),
                user("next"),
                end("e"),
                sub(
                        "p",
                        start("ps"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        end("first", terminate()),
                        links("ps f a first", "f b first")),
                links("s p next e"));

        assertThat(ride.push("b").tokens()).isEqualTo("next");
    }

    @Test
    void wcp_30_structured_partial_join() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                user("b"),
                user("c"),
                user("next"),
                end("e"),
                counter("=n = 2", "next"),
                links("s f a merge", "f b merge", "f c merge", "next e"));

        assertThat(ride.push("a").waits()).isEqualTo("b c");
        assertThat(ride.push("c").waits()).isEqualTo("b next");
        assertThat(ride.push("b").waits()).isEqualTo("next");
    }

    @Test
    void wcp_32_cancelling_partial_join() {
        Ride ride = open(
                start("s"),
                user("next"),
                end("e"),
                sub(
                        "p",
                        start("ps"),
                        parallel("f"),
                        user("a"),
                        user("b"),
                        user("c"),
                        counter("=n = 2", "enough"),
                        end("enough", terminate()),
                        links("ps f a merge", "f b merge", "f c merge")),
                links("s p next e"));

        assertThat(ride.push("a").waits()).isEqualTo("b c");
        assertThat(ride.push("c").tokens()).isEqualTo("next");
    }

    @Test
    void wcp_33_generalized_and_join() {
        Ride ride = open(
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
                links("s f a m j z e", "f b m", "f c n j", "f d n"));

        ride.push("a").push("b");
        assertThat(ride.push("c").waits()).isEqualTo("d z");
        assertThat(ride.push("d").tokens()).isEqualTo("z z");
    }

    @Test
    void wcp_34_static_partial_join_for_multiple_instances() {
        Ride ride = open(
                start("s"),
                end("e"),
                user("next"),
                end("e2"),
                boundaryBeside("two", "p", escalation("two")),
                sub(
                        "p",
                        each("=[1,2,3]"),
                        start("ps"),
                        user("a"),
                        script("count", "n", "= if n = null then 1 else n + 1"),
                        exclusive("x", "pe"),
                        throwing("t", escalation("two")),
                        end("pe"),
                        links("ps a count x pe", "x [=n = 2] t pe")),
                links("s p e", "two next e2"));

        assertThat(ride.push("a").waits()).isEqualTo("a a");
        assertThat(ride.push("a").waits()).isEqualTo("a next");
        assertThat(ride.push("a").push("next").isClosed()).isTrue();
    }

    @Test
    void wcp_35_cancelling_partial_join_for_multiple_instances() {
        Ride ride = open(
                start("s"),
                user("a", each("=[1,2,3]", "completion = numberOfCompletedInstances = 2")),
                user("b"),
                end("e"),
                links("s a b e"));

        assertThat(ride.push("a").waits()).isEqualTo("a a");
        assertThat(ride.push("a").tokens()).isEqualTo("b");
    }

    @Test
    void wcp_37_local_synchronizing_merge() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        inclusive("x", "a"),
                        user("a"),
                        user("b"),
                        exclusive("y", "j"),
                        user("c"),
                        inclusive("j"),
                        user("k"),
                        end("e"),
                        end("e2"),
                        links("s x a y j k e", "x [=both] b j", "y [=off] c e2")),
                Map.of("both", true));

        assertThat(ride.waits()).isEqualTo("b");
        assertThat(ride.push("b").tokens()).isEqualTo("k");
    }

    @Test
    void wcp_38_general_synchronizing_merge() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                exclusive("m"),
                user("b"),
                exclusive("x", "j"),
                inclusive("j"),
                user("z"),
                end("e"),
                links("s f a j z e", "f m b x j", "x [=again] m"));

        ride.push("a").push("b", Map.of("again", true));
        assertThat(ride.waits()).isEqualTo("b");

        assertThat(ride.push("b", Map.of("again", false)).tokens()).isEqualTo("z");
    }

    @Test
    void wcp_41_thread_merge() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                user("next"),
                end("e"),
                counter("=n = 3", "next"),
                links("s f a merge", "next e"),
                "<sequenceFlow sourceRef=\"f\" targetRef=\"a\"/>",
                "<sequenceFlow sourceRef=\"f\" targetRef=\"a\"/>");

        assertThat(ride.push("a").push("a").waits()).isEqualTo("a");
        assertThat(ride.push("a").tokens()).isEqualTo("next");
    }

    @Test
    void wcp_42_thread_split() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                end("e"),
                links("s f a e"),
                "<sequenceFlow sourceRef=\"f\" targetRef=\"a\"/>",
                "<sequenceFlow sourceRef=\"f\" targetRef=\"a\"/>");

        assertThat(ride.waits()).isEqualTo("a a a");
    }

    @Test
    void wcp_43_explicit_termination() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                user("b"),
                end("e"),
                end("stop", terminate()),
                links("s f a e", "f b stop"));

        assertThat(ride.push("b").isClosed()).isTrue();
        assertThat(ride.waits()).isEmpty();
    }
}
