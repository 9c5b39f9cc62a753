package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.exclusive;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.message;
import static io.kaidan.node.Draw.receive;
import static io.kaidan.node.Draw.signal;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.task;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundaryEventTest {

    private static Ride ride(String host, String... events) {
        return Ride.open(
                flow(
                        start("s"),
                        host,
                        user("z"),
                        end("e"),
                        user("b1"),
                        links("s h z e", "b b1 e"),
                        String.join("", events)),
                Map.of());
    }

    @Test
    void a_deadline_takes_the_work_away() {
        Ride ride = ride(user("h"), boundary("b", "h", timer("PT2H")));
        assertThat(ride.event("b").dueAt()).isEqualTo(Ride.NOW.plusSeconds(7200));

        ride.happen("b");

        assertThat(ride.tokens()).isEqualTo("b1");
        assertThat(ride.waits()).isEqualTo("b1");
        assertThat(ride.events).containsExactly("opened", "happened");
    }

    @Test
    void a_reminder_comes_beside_the_work_as_often_as_its_cycle_says() {
        Ride ride = ride(user("h"), boundaryBeside("b", "h", timer("R/P1D")));

        ride.happen("b").happen("b");
        assertThat(ride.waits()).isEqualTo("b1 b1 h");
        assertThat(ride.event("b").dueAt()).isAfter(Ride.NOW.plusSeconds(86_400 * 2));
        ride.push("h");

        assertThat(ride.expects()).isEmpty();
        assertThat(ride.waits()).isEqualTo("b1 b1 z");
    }

    @Test
    void a_message_or_signal_beside_may_come_again_and_brings_its_values() {
        Ride ride = ride(user("h"), boundaryBeside("b", "h", message("m")));

        ride.happen("b", Map.of("n", 1)).happen("b", Map.of("n", 2));

        assertThat(ride.value("n")).isEqualTo(2);
        assertThat(ride.expects()).isEqualTo("b");
        assertThat(Ride.open(
                                flow(
                                        start("s"),
                                        user("h"),
                                        end("e"),
                                        user("b1"),
                                        boundary("b", "h", signal("go")),
                                        links("s h e", "b b1 e")),
                                Map.of())
                        .happen("b")
                        .tokens())
                .isEqualTo("b1");
    }

    @Test
    void outputs_of_the_event_see_the_document_and_not_what_the_activity_knew_for_itself() {
        Ride ride = ride(
                user("h", io("in own = 1")), boundary("b", "h", io("out got = n", "out lost = own"), message("m")));

        assertThat(ride.happen("b", Map.of("n", 2)).ticket.values()).isEqualTo(Map.of("got", 2));
    }

    @Test
    void an_output_that_fails_is_an_incident_at_the_event_while_the_activity_is_over() {
        Ride ride = ride(user("h"), boundary("b", "h", io("out got = assert(n + k, k != null)"), message("m")));
        ride.happen("b", Map.of("n", 2));
        assertThat(ride.incidents()).isEqualTo("b feel");
        assertThat(ride.waits()).isEmpty();

        assertThat(ride.retry(Map.of("k", 3)).waits()).isEqualTo("b1");
        assertThat(ride.value("got")).isEqualTo(5);
    }

    @Test
    void a_timer_that_cannot_be_read_is_an_incident_and_nobody_is_asked_until_it_can() {
        Ride ride = ride(user("h"), boundary("b", "h", timer("=limit")));
        assertThat(ride.incidents()).isEqualTo("h timer");
        assertThat(ride.waits()).isEmpty();

        ride.retry(Map.of("limit", "PT1H"));

        assertThat(ride.waits()).isEqualTo("h");
        assertThat(ride.expects()).isEqualTo("b");
    }

    @Test
    void several_events_at_one_activity_are_each_waited_for_and_one_that_interrupts_ends_the_others() {
        Ride ride = ride(
                receive("h", "answer"),
                boundaryBeside("b", "h", timer("PT1H")),
                boundary("c", "h", message("stop")),
                links("c z"));
        assertThat(ride.expects()).isEqualTo("b c h");

        assertThat(ride.happen("b").expects()).isEqualTo("c h");
        assertThat(ride.happen("c").expects()).isEmpty();
        assertThat(ride.waits()).isEqualTo("b1 z");
    }

    @Test
    void an_activity_that_is_done_at_once_leaves_no_event_behind() {
        assertThat(ride(task("h"), boundary("b", "h", timer("PT1H"))).expects()).isEmpty();
    }

    @Test
    void a_loop_back_to_the_activity_starts_the_time_anew() {
        Ride ride = Ride.open(
                flow(
                        start("s"),
                        user("h"),
                        exclusive("again", "e"),
                        end("e"),
                        user("b1"),
                        boundary("b", "h", timer("PT1H")),
                        links("s h again e", "again [=true] h", "b b1 e")),
                Map.of());
        var first = ride.event("b");

        ride.push("h");

        assertThat(ride.expects()).isEqualTo("b");
        assertThat(ride.event("b")).isNotSameAs(first);
    }

    @Test
    void it_ends_an_activity_that_could_not_go_on() {
        Ride ride = ride(user("h", io("out v = assert(q, q != null)")), boundary("b", "h", timer("PT1H")));
        ride.push("h");
        assertThat(ride.incidents()).isEqualTo("h feel");

        ride.happen("b");

        assertThat(ride.incidents()).isEmpty();
        assertThat(ride.tokens()).isEqualTo("b1");
    }
}
