package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.kaidan.form.Checked;
import io.kaidan.form.Form;
import io.kaidan.json.Json;
import io.kaidan.node.NodeTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that administrators correct, whichever form of the flow asks for them. */
class CorrectionTest {

    private static final Flow FLOW = flow(
            form(
                    "start",
                    "{'type': 'textfield', 'key': 'subject', 'validate': {'required': true}}",
                    "{'type': 'number', 'key': 'days', 'validate': {'max': 9}}"),
            form(
                    "review",
                    "{'type': 'textfield', 'key': 'comment', 'validate': {'required': true}}",
                    "{'type': 'number', 'key': 'days', 'validate': {'max': 99}}",
                    "{'type': 'checkbox', 'key': 'ok'}"));

    @Test
    void fields_of_any_form_are_converted_and_the_others_stay() {
        Checked checked = correct("{'subject': '舊', 'total': 3}", "{'subject': '新', 'ok': 'true', 'days': '5'}");

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(json("{'subject': '新', 'total': 3, 'ok': true, 'days': 5}"));
    }

    @Test
    void required_fields_that_are_not_sent_may_lack() {
        assertThat(problems("{}", "{'ok': true}")).isEmpty();
    }

    @Test
    void a_required_field_cannot_be_cleared() {
        assertThat(problems("{'subject': '舊'}", "{'subject': ''}")).containsExactly("subject required");
    }

    @Test
    void a_field_of_several_forms_is_checked_by_the_first() {
        assertThat(problems("{'subject': 'x'}", "{'days': 10}")).containsExactly("days range");
    }

    @Test
    void a_variable_that_the_ticket_has_is_taken_as_it_is() {
        Checked checked = correct("{'subject': 'x', 'total': 3, 'old': 1}", "{'total': {'sum': [4]}, 'old': null}");

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(json("{'subject': 'x', 'total': {'sum': [4]}}"));
    }

    @Test
    void a_variable_that_an_expression_asks_for_may_be_given_first_now() {
        assertThat(FLOW.asksFor("limit")).isTrue();
        assertThat(FLOW.asksFor("limi")).isFalse();
        assertThat(FLOW.asksFor("review")).as("no more than an id").isFalse();

        assertThat(correct("{'subject': 'x'}", "{'limit': 4}").values())
                .isEqualTo(json("{'subject': 'x', 'limit': 4}"));
    }

    @Test
    void every_problem_is_named_at_once() {
        assertThat(problems(
                        "{'subject': 'x', 'total': 3}", "{'days': 'many', 'totl': 4, 'total': 1e999, 'ok': 'perhaps'}"))
                .containsExactlyInAnyOrder("days type", "totl unknown_field", "total type", "ok type");
    }

    @Test
    void a_refused_call_takes_one_value_of_the_other_form_and_lets_the_rest_of_the_document_alone() {
        Form other = Form.read(json("{'type': 'default', 'id': 'other', 'components': ["
                        + "{'type': 'number', 'key': 'rooms', 'validate': {'max': 9}},"
                        + "{'type': 'textfield', 'key': 'must', 'validate': {'required': true}},"
                        + "{'type': 'textfield', 'key': 'total', 'conditional': {'hide': '=true'}}]}"))
                .form()
                .orElseThrow();
        Correction.RefusedCall call = new Correction.RefusedCall(FLOW.start(), other);

        Checked checked = Correction.check(FLOW, call, json("{'subject': 'x', 'total': 3}"), json("{'rooms': '4'}"));
        Checked wrong = Correction.check(FLOW, call, json("{'subject': 'x'}"), json("{'rooms': 10, 'nobodys': 1}"));

        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(json("{'subject': 'x', 'total': 3, 'rooms': 4}"));
        assertThat(wrong.problems())
                .extracting(p -> p.field() + " " + p.code())
                .containsExactlyInAnyOrder("rooms range", "nobodys unknown_field");
    }

    @Test
    void the_document_itself_is_not_changed() {
        Map<String, Object> current = json("{'subject': '舊'}");

        Correction.check(FLOW, current, Map.of("subject", "新"));

        assertThat(current).containsEntry("subject", "舊");
    }

    private static Checked correct(String current, String sent) {
        return Correction.check(FLOW, json(current), json(sent));
    }

    private static List<String> problems(String current, String sent) {
        return correct(current, sent).problems().stream()
                .map(p -> p.field() + " " + p.code())
                .toList();
    }

    private static Flow flow(byte[] start, byte[] review) {
        byte[] drawing = Bpmn.convertToString(Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .zeebeFormId("start")
                        .userTask()
                        .zeebeFormId("review")
                        .zeebeAssigneeExpression("if days > limit then \"boss\" else \"desk\"")
                        .endEvent()
                        .done())
                .getBytes(StandardCharsets.UTF_8);
        return new ApplicationReader(NodeTypes.ALL)
                .read(Map.of("flow.bpmn", drawing, "start.form", start, "review.form", review), new ArrayList<>())
                .get("flow");
    }

    private static byte[] form(String id, String... components) {
        return ("{'type': 'default', 'id': '" + id + "', 'components': [" + String.join(",", components) + "]}")
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> json(String singleQuoted) {
        Map<String, Object> object = new LinkedHashMap<>();
        ((Map<?, ?>) Json.parseOwn(singleQuoted.replace('\'', '"'))).forEach((k, v) -> object.put((String) k, v));
        return object;
    }
}
