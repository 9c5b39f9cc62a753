package io.kaidan.node;

import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTaskTest {

    private static Ride ride(String script, Map<String, Object> values) {
        return Ride.open(flow(start("s"), script, user("u"), end("e"), links("s x u e")), values);
    }

    @Test
    void the_result_goes_into_the_result_variable() {
        Ride ride = ride(script("x", "total", "= price * 2"), Map.of("price", 21));

        assertThat(ride.value("total")).isEqualTo(42);
        assertThat(ride.waits()).isEqualTo("u");
    }

    @Test
    void without_a_result_variable_each_entry_of_the_context_is_a_field() {
        Ride ride = ride(script("x", null, "= {level: \"high\", days: price + 1}"), Map.of("price", 1, "days", 9));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("price", 1, "level", "high", "days", 2));
        assertThat(ride.history.get(1).changes())
                .isEqualTo(Map.of("level", Arrays.asList(null, "high"), "days", List.of(9, 2)));
    }

    @Test
    void with_outputs_only_they_are_left_behind_and_inputs_are_known_to_the_script_alone() {
        Ride ride = ride(
                script(
                        "x",
                        "sum",
                        "= a + b",
                        io("in a = price", "in b = 2", "out result.total = sum", "out result.by = \"x\"")),
                Map.of("price", 40));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("price", 40, "result", Map.of("total", 42, "by", "x")));
    }

    @Test
    void null_clears_a_field_and_so_does_what_no_document_can_keep() {
        Ride ride = ride(script("x", null, "= {a: null, b: 10 ** 400}"), Map.of("a", 1, "b", 2, "c", 3));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("c", 3));
    }

    @Test
    void a_script_that_fails_is_an_incident_and_runs_again_when_its_values_are_right() {
        Ride ride = ride(script("x", "total", "= assert(price, price != null) * 2"), Map.of());
        assertThat(ride.incidents()).isEqualTo("x feel");
        assertThat(ride.waits()).isEmpty();

        ride.retry(Map.of());
        assertThat(ride.incidents()).isEqualTo("x feel");
        ride.retry(Map.of("price", 4));

        assertThat(ride.value("total")).isEqualTo(8);
        assertThat(ride.events).containsExactly("opened", "incident", "retried", "incident", "retried", "set");
    }

    @Test
    void a_script_without_a_result_variable_that_gives_no_context_is_an_incident() {
        assertThat(ride(script("x", null, "= 1"), Map.of()).incidents()).isEqualTo("x feel");
    }

    @Test
    void an_output_that_fails_is_an_incident_and_inputs_are_evaluated_anew_with_the_retry() {
        Ride ride = ride(
                script("x", "sum", "= a + 1", io("in a = price", "out total = assert(sum, sum > 10)")),
                Map.of("price", 1));
        assertThat(ride.incidents()).isEqualTo("x feel");
        assertThat(ride.value("total")).isNull();

        ride.retry(Map.of("price", 10));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("price", 10, "total", 11));
    }
}
