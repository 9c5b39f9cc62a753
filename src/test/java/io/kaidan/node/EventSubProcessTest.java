package io.kaidan.node;

import static io.kaidan.node.Draw.anyError;
import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.element;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.error;
import static io.kaidan.node.Draw.eventSub;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.parallel;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.startBeside;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSubProcessTest {

    private static Ride ride(String... eventSubProcesses) {
        return Ride.open(
                flow(start("s"), user("x"), user("y"), end("e"), links("s x y e"), String.join("", eventSubProcesses)),
                Map.of());
    }

    private static String interrupting(String id, String event) {
        return eventSub(
                id, start(id + "s", event), user(id + "u"), end(id + "e"), links(id + "s " + id + "u " + id + "e"));
    }

    private static String beside(String id, String event) {
        return eventSub(
                id,
                startBeside(id + "s", event),
                user(id + "u"),
                end(id + "e"),
                links(id + "s " + id + "u " + id + "e"));
    }

    @Test
    void one_that_interrupts_ends_all_else_and_its_own_end_ends_the_flow() {
        Ride ride = ride(interrupting("c", message("cancel")), interrupting("d", timer("PT1H")));
        assertThat(ride.expects()).isEqualTo("cs ds");

        ride.happen("cs");
        assertThat(ride.tokens()).isEqualTo("c cu");
        assertThat(ride.waits()).isEqualTo("cu");
        assertThat(ride.expects()).isEmpty();

        assertThat(ride.push("cu").isClosed()).isTrue();
    }

    @Test
    void one_whose_event_cannot_be_told_is_an_incident_of_the_start_until_it_can() {
        Ride ride = ride(interrupting("d", timer("= due")));
        assertThat(ride.incidents()).isEqualTo("s timer");

        ride.retry(Map.of("due", "PT1H"));
        assertThat(ride.waits()).isEqualTo("x");
        assertThat(ride.expects()).isEqualTo("ds");
    }

    @Test
    void one_that_interrupts_nothing_happens_as_often_as_its_event_and_holds_the_flow_open() {
        Ride ride = ride(beside("n", message("note")));

        ride.happen("ns").happen("ns");
        assertThat(ride.waits()).isEqualTo("nu nu x");
        assertThat(ride.expects()).isEqualTo("ns");
        ride.push("x").push("y").push("nu");
        assertThat(ride.isClosed()).isFalse();
        ride.push("nu");

        assertThat(ride.isClosed()).isTrue();
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void a_timer_that_interrupts_nothing_happens_as_often_as_its_cycle_says() {
        Ride ride = ride(beside("n", timer("R2/PT1H")));
        assertThat(ride.event("ns").dueAt()).isEqualTo(Ride.NOW.plusSeconds(3600));

        ride.happen("ns");
        assertThat(ride.event("ns").dueAt()).isEqualTo(Ride.NOW.plusSeconds(7200));
        ride.happen("ns");

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.waits()).isEqualTo("nu nu x");
    }

    @Test
    void a_flow_that_was_interrupted_by_one_takes_no_other_away() {
        Ride ride = ride(interrupting("c", message("cancel")), beside("n", message("note")));
        ride.happen("ns");
        assertThat(ride.waits()).isEqualTo("nu x");

        ride.happen("cs");

        assertThat(ride.waits()).isEqualTo("cu");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void in_a_sub_process_it_ends_that_and_the_flow_goes_on_behind_it() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        parallel("f"),
                        user("beside"),
                        user("after"),
                        end("e"),
                        sub(
                                "p",
                                start("ps"),
                                user("x"),
                                end("pe"),
                                interrupting("c", message("cancel")),
                                links("ps x pe")),
                        links("s f p after e", "f beside e")),
                Map.of());
        assertThat(ride.happen("cs").waits()).isEqualTo("beside cu");

        assertThat(ride.push("cu").waits()).isEqualTo("after beside");
    }

    @Test
    void what_its_sub_process_waits_for_at_the_boundary_it_still_waits_for() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("late"),
                        sub(
                                "p",
                                start("ps"),
                                user("x"),
                                end("pe"),
                                interrupting("c", message("cancel")),
                                beside("n", message("note")),
                                links("ps x pe")),
                        boundary("b", "p", timer("PT1H")),
                        links("s p e", "b late e")),
                Map.of());
        assertThat(ride.expects()).isEqualTo("b cs ns");

        ride.happen("cs");
        assertThat(ride.expects()).isEqualTo("b");
        ride.happen("b");

        assertThat(ride.tokens()).isEqualTo("late");
    }

    @Test
    void one_that_is_begun_by_an_error_at_once_leaves_the_boundary_of_its_scope_alone() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        user("late"),
                        sub("p", start("ps"), end("boom", error("E")), interrupting("c", anyError()), links("ps boom")),
                        boundary("b", "p", timer("PT1H")),
                        links("s p e", "b late e")),
                Map.of());

        assertThat(ride.expects()).isEqualTo("b");
        assertThat(ride.waits()).isEqualTo("cu");
        assertThat(ride.push("cu").expects()).isEmpty();
    }

    @Test
    void what_a_message_brings_goes_into_the_document_as_at_any_other_event() {
        Ride ride = ride(beside("n", message("note")));

        assertThat(ride.happen("ns", Map.of("text", "hi")).value("text")).isEqualTo("hi");
    }

    @Test
    void outputs_of_its_start_and_inputs_of_its_own_keep_values_inside() {
        Ride ride = ride(eventSub(
                "n",
                io("in note = null", "in count = 1", "out last = note"),
                element("startEvent", "ns", "isInterrupting=\"false\"", io("out note = text"), message("note")),
                user("nu"),
                end("ne"),
                links("ns nu ne")));

        ride.happen("ns", Map.of("text", "hi"));
        assertThat(ride.seenAt("nu", "note")).isEqualTo("hi");
        assertThat(ride.seenAt("nu", "count")).isEqualTo(1);
        assertThat(ride.ticket.values()).isEmpty();

        assertThat(ride.push("nu").ticket.values()).isEqualTo(Map.of("last", "hi"));
    }

    @Test
    void an_input_that_fails_is_an_incident_and_what_came_is_kept_for_the_retry() {
        Ride ride = ride(eventSub(
                "n",
                io("in b = assert(q, q != null)"),
                startBeside("ns", message("note")),
                user("nu"),
                end("ne"),
                links("ns nu ne")));
        ride.happen("ns", Map.of("text", "hi"));
        assertThat(ride.incidents()).isEqualTo("n feel");
        assertThat(ride.waits()).isEqualTo("x");
        assertThat(ride.value("text")).isNull();

        ride.retry(Map.of("q", 1));

        assertThat(ride.waits()).isEqualTo("nu x");
        assertThat(ride.value("text")).isEqualTo("hi");
    }

    @Test
    void they_lie_in_one_another() {
        Ride ride = ride(eventSub(
                "n",
                startBeside("ns", message("note")),
                user("nu"),
                end("ne"),
                interrupting("c", message("stop")),
                links("ns nu ne")));
        assertThat(ride.expects()).isEqualTo("ns");
        ride.happen("ns");
        assertThat(ride.expects()).isEqualTo("cs ns");

        ride.happen("cs");
        assertThat(ride.waits()).isEqualTo("cu x");
        ride.push("cu");

        assertThat(ride.waits()).isEqualTo("x");
        assertThat(ride.expects()).isEqualTo("ns");
    }

    @Test
    void each_instance_waits_for_its_own() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        end("e"),
                        sub(
                                "p",
                                each("=[1,2]"),
                                start("ps"),
                                user("x"),
                                end("pe"),
                                interrupting("c", message("cancel")),
                                links("ps x pe")),
                        links("s p e")),
                Map.of());
        assertThat(ride.expects()).isEqualTo("cs cs");

        assertThat(ride.happen("cs").waits()).isEqualTo("cu x");
        assertThat(ride.expects()).isEqualTo("cs");
        assertThat(ride.push("cu").push("x").isClosed()).isTrue();
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void an_instance_that_is_done_at_once_leaves_no_event_behind() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("z"),
                        end("e"),
                        sub(
                                "p",
                                each("=[1,2]"),
                                start("ps"),
                                end("pe"),
                                interrupting("c", message("cancel")),
                                links("ps pe")),
                        links("s p z e")),
                Map.of());

        assertThat(ride.waits()).isEqualTo("z");
        assertThat(ride.expects()).isEmpty();
    }
}
