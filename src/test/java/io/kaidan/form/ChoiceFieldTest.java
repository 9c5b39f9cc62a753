package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.kept;
import static io.kaidan.form.TestForm.problems;
import static io.kaidan.form.TestForm.push;
import static io.kaidan.form.TestForm.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceFieldTest {

    private static final String LEVEL =
            "{'type': 'select', 'key': 'x', 'values': [{'label': '高', 'value': 'high'}, {'label': '一', 'value': 1}, 'plain']}";

    @Test
    void keeps_the_value_of_the_choice() {
        assertThat(kept(LEVEL, "'high'")).isEqualTo("high");
        assertThat(kept(LEVEL, "'1'")).isEqualTo(1);
        assertThat(kept(LEVEL, "'plain'")).isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'高'", "'low'", "2", "true", "['high']", "{'value': 'high'}"})
    void refuses_what_is_no_choice(String sent) {
        assertThat(refused(LEVEL, sent)).containsExactly("option");
    }

    @Test
    void a_radio_without_any_choice_takes_nothing() {
        assertThat(refused("{'type': 'radio', 'key': 'x'}", "'a'")).containsExactly("option");
    }

    @Test
    void finds_its_choices_in_the_document() {
        Form form = form("{'type': 'radio', 'key': 'x', 'valuesKey': 'systems'}");
        String current = "{'systems': ['ERP', {'label': 'Mail', 'value': 7}]}";
        assertThat(push(form, current, "{'x': '7'}").values()).containsEntry("x", 7);
        assertThat(problems(push(form, current, "{'x': 'CRM'}"))).containsExactly("x option");
    }

    @Test
    void finds_its_choices_by_an_expression_over_what_was_sent_too() {
        Form form = form(
                "{'type': 'select', 'key': 'x', 'valuesExpression': '= if big then [\\'L\\', \\'XL\\'] else [\\'S\\']'}"
                        .replace("\\'", "\\\""),
                "{'type': 'checkbox', 'key': 'big'}");
        assertThat(problems(push(form, "{'big': false}", "{'x': 'XL', 'big': true}")))
                .isEmpty();
        assertThat(problems(push(form, "{'big': true}", "{'x': 'XL', 'big': false}")))
                .containsExactly("x option");
    }

    @Test
    void takes_any_text_or_number_when_the_document_gives_no_choices() {
        Form form = form("{'type': 'select', 'key': 'x', 'valuesKey': 'systems'}");
        assertThat(push(form, "{}", "{'x': 'CRM'}").values()).isEqualTo(Map.of("x", "CRM"));
        assertThat(problems(push(form, "{}", "{'x': {'a': 1}}"))).containsExactly("x type");
        assertThat(problems(push(form, "{}", "{'x': 1e999999999}"))).containsExactly("x type");
    }

    @Test
    void a_choice_left_from_before_is_not_checked_again() {
        assertThat(problems(push(form(LEVEL, "{'type': 'number', 'key': 'n'}"), "{'x': 'gone'}", "{'n': 1}")))
                .isEmpty();
    }
}
