package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.element;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.escalation;
import static io.kaidan.node.Draw.eventGateway;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.inclusive;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
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
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The control-flow patterns of van der Aalst, Russell and others, as far as a flow can draw them: see patterns.md. */
class WorkflowPatternsTest {

    private static Ride open(String... elements) {
        return Ride.open(flow(elements), Map.of());
    }

    /** Goes on when n branches have come to it, counted in the field n: everything before the node c. */
    private static String counter(String condition, String further) {
        return exclusive("merge")
                + script("count", "n", "= if n = null then 1 else n + 1")
                + exclusive("nth", "over")
                + end("over")
                + links("merge count nth [" + condition + "] " + further, "nth over");
    }

    @Test
    void wcp_01_sequence() {
        assertThat(open(start("s"), user("a"), user("b"), end("e"), links("s a b e"))
                        .push("a")
                        .waits())
                .isEqualTo("b");
    }

    @Test
    void wcp_02_parallel_split() {
        assertThat(open(start("s"), parallel("f"), user("a"), user("b"), end("e"), links("s f a e", "f b e"))
                        .waits())
                .isEqualTo("a b");
    }

    @Test
    void wcp_03_synchronization() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                user("b"),
                parallel("j"),
                user("c"),
                end("e"),
                links("s f a j c e", "f b j"));

        assertThat(ride.push("a").waits()).isEqualTo("b");
        assertThat(ride.push("b").tokens()).isEqualTo("c");
    }

    @Test
    void wcp_04_exclusive_choice() {
        Flow flow =
                flow(start("s"), exclusive("x", "b"), user("a"), user("b"), end("e"), links("s x [=big] a e", "x b e"));

        assertThat(Ride.open(flow, Map.of("big", true)).waits()).isEqualTo("a");
        assertThat(Ride.open(flow, Map.of("big", false)).waits()).isEqualTo("b");
    }

    @Test
    void wcp_05_simple_merge() {
        Ride ride = open(
                start("s"),
                exclusive("x", "b"),
                user("a"),
                user("b"),
                exclusive("m"),
                user("c"),
                end("e"),
                links("s x [=big] a m c e", "x b m"));

        assertThat(ride.push("b").tokens()).isEqualTo("c");
    }

    @Test
    void wcp_06_multi_choice() {
        Flow flow = flow(
                start("s"),
                inclusive("x", "c"),
                user("a"),
                user("b"),
                user("c"),
                end("e"),
                links("s x [=n > 1] a e", "x [=n > 2] b e", "x c e"));

        assertThat(Ride.open(flow, Map.of("n", 3)).waits()).isEqualTo("a b");
        assertThat(Ride.open(flow, Map.of("n", 2)).waits()).isEqualTo("a");
    }

    @Test
    void wcp_07_structured_synchronizing_merge() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        inclusive("x", "c"),
                        user("a"),
                        user("b"),
                        user("c"),
                        inclusive("j"),
                        user("d"),
                        end("e"),
                        links("s x [=n > 1] a j d e", "x [=n > 2] b j", "x c j")),
                Map.of("n", 3));

        assertThat(ride.push("a").waits()).isEqualTo("b");
        assertThat(ride.push("b").tokens()).isEqualTo("d");
    }

    @Test
    void wcp_08_multi_merge() {
        Ride ride =
                open(start("s"), parallel("f"), user("a"), user("b"), user("c"), end("e"), links("s f a c e", "f b c"));

        assertThat(ride.push("a").push("b").waits()).isEqualTo("c c");
    }

    @Test
    void wcp_09_structured_discriminator() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                user("b"),
                user("c"),
                user("next"),
                end("e"),
                counter("=n = 1", "next"),
                links("s f a merge", "f b merge", "f c merge", "next e"));

        assertThat(ride.push("b").waits()).isEqualTo("a c next");
        assertThat(ride.push("a").push("c").waits()).isEqualTo("next");
    }

    @Test
    void wcp_10_arbitrary_cycles() {
        Ride ride = open(
                start("s"),
                exclusive("m"),
                user("a"),
                exclusive("n"),
                user("b"),
                exclusive("x", "c"),
                user("c"),
                exclusive("y", "e"),
                end("e"),
                links("s m a n b x c y e", "x [=to = \"a\"] m", "y [=to = \"b\"] n"));

        ride.push("a").push("b", Map.of("to", "a"));
        assertThat(ride.waits()).isEqualTo("a");
        ride.push("a").push("b", Map.of("to", "b")).push("c");
        assertThat(ride.waits()).isEqualTo("b");

        assertThat(ride.push("b", Map.of("to", "end")).push("c").isClosed()).isTrue();
    }

    @Test
    void wcp_11_implicit_termination() {
        Ride ride =
                open(start("s"), parallel("f"), user("a"), user("b"), end("e"), end("e2"), links("s f a e", "f b e2"));

        assertThat(ride.push("a").isClosed()).isFalse();
        assertThat(ride.push("b").isClosed()).isTrue();
    }

    @Test
    void wcp_12_multiple_instances_without_synchronization() {
        Ride ride = open(
                start("s"),
                exclusive("m"),
                user("more"),
                parallel("f"),
                user("a"),
                end("e"),
                exclusive("x", "next"),
                user("next"),
                end("e2"),
                links("s m more f a e", "f x [=again] m", "x next e2"));

        ride.push("more", Map.of("again", true))
                .push("more", Map.of("again", true))
                .push("more", Map.of("again", false));

        assertThat(ride.waits()).isEqualTo("a a a next");
    }

    @Test
    void wcp_13_multiple_instances_known_at_design_time() {
        String three =
                "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>";
        Ride ride = open(start("s"), user("a", three), user("b"), end("e"), links("s a b e"));
        assertThat(ride.waits()).isEqualTo("a a a");

        assertThat(ride.push("a").push("a").push("a").waits()).isEqualTo("b");
    }

    @Test
    void wcp_14_multiple_instances_known_at_run_time() {
        Ride ride = Ride.open(
                flow(start("s"), user("a", each("=names")), user("b"), end("e"), links("s a b e")),
                Map.of("names", List.of("x", "y")));

        assertThat(ride.waits()).isEqualTo("a a");
        assertThat(ride.push("a").push("a").waits()).isEqualTo("b");
    }

    @Test
    void wcp_15_multiple_instances_not_known_before() {
        Ride ride = open(
                start("s"),
                user("next"),
                end("e"),
                sub(
                        "p",
                        start("ps"),
                        user("a"),
                        end("pe"),
                        eventSub(
                                "another",
                                startBeside("as", message("another")),
                                user("b"),
                                end("ae"),
                                links("as b ae")),
                        links("ps a pe")),
                links("s p next e"));

        ride.happen("as").happen("as");
        assertThat(ride.push("b").push("a").waits()).isEqualTo("b");
        ride.happen("as");
        assertThat(ride.push("b").waits()).isEqualTo("b");

        assertThat(ride.push("b").waits()).isEqualTo("next");
    }

    @Test
    void wcp_16_deferred_choice() {
        Ride ride = open(
                start("s"),
                eventGateway("g"),
                catching("a", message("a")),
                catching("b", timer("PT1H")),
                user("u"),
                user("v"),
                end("e"),
                links("s g a u e", "g b v e"));
        assertThat(ride.expects()).isEqualTo("a b");

        assertThat(ride.happen("b").waits()).isEqualTo("v");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void wcp_18_milestone() {
        Ride ride = open(
                start("s"),
                user("state"),
                user("later"),
                end("e"),
                user("a"),
                end("e2"),
                boundaryBeside("ask", "state", message("ask")),
                links("s state later e", "ask a e2"));

        assertThat(ride.happen("ask").waits()).isEqualTo("a state");
        assertThat(ride.push("state").expects()).isEmpty();
    }

    @Test
    void wcp_19_cancel_task() {
        Ride ride = open(
                start("s"),
                user("a"),
                boundary("b", "a", message("stop")),
                user("c"),
                user("d"),
                end("e"),
                links("s a c e", "b d e"));

        assertThat(ride.happen("b").tokens()).isEqualTo("d");
    }

    @Test
    void wcp_20_cancel_case() {
        Ride ride = open(
                start("s"),
                parallel("f"),
                user("a"),
                user("b"),
                end("e"),
                eventSub("c", start("cs", message("cancel")), end("ce"), links("cs ce")),
                links("s f a e", "f b e"));

        assertThat(ride.happen("cs").isClosed()).isTrue();
        assertThat(ride.waits()).isEmpty();
    }

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

    @Test
    void the_page_of_patterns_names_every_test_here_and_no_other() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/patterns.md"));
        Stream<String> named =
                Pattern.compile("`(wcp_\\w+)`").matcher(page).results().map(m -> m.group(1));
        Stream<String> tests = Stream.of(WorkflowPatternsTest.class.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("wcp_"));

        assertThat(named.toList()).containsExactlyInAnyOrderElementsOf(tests.toList());
        assertThat(page.lines().filter(line -> line.startsWith("| WCP-"))).hasSize(43);
    }
}
