package io.kaidan.node;

import static io.kaidan.node.Draw.boundary;
import static io.kaidan.node.Draw.boundaryBeside;
import static io.kaidan.node.Draw.each;
import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.io;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.oneByOne;
import static io.kaidan.node.Draw.receive;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.sub;
import static io.kaidan.node.Draw.timer;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MultiInstanceTest {

    private static final String FORM = """
            {"type": "default", "id": "review", "components": [
              {"type": "textfield", "key": "answer", "label": "answer"}]}""";

    private static Ride ride(String activity, Map<String, Object> values, String... more) {
        return Ride.open(
                flow(start("s"), activity, user("z"), end("e"), links("s a z e"), String.join("", more)), values);
    }

    private static final String RESULTS = "inputElement=\"i\" outputCollection=\"results\" outputElement=\"=r\"";

    @Test
    void every_element_has_its_own_work_item_at_once_and_knows_its_element_and_number() {
        Ride ride = ride(
                user("a", io("in me = i", "in no = loopCounter"), each("=names", RESULTS)),
                Map.of("names", List.of("x", "y")));

        assertThat(ride.waits()).isEqualTo("a a");
        assertThat(ride.tokens()).isEqualTo("a a a");
        assertThat(ride.seenAt("a", "i")).isEqualTo("y");
        assertThat(ride.seenAt("a", "me")).isEqualTo("y");
        assertThat(ride.seenAt("a", "no")).isEqualTo(2);
        assertThat(ride.ticket.values()).containsOnlyKeys("names");
    }

    @Test
    void results_stand_in_the_order_of_the_list_whoever_is_done_first() {
        Ride ride = ride(user("a", each("=[1,2,3]", RESULTS)), Map.of());

        ride.pushLast("a", Map.of("r", "third")).push("a", Map.of("r", "first"));
        assertThat(ride.value("results")).isNull();
        ride.push("a", Map.of("r", "second"));

        assertThat(ride.value("results")).isEqualTo(List.of("first", "second", "third"));
        assertThat(ride.ticket.values()).containsOnlyKeys("results");
        assertThat(ride.waits()).isEqualTo("z");
    }

    @Test
    void one_by_one_the_next_begins_when_the_one_before_is_done_and_sees_its_result() {
        Ride ride = ride(user("a", oneByOne("=[\"x\", \"y\"]", RESULTS)), Map.of());
        assertThat(ride.waits()).isEqualTo("a");
        assertThat(ride.seenAt("a", "i")).isEqualTo("x");
        var first = ride.at("a");

        ride.push("a", Map.of("r", 1));
        assertThat(ride.at("a")).isNotSameAs(first);
        assertThat(ride.seenAt("a", "i")).isEqualTo("y");
        assertThat(ride.seenAt("a", "results")).isEqualTo(Arrays.asList(1, null));
        ride.push("a", Map.of("r", 2));

        assertThat(ride.value("results")).isEqualTo(List.of(1, 2));
    }

    @Test
    void an_empty_list_is_passed_with_an_empty_result() {
        Ride ride = ride(user("a", each("=[]", RESULTS)), Map.of());

        assertThat(ride.waits()).isEqualTo("z");
        assertThat(ride.value("results")).isEqualTo(List.of());
    }

    @Test
    void what_is_no_list_is_an_incident() {
        Ride ride = ride(user("a", each("=names", RESULTS)), Map.of());
        assertThat(ride.incidents()).isEqualTo("a no_list");

        assertThat(ride.retry(Map.of("names", List.of(1))).waits()).isEqualTo("a");
    }

    @Test
    void a_completion_condition_ends_it_before_all_are_done_and_takes_the_others_away() {
        Ride ride =
                ride(user("a", each("=[1,2,3]", RESULTS, "completion = numberOfCompletedInstances >= 2")), Map.of());

        ride.push("a", Map.of("r", 1));
        assertThat(ride.waits()).isEqualTo("a a");
        ride.pushLast("a", Map.of("r", 3));

        assertThat(ride.waits()).isEqualTo("z");
        assertThat(ride.tokens()).isEqualTo("z");
        assertThat(ride.value("results")).isEqualTo(Arrays.asList(1, null, 3));
    }

    @Test
    void a_completion_condition_sees_the_results_so_far_and_what_the_last_one_left() {
        String any = "completion = some x in results satisfies x = \"no\"";
        Ride ride = ride(user("a", oneByOne("=[1,2,3]", RESULTS, any)), Map.of());

        ride.push("a", Map.of("r", "yes"));
        assertThat(ride.waits()).isEqualTo("a");
        ride.push("a", Map.of("r", "no"));

        assertThat(ride.waits()).isEqualTo("z");
        assertThat(ride(user("a", each("=[1,2]", "completion = done")), Map.of())
                        .push("a", Map.of("done", true))
                        .waits())
                .isEqualTo("z");
    }

    @Test
    void a_number_of_times_does_for_a_list_and_nought_or_less_is_none() {
        assertThat(cardinality("= n", 3).waits()).isEqualTo("u u u");
        assertThat(cardinality("2", 0).waits()).isEqualTo("u u");
        assertThat(cardinality("= n", 0).waits()).isEqualTo("z");
        assertThat(cardinality("= n", -1).waits()).isEqualTo("z");
        assertThat(cardinality("= missing", 0).incidents()).startsWith("u ");
    }

    private static Ride cardinality(String times, int n) {
        String loop = "<multiInstanceLoopCharacteristics><loopCardinality>" + times
                + "</loopCardinality></multiInstanceLoopCharacteristics>";
        return Ride.open(flow(start("s"), user("u", loop), user("z"), end("e"), links("s u z e")), Map.of("n", n));
    }

    @Test
    void a_script_is_done_for_each_element() {
        assertThat(ride(script("a", "r", "= i * i", each("=[1,2,3]", RESULTS)), Map.of())
                        .value("results"))
                .isEqualTo(List.of(1, 4, 9));
        assertThat(ride(script("a", "r", "= i + count(results)", oneByOne("=[1,2,3]", RESULTS)), Map.of())
                        .value("results"))
                .isEqualTo(List.of(4, 5, 6));
    }

    @Test
    void each_instance_of_a_receive_task_has_a_key_of_its_own() {
        Ride ride = ride(receive("a", "m", each("=[1,2]", RESULTS)), Map.of());
        assertThat(ride.expects()).isEqualTo("a a");

        ride.happen("a", Map.of("r", "x"));
        assertThat(ride.expects()).isEqualTo("a");
        ride.happen("a", Map.of("r", "y"));

        assertThat(ride.value("results")).isEqualTo(List.of("x", "y"));
    }

    @Test
    void a_sub_process_is_a_scope_of_its_own_for_each_element() {
        Ride ride = ride(
                sub(
                        "a",
                        io("in own = i * 10"),
                        each("=[1,2]", "inputElement=\"i\" outputCollection=\"results\" outputElement=\"=own\""),
                        start("ps"),
                        user("x"),
                        script("t", "own", "= own + n"),
                        end("pe"),
                        links("ps x t pe")),
                Map.of());
        assertThat(ride.waits()).isEqualTo("x x");

        ride.push("x", Map.of("n", 5)).push("x", Map.of("n", 6));

        assertThat(ride.value("results")).isEqualTo(List.of(15, 26));
        assertThat(ride.value("own")).isNull();
    }

    @Test
    void two_instances_with_the_same_field_do_not_overwrite_each_other() {
        String loop =
                each("=[1,2]", "outputCollection=\"answers\" outputElement=\"={who: loopCounter, what: answer}\"");
        Flow task = Ride.flow(
                Draw.definitions(start("s"), Draw.showing("a", "review", loop), user("z"), end("e"), links("s a z e")),
                FORM);
        Flow process = Ride.flow(
                Draw.definitions(
                        start("s"),
                        sub(
                                "p",
                                loop,
                                start("ps"),
                                Draw.showing("a", "review"),
                                user("y"),
                                end("pe"),
                                links("ps a y pe")),
                        user("z"),
                        end("e"),
                        links("s p z e")),
                FORM);

        Ride ride = Ride.open(task, Map.of("answer", "before"));
        ride.push("a", Map.of("answer", "one")).push("a", Map.of("answer", "two"));
        assertThat(ride.value("answers"))
                .isEqualTo(List.of(Map.of("who", 1, "what", "one"), Map.of("who", 2, "what", "two")));
        assertThat(ride.value("answer")).isEqualTo("before");

        ride = Ride.open(process, Map.of("answer", "before"));
        ride.push("a", Map.of("answer", "one"))
                .push("a", Map.of("answer", "two"))
                .push("y")
                .push("y");
        assertThat(ride.value("answers"))
                .isEqualTo(List.of(Map.of("who", 1, "what", "one"), Map.of("who", 2, "what", "two")));
    }

    @Test
    void they_lie_in_one_another() {
        Ride ride = ride(
                sub(
                        "a",
                        each("=[[1,2],[3]]", "inputElement=\"row\" outputCollection=\"table\" outputElement=\"=sums\""),
                        start("ps"),
                        script(
                                "t",
                                "r",
                                "= i * 2",
                                each("=row", "inputElement=\"i\" outputCollection=\"sums\" outputElement=\"=r\"")),
                        end("pe"),
                        links("ps t pe")),
                Map.of());

        assertThat(ride.value("table")).isEqualTo(List.of(List.of(2, 4), List.of(6)));
        assertThat(ride.ticket.values()).containsOnlyKeys("table");
    }

    @Test
    void an_event_at_the_boundary_ends_all_of_them_or_comes_beside_once() {
        Ride ride = ride(
                user("a", each("=[1,2]", RESULTS)),
                Map.of(),
                boundary("b", "a", timer("PT1H")),
                boundaryBeside("c", "a", timer("PT1M")),
                user("late"),
                user("remind"),
                links("b late e", "c remind e"));
        assertThat(ride.expects()).isEqualTo("b c");

        assertThat(ride.happen("c").waits()).isEqualTo("a a remind");
        assertThat(ride.happen("b").tokens()).isEqualTo("late remind");
        assertThat(ride.expects()).isEmpty();
    }

    @Test
    void an_instance_that_fails_stays_alone_and_goes_on_with_the_retry() {
        Ride ride = ride(script("a", "r", "= assert(i + k, i < 2 or k != null)", each("=[1,2]", RESULTS)), Map.of());
        assertThat(ride.incidents()).isEqualTo("a feel");
        assertThat(ride.tokens()).isEqualTo("a a");

        ride.retry(Map.of("k", 5));

        assertThat(ride.value("results")).isEqualTo(Arrays.asList(null, 7));
    }

    @Test
    void a_result_that_fails_is_an_incident_after_which_what_came_is_kept() {
        Ride ride = ride(
                receive(
                        "a",
                        "m",
                        each("=[1]", "outputCollection=\"results\" outputElement=\"=assert(got + k, k != null)\"")),
                Map.of());
        ride.happen("a", Map.of("got", 2));
        assertThat(ride.incidents()).isEqualTo("a feel");
        assertThat(ride.value("got")).isNull();

        ride.retry(Map.of("k", 3));

        assertThat(ride.value("results")).isEqualTo(List.of(5));
        assertThat(ride.value("got")).isEqualTo(2);
    }

    @Test
    void what_came_with_a_result_that_fails_can_be_corrected() {
        Ride ride = ride(
                receive("a", "m", each("=[1]", "outputCollection=\"rs\" outputElement=\"=assert(got, got > 5)\"")),
                Map.of());
        ride.happen("a", Map.of("got", 2)).retry(Map.of("got", 3));
        assertThat(ride.incidents()).isEqualTo("a feel");

        ride.retry(Map.of("got", 7));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("rs", List.of(7), "got", 7));
    }

    @Test
    void outputs_of_an_instance_go_out_unless_it_has_a_variable_of_that_name() {
        Ride ride =
                ride(script("a", "r", "= i", io("out r = r * 10", "out last = r"), each("=[1,2]", RESULTS)), Map.of());

        assertThat(ride.value("results")).isEqualTo(List.of(10, 20));
        assertThat(ride.value("last")).isEqualTo(20);
        assertThat(ride.value("r")).isNull();
    }

    @Test
    void an_element_that_no_document_can_keep_is_null() {
        assertThat(ride(script("a", "r", "= i", each("=[1, 10 ** 400]", RESULTS)), Map.of())
                        .value("results"))
                .isEqualTo(Arrays.asList(1, null));
    }

    @Test
    void more_elements_than_a_run_may_take_steps_are_an_incident() {
        assertThat(ride(user("a", each("=for i in 1..101 return i", RESULTS)), Map.of())
                        .incidents())
                .isEqualTo("a step_limit");
    }

    @Test
    void a_long_list_one_by_one_goes_on_with_a_retry_where_the_steps_were_used_up() {
        Ride ride = ride(script("a", "r", "= i", oneByOne("=for i in 1..100 return i", RESULTS)), Map.of());
        assertThat(ride.incidents()).isEqualTo("a step_limit");

        ride.retry(Map.of());

        assertThat(ride.waits()).isEqualTo("z");
        assertThat(((List<?>) ride.value("results"))).hasSize(100).doesNotContainNull();
    }
}
