package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A called flow refuses what its caller gives it: whoever tries again gives what it asks for. */
class RefusedCallIT extends BlackBox {

    private static String strict() {
        return api().deployed(oneTask(text("title"), number("rooms").required()));
    }

    private static Answer retry(String flow, String no, Map<String, ?> values) {
        return api().post("incidents/" + api().incident(flow, no) + "/retry", Map.of("values", values));
    }

    private static List<String> codes(String flow, String no) {
        return Answer.objects(api().ticket(flow, no).get("incidents")).stream()
                .map(i -> (String) i.get("code"))
                .toList();
    }

    @Test
    void a_value_that_only_the_called_flow_asks_for_is_taken_as_its_form_converts_it() {
        String called = strict();
        String flow = api().deployed(start(text("title")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of("title", "搬遷"));
        assertThat(codes(flow, no)).containsExactly("call_refused");

        Answer answer = retry(flow, no, Map.of("rooms", "3"));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(codes(flow, no)).isEmpty();
        assertThat(api().values(called, "1")).isEqualTo(Map.of("title", "搬遷", "rooms", 3));
        assertThat(api().values(flow, no)).containsEntry("rooms", 3);
    }

    @Test
    void what_is_wrong_with_it_is_told_at_once_and_nothing_changes() {
        String called = strict();
        String flow = api().deployed(start(text("title")).call("call", called).end("end"));
        String no = admin().open(flow, Map.of("title", "搬遷"));

        Answer answer = retry(flow, no, Map.of("rooms", "many", "nobodys", "x"));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactlyInAnyOrder("rooms:type", "nobodys:unknown_field");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("title", "搬遷"));
    }

    @Test
    void where_an_input_gives_the_value_the_answer_names_what_it_is_made_of() {
        String called = strict();
        String flow = api().deployed(start(text("title"), number("floors"))
                .call("call", called)
                .mapping("in", "= floors * 2", "rooms")
                .end("end"));
        String no = admin().open(flow, Map.of("title", "搬遷"));
        assertThat(codes(flow, no)).containsExactly("call_refused");

        Answer answer = retry(flow, no, Map.of("rooms", 3));

        assertThat(answer.problems()).containsExactly("rooms:input_mapped");
        assertThat((String) answer.errors().get(0).get("message")).contains("呼叫 call", "rooms", "floors * 2");
        assertThat(retry(flow, no, Map.of("floors", 2)).http()).isEqualTo(200);
        assertThat(api().values(called, "1")).containsEntry("rooms", 4);
    }

    @Test
    void where_the_call_hands_nothing_on_the_answer_says_that_an_input_lacks() {
        String called = strict();
        String flow = api().deployed(start(text("title"))
                .call("call", called, "propagateAllParentVariables=\"false\"")
                .mapping("in", "= title", "title")
                .end("end"));
        String no = admin().open(flow, Map.of("title", "搬遷"));

        assertThat(retry(flow, no, Map.of("rooms", 3)).problems()).containsExactly("rooms:not_handed_on");
    }

    @Test
    void an_incident_of_another_kind_takes_no_field_of_another_flow() {
        String called = strict();
        String flow = api().deployed(start(text("title"), number("days"))
                .exclusive("which")
                .when("= days > 3")
                .call("call", called)
                .end("end")
                .from("which")
                .when("= days < 0")
                .to("end"));
        String no = admin().open(flow, Map.of("title", "搬遷", "days", 1));

        assertThat(retry(flow, no, Map.of("rooms", 3)).problems()).containsExactly("rooms:unknown_field");
    }
}
