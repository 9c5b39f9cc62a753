package io.kaidan.node;

import static io.kaidan.node.Draw.element;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.task;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTaskTest {

    private static Ride ride(String task, Map<String, Object> values) {
        return Ride.open(flow(start("s"), task, user("u"), end("e"), links("s x u e")), values);
    }

    @Test
    void a_task_without_a_mapping_is_passed() {
        Ride ride = ride(task("x"), Map.of("a", 1));

        assertThat(ride.waits()).isEqualTo("u");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("a", 1));
        assertThat(ride.events).containsExactly("opened");
    }

    @Test
    void outputs_set_fields_and_later_ones_see_what_earlier_ones_gave() {
        Ride ride = ride(task("x", io("out b = a + 1", "out c = b + 1")), Map.of("a", 1));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("a", 1, "b", 2, "c", 3));
    }

    @Test
    void inputs_are_variables_of_its_own_and_hide_fields_of_the_same_name() {
        Ride ride = ride(task("x", io("in a = a * 10", "out b = a")), Map.of("a", 1));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("a", 1, "b", 10));
    }

    @Test
    void an_output_does_not_go_into_an_input_of_the_same_name_but_out() {
        Ride ride = ride(task("x", io("in a = 5", "out a = a + 1")), Map.of("a", 1));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("a", 6));
    }

    @Test
    void dotted_targets_change_a_member_and_keep_the_others() {
        Ride ride = ride(
                task("x", io("out order.state = \"paid\"", "out order.total = 5")),
                Map.of("order", Map.of("id", 7, "state", "new")));

        assertThat(ride.value("order")).isEqualTo(Map.of("id", 7, "state", "paid", "total", 5));
    }

    @Test
    void a_dotted_target_where_there_is_no_object_makes_one() {
        assertThat(ride(task("x", io("out a.b.c = 1")), Map.of("a", "text")).value("a"))
                .isEqualTo(Map.of("b", Map.of("c", 1)));
    }

    @Test
    void an_input_that_fails_is_an_incident_before_anything_has_changed() {
        Ride ride = ride(task("x", io("in a = assert(q, q != null)", "out b = a")), Map.of());
        assertThat(ride.incidents()).isEqualTo("x feel");
        assertThat(ride.ticket.values()).isEmpty();

        assertThat(ride.retry(Map.of("q", 3)).value("b")).isEqualTo(3);
    }

    @Test
    void a_task_done_by_hand_is_passed_too() {
        assertThat(ride(element("manualTask", "x", "", io("out done = true")), Map.of())
                        .value("done"))
                .isEqualTo(true);
    }
}
