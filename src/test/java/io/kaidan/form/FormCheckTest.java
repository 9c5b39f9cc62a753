package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.open;
import static io.kaidan.form.TestForm.problems;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormCheckTest {

    private static final Form FORM = form(
            "{'type': 'textfield', 'key': 'title', 'properties': {'header': 'title'}, 'validate': {'required': true}}",
            "{'type': 'number', 'key': 'days', 'defaultValue': '3', 'properties': {'header': 'level'}}",
            "{'type': 'taglist', 'key': 'tags', 'values': ['a', 'b'], 'defaultValue': ['a'], 'properties': {'header': 'note1'}}",
            "{'type': 'textfield', 'key': 'sap', 'disabled': true, 'validate': {'required': true}}",
            "{'type': 'textfield', 'key': 'crm', 'readonly': true}",
            "{'type': 'table', 'dataSource': '= tags'}",
            "{'type': 'text', 'text': 'Please fill in'}");

    @Test
    void tells_every_problem_at_once() {
        assertThat(problems(push(FORM, "{}", "{'days': 'many', 'tags': 'a,z', 'color': 'red', 'text': 'x'}")))
                .containsExactlyInAnyOrder(
                        "title required", "days type", "tags option", "color unknown_field", "text unknown_field");
    }

    @Test
    void fields_that_are_not_sent_take_the_forms_default_when_a_ticket_is_opened() {
        assertThat(open(FORM, "{'title': 't'}").values()).isEqualTo(json("{'title': 't', 'days': 3, 'tags': ['a']}"));
    }

    @Test
    void fields_that_are_sent_empty_take_no_default() {
        assertThat(open(FORM, "{'title': 't', 'days': '', 'tags': null}").values())
                .isEqualTo(json("{'title': 't'}"));
    }

    @Test
    void fields_of_which_only_the_name_is_sent_are_as_if_not_sent() {
        Map<String, Object> names =
                Map.of("title", "t", "days", Form.UNSENT, "tags", Form.UNSENT, "no such", Form.UNSENT);

        Checked opened = FORM.check(Map.of(), names, Map.of(), true);
        assertThat(problems(opened)).containsExactly("no such unknown_field");
        assertThat(opened.values()).isEqualTo(json("{'title': 't', 'days': 3, 'tags': ['a']}"));
        assertThat(FORM.check(json("{'title': 's', 'days': 9}"), names, Map.of(), false)
                        .values())
                .isEqualTo(json("{'title': 't', 'days': 9}"));
    }

    @Test
    void values_that_are_there_take_no_default() {
        assertThat(FORM.check(json("{'days': 9}"), json("{'title': 't'}"), Map.of(), true)
                        .values())
                .containsEntry("days", 9);
    }

    @Test
    void a_default_is_not_shared_between_tickets() {
        Checked first = open(FORM, "{'title': 't'}");
        @SuppressWarnings("unchecked")
        List<Object> tags = (List<Object>) first.values().get("tags");
        tags.add("b");
        assertThat(open(FORM, "{'title': 't'}").values()).containsEntry("tags", List.of("a"));
    }

    @Test
    void a_push_changes_what_it_sends_and_nothing_else() {
        Map<String, Object> current = json("{'title': 't', 'days': 1, 'other': {'form': [1]}}");
        Checked checked = FORM.check(current, json("{'days': 2}"), Map.of(), false);
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(json("{'title': 't', 'days': 2, 'other': {'form': [1]}}"));
        assertThat(current).isEqualTo(json("{'title': 't', 'days': 1, 'other': {'form': [1]}}"));
    }

    @Test
    void what_is_required_must_be_there_after_a_push() {
        assertThat(problems(push(FORM, "{'title': 't'}", "{}"))).isEmpty();
        assertThat(problems(push(FORM, "{'title': 't'}", "{'title': ''}"))).containsExactly("title required");
    }

    @Test
    void other_systems_fill_disabled_and_read_only_fields() {
        assertThat(push(FORM, "{'title': 't'}", "{'sap': '1', 'crm': '2'}").values())
                .isEqualTo(json("{'title': 't', 'sap': '1', 'crm': '2'}"));
    }

    @Test
    void an_unknown_key_is_shown_without_what_breaks_a_database() {
        Checked checked = FORM.check(Map.of("title", "t"), Map.of("a\0\ud83d" + "k".repeat(500), 1), Map.of(), false);
        assertThat(checked.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("unknown_field");
            assertThat(problem.field()).startsWith("a\uFFFD\uFFFDkkk").hasSizeLessThan(70);
        });
    }

    @Test
    void a_flood_of_problems_is_cut_at_a_thousand() {
        Map<String, Object> sent = new LinkedHashMap<>();
        Collections.nCopies(5_000, 1).forEach(n -> sent.put("k" + sent.size(), n));
        assertThat(FORM.check(Map.of(), sent, Map.of(), false).problems()).hasSize(1_000);
    }

    @Test
    void headers_give_texts_for_the_columns() {
        Map<String, Object> values = json("{'title': '網路斷線', 'days': 1.50, 'tags': ['a', 'b']}");
        assertThat(FORM.header("title", values)).isEqualTo("網路斷線");
        assertThat(FORM.header("level", values)).isEqualTo("1.50");
        assertThat(FORM.header("note1", values)).isEqualTo("a, b");
        assertThat(FORM.header("status", values)).isNull();
        assertThat(FORM.header("title", Map.of())).isNull();
    }
}
