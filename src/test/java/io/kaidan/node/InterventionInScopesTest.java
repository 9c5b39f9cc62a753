package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.receive;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.engine.Signal;
import io.kaidan.flow.Flow;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators do with tickets that stand inside sub-processes and multi-instance activities. */
class InterventionInScopesTest {

    private static final Flow NESTED = flow(
            start("s"),
            user("before"),
            user("z"),
            end("e"),
            parallel("f"),
            user("beside"),
            sub(
                    "p",
                    start("ps"),
                    parallel("pf"),
                    user("x"),
                    user("y"),
                    end("pe"),
                    sub("q", each("=[1,2]"), start("qs"), user("w"), user("w2"), end("qe"), links("qs w w2 qe")),
                    links("ps pf x pe", "pf y pe", "pf q pe")),
            boundary("b", "p", timer("PT1H")),
            links("s before f p z e", "f beside e", "b z"));

    private static Ride inside() {
        return Ride.open(NESTED, Map.of()).push("before");
    }

    @Test
    void cancelling_takes_everything_at_every_depth_away() {
        Ride ride = inside();
        assertThat(ride.waits()).isEqualTo("beside w w x y");

        ride.intervene(new Signal.Cancel("root", Ride.NOW, "x"));

        assertThat(ride.tokens()).isEmpty();
        assertThat(ride.waits()).isEmpty();
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void a_token_that_leaves_its_sub_process_ends_it_with_its_boundary() {
        Ride ride = inside();

        ride.move("x", "z");

        assertThat(ride.tokens()).isEqualTo("beside z");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void a_token_that_leaves_the_inner_of_two_ends_the_inner_only() {
        Ride ride = inside();

        ride.move("w", "y");

        assertThat(ride.tokens()).isEqualTo("beside p x y y");
        assertThat(ride.expects()).isEqualTo("b");
    }

    @Test
    void a_token_moves_within_its_instance_and_the_others_stay() {
        Ride ride = inside();

        ride.move("w", "w2");

        assertThat(ride.waits()).isEqualTo("beside w w2 x y");
        ride.push("w2").push("w").push("w2").push("x").push("y").push("z").push("beside");
        assertThat(ride.isClosed()).isTrue();
    }

    @Test
    void a_sub_process_as_a_whole_moves_with_all_inside() {
        Ride ride = inside();

        ride.move("p", "before");

        assertThat(ride.tokens()).isEqualTo("before beside");
        assertThat(ride.push("before").waits()).isEqualTo("beside beside w w x y");
    }

    @Test
    void a_token_moves_into_a_sub_process_by_its_door_only() {
        Ride ride = inside();

        assertThat(new Signal.Move("beside", "x", "root", Ride.NOW, "r").problems(ride.ticket, NESTED))
                .extracting(p -> p.code())
                .containsExactly("other_scope");
        ride.move("beside", "p");
        assertThat(ride.waits()).isEqualTo("w w w w x x y y");
        assertThat(ride.expects()).isEqualTo("b b");
    }

    @Test
    void one_work_item_of_a_multi_instance_task_cannot_move_without_the_others() {
        Flow flow = flow(start("s"), user("a", each("=[1,2]")), user("z"), end("e"), links("s a z e"));
        Ride ride = Ride.open(flow, Map.of());

        ride.move("a", "z");
        assertThat(ride.tokens()).isEqualTo("z");
        ride.move("z", "a");

        assertThat(ride.waits()).isEqualTo("a a");
    }

    @Test
    void an_incident_moves_too() {
        Ride ride = Ride.open(
                flow(start("s"), script("x", "v", "= assert(q, q != null)"), user("z"), end("e"), links("s x z e")),
                Map.of());

        ride.move("x", "z");

        assertThat(ride.tokens()).isEqualTo("z");
        assertThat(ride.incidents()).isEmpty();
    }

    @Test
    void a_token_leaves_an_event_sub_process_and_the_flow_that_was_interrupted_goes_on() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("x"),
                        user("y"),
                        end("e"),
                        eventSub("c", start("cs", message("cancel")), user("cu"), end("ce"), links("cs cu ce")),
                        links("s x y e")),
                Map.of());
        ride.happen("cs");

        ride.move("cu", "y");

        assertThat(ride.tokens()).isEqualTo("y");
        assertThat(ride.push("y").isClosed()).isTrue();
    }

    @Test
    void corrected_values_reach_the_document_and_no_variable_of_a_scope() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        sub("p", io("in v = 1"), start("ps"), user("x"), end("pe"), links("ps x pe")),
                        end("e"),
                        links("s p e")),
                Map.of("v", 7));

        ride.intervene(new Signal.Correct(Map.of("v", 8), "root", Ride.NOW, "r"));

        assertThat(ride.value("v")).isEqualTo(8);
        assertThat(ride.seenAt("x", "v")).isEqualTo(1);
    }

    @Test
    void a_scope_that_was_interrupted_waits_for_nothing_on_another_version_either() {
        Flow flow = flow(
                start("s"),
                user("x"),
                end("e"),
                user("late"),
                sub(
                        "p",
                        start("ps"),
                        user("y"),
                        end("pe"),
                        eventSub("c", start("cs", message("cancel")), user("cu"), end("ce"), links("cs cu ce")),
                        links("ps y pe")),
                boundary("b", "p", timer("PT1H")),
                links("s p x e", "b late e"),
                eventSub("d", start("ds", message("stop")), user("du"), end("de"), links("ds du de")));
        Ride inside = Ride.open(flow, Map.of()).happen("cs");
        Ride whole = Ride.open(flow, Map.of()).happen("ds");

        inside.migrate(flow, Map.of());
        whole.migrate(flow, Map.of());

        assertThat(inside.expects()).isEqualTo("b ds");
        assertThat(inside.push("cu").waits()).isEqualTo("x");
        assertThat(whole.expects()).isEmpty();
    }

    @Test
    void a_receive_task_whose_message_has_come_waits_for_no_other_on_another_version_either() {
        Flow flow = flow(start("s"), receive("r", "m", io("out n = assert(k, k != null)")), end("e"), links("s r e"));
        Ride ride = Ride.open(flow, Map.of()).happen("r");
        assertThat(ride.incidents()).isEqualTo("r feel");
        assertThat(ride.expects()).isEmpty();

        ride.migrate(flow, Map.of());

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.retry(Map.of("k", 1)).isClosed()).isTrue();
    }
}
