package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputedFieldTest {

    private static final Form FORM = form(
            "{'type': 'expression', 'key': 'twice', 'expression': '= total * 2'}",
            "{'type': 'expression', 'key': 'total', 'expression': '= sum(items.amount)'}",
            "{'type': 'textarea', 'key': 'why', 'conditional': {'hide': '= total <= 10'}}",
            "{'type': 'dynamiclist', 'path': 'items', 'components': [{'type': 'number', 'key': 'amount'}]}");

    @Test
    void is_computed_from_what_was_sent_whatever_else_is_claimed() {
        Checked checked = push(FORM, "{}", "{'total': 1, 'items': [{'amount': 4}, {'amount': 5}], 'why': 'x'}");
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values().toString())
                .isEqualTo(json("{'items': [{'amount': 4}, {'amount': 5}], 'total': 9, 'twice': 18}")
                        .toString());
    }

    @Test
    void has_no_value_when_it_cannot_be_computed() {
        assertThat(push(FORM, "{'total': 9}", "{}").values()).isEmpty();
    }

    @Test
    void a_number_too_large_to_keep_is_no_value() {
        Form form =
                form("{'type': 'expression', 'key': 'x', 'expression': '= 10 ** n'}", "{'type': 'number', 'key': 'n'}");
        assertThat(push(form, "{}", "{'n': 2}").values()).containsEntry("x", 100);
        assertThat(push(form, "{}", "{'n': 200}").values()).doesNotContainKey("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "substring(t, 1, 1)",
                "[substring(t, 1, 1)]",
                "{a: [{b: substring(t, 1, 1)}]}",
                "[1, 10 ** 200]",
                "{a: {b: 10 ** -200}}"
            })
    void a_result_of_which_any_part_cannot_be_kept_is_no_value(String feel) {
        Form form = form(
                "{'type': 'textfield', 'key': 't'}",
                "{'type': 'expression', 'key': 'x', 'expression': '= " + feel + "'}");
        assertThat(push(form, "{}", "{'t': '😀abc'}").values()).containsOnlyKeys("t");
    }

    @Test
    void a_list_or_an_object_is_kept_with_all_that_is_in_it() {
        Form form = form(
                "{'type': 'textfield', 'key': 't'}",
                "{'type': 'expression', 'key': 'x', 'expression': '= {a: [t, 0.50, null, true], b: 10 ** 2}'}");
        assertThat(push(form, "{}", "{'t': '😀'}").values().get("x"))
                .isEqualTo(json("{'a': ['😀', 0.5, null, true], 'b': 100}"));
    }

    @Test
    void is_no_field() {
        assertThat(FORM.fields()).extracting(Field::key).containsExactly("why", "items");
    }
}
