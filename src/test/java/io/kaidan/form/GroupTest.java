package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.problems;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupTest {

    private static final Form FORM = form("""
            {'type': 'group', 'path': 'site', 'components': [
              {'type': 'textfield', 'key': 'city'},
              {'type': 'group', 'components': [{'type': 'number', 'key': 'floor.number'}]}
            ]}""", "{'type': 'textfield', 'key': 'site.note'}");

    @Test
    void its_path_leads_into_a_nested_object() {
        assertThat(FORM.fields()).extracting(Field::key).containsExactly("site.city", "site.floor.number", "site.note");
    }

    @Test
    void its_fields_are_sent_by_their_whole_keys() {
        assertThat(push(FORM, "{}", "{'site.city': '台北', 'site.floor.number': '7'}")
                        .values())
                .isEqualTo(json("{'site': {'city': '台北', 'floor': {'number': 7}}}"));
    }

    @Test
    void its_fields_are_sent_as_the_nested_object() {
        assertThat(push(FORM, "{'site': {'note': 'n', 'other': 1}}", "{'site': {'floor': {'number': 7}, 'city': 'X'}}")
                        .values())
                .isEqualTo(json("{'site': {'note': 'n', 'other': 1, 'city': 'X', 'floor': {'number': 7}}}"));
    }

    @Test
    void clearing_the_object_clears_its_fields_and_no_others() {
        assertThat(push(FORM, "{'site': {'city': 'X', 'floor': {'number': 7}}}", "{'site': null}")
                        .values())
                .isEmpty();
        assertThat(push(FORM, "{'site': {'city': 'X', 'other': 1}}", "{'site': ''}")
                        .values())
                .isEqualTo(json("{'site': {'other': 1}}"));
    }

    @Test
    void tells_what_is_unknown_or_of_the_wrong_type_within() {
        assertThat(problems(push(FORM, "{}", "{'site': {'land': 'X', 'floor': 3}, 'city': 'Y'}")))
                .containsExactlyInAnyOrder("site.land unknown_field", "site.floor type", "city unknown_field");
    }
}
