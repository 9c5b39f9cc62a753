package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.open;
import static io.kaidan.form.TestForm.problems;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenFieldsTest {

    private static String field(String key, String hide) {
        return "{'type': 'textfield', 'key': '" + key + "', 'validate': {'required': true}, 'conditional': {'hide': '"
                + hide + "'}}";
    }

    private static final String DAYS = "{'type': 'number', 'key': 'days'}";

    @Test
    void a_hidden_field_is_neither_required_nor_kept() {
        Form form = form(DAYS, field("reason", "= days <= 3"));
        assertThat(push(form, "{'reason': 'old'}", "{'days': 2, 'reason': 'new'}")
                        .values())
                .isEqualTo(json("{'days': 2}"));
        assertThat(problems(push(form, "{}", "{'days': 2}"))).isEmpty();
        assertThat(problems(push(form, "{'days': 2}", "{'days': 5}"))).containsExactly("reason required");
    }

    @Test
    void a_wrong_value_of_a_hidden_field_does_not_matter() {
        Form form = form(DAYS, "{'type': 'number', 'key': 'n', 'conditional': {'hide': '= days = 1'}}");
        assertThat(problems(push(form, "{}", "{'days': 1, 'n': 'x'}"))).isEmpty();
        assertThat(problems(push(form, "{}", "{'days': 2, 'n': 'x'}"))).containsExactly("n type");
    }

    @Test
    void everything_in_a_hidden_group_or_list_is_hidden() {
        Form form = form(
                DAYS,
                "{'type': 'group', 'conditional': {'hide': '= days = 1'}, 'components': ["
                        + field("a", "= false") + ", {'type': 'dynamiclist', 'path': 'l', 'components': ["
                        + field("b", "= false") + "]}]}");
        Checked hidden = push(form, "{}", "{'days': 1, 'l': [{}, {'b': {'x': 1}}]}");
        assertThat(hidden.problems()).isEmpty();
        assertThat(hidden.values()).isEqualTo(json("{'days': 1}"));
        assertThat(hidden.hidden()).containsExactlyInAnyOrder("a", "l");
        assertThat(problems(push(form, "{}", "{'l': [{}]}"))).containsExactly("a required", "l[0].b required");
    }

    @Test
    void conditions_depend_on_one_another_in_any_order() {
        Form form = form(field("c", "= b = null"), field("b", "= a = null"), field("a", "= days = 1"), DAYS);
        Checked checked = push(form, "{'a': '1', 'b': '2', 'c': '3'}", "{'days': 1}");
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(json("{'days': 1}"));
        assertThat(push(form, "{'a': '1', 'b': '2', 'c': '3'}", "{'days': 2}").values())
                .isEqualTo(json("{'a': '1', 'b': '2', 'c': '3', 'days': 2}"));
    }

    @Test
    void of_two_fields_that_hide_each_other_the_later_one_stays() {
        Form form = form(field("a", "= b != null"), field("b", "= a != null"));
        assertThat(push(form, "{}", "{'a': '1', 'b': '2'}").values()).isEqualTo(json("{'b': '2'}"));
    }

    @Test
    void a_condition_that_contradicts_itself_comes_to_an_end() {
        assertThat(push(form(field("a", "= a != null")), "{}", "{'a': '1'}").problems())
                .hasSizeLessThan(2);
    }

    @Test
    void a_condition_that_fails_hides_nothing() {
        Form form = form(field("a", "= nothing.at.all > 3"), field("b", "= \\\"text\\\""));
        assertThat(problems(push(form, "{}", "{}"))).containsExactly("a required", "b required");
    }

    @Test
    void a_hidden_field_takes_no_default() {
        Form form = form("{'type': 'textfield', 'key': 'a', 'defaultValue': 'x', 'conditional': {'hide': '= true'}}");
        assertThat(open(form, "{}").values()).isEmpty();
    }

    @Test
    void values_of_other_forms_stay() {
        Form form = form(field("a", "= true"));
        assertThat(push(form, "{'other': {'deep': [1, null]}, 'a': '1'}", "{}").values())
                .isEqualTo(json("{'other': {'deep': [1, null]}}"));
    }
}
