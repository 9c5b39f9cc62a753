package io.kaidan.node;

import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inputs and outputs of human points. */
class UserTaskMappingTest {

    private static final Flow FLOW = flow(
            start("s"),
            user("u", io("in draft = subject + \"!\"", "out subject = draft", "out by.name = \"ben\"")),
            user("v"),
            end("e"),
            links("s u v e"));

    @Test
    void inputs_are_known_only_while_it_waits() {
        Ride ride = Ride.open(FLOW, Map.of("subject", "a"));

        assertThat(ride.seenAt("u", "draft")).isEqualTo("a!");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("subject", "a"));
        assertThat(ride.push("u").seenAt("v", "draft")).isNull();
    }

    @Test
    void what_is_pushed_for_an_input_stays_its_own_and_outputs_take_it_along() {
        Ride ride = Ride.open(FLOW, Map.of("subject", "a"));

        ride.push("u", Map.of("draft", "b"));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("subject", "b", "by", Map.of("name", "ben")));
        assertThat(ride.history.get(1).variables()).isEqualTo(Map.of("draft", List.of("a!", "b")));
    }

    @Test
    void an_output_that_fails_is_an_incident_after_which_the_work_is_not_done_again() {
        Ride ride = Ride.open(
                flow(start("s"), user("u", io("out n = assert(m, m > 1)")), user("v"), end("e"), links("s u v e")),
                Map.of());
        ride.push("u", Map.of("m", 1));
        assertThat(ride.incidents()).isEqualTo("u feel");
        assertThat(ride.waits()).isEmpty();

        ride.retry(Map.of("m", 2));

        assertThat(ride.waits()).isEqualTo("v");
        assertThat(ride.value("n")).isEqualTo(2);
    }
}
