package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.catching;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.eventGateway;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.inclusive;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.startBeside;
import static io.kaidan.node.Draw.sub;
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

    static Ride open(String... elements) {
        return Ride.open(flow(elements), Map.of());
    }

    /** Goes on when n branches have come to it, counted in the field n: everything before the node c. */
    static String counter(String condition, String further) {
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
    void the_page_of_patterns_names_every_test_here_and_no_other() throws Exception {
        String page = Files.readString(Path.of("src/site/markdown/patterns.md"));
        Stream<String> named =
                Pattern.compile("`(wcp_\\w+)`").matcher(page).results().map(m -> m.group(1));
        Stream<String> tests = Stream.of(WorkflowPatternsTest.class, FurtherWorkflowPatternsTest.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .map(Method::getName)
                .filter(name -> name.startsWith("wcp_"));

        assertThat(named.toList()).containsExactlyInAnyOrderElementsOf(tests.toList());
        assertThat(page.lines().filter(line -> line.startsWith("| WCP-"))).hasSize(43);
    }
}
