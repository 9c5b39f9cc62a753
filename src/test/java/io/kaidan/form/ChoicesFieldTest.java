package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.kept;
import static io.kaidan.form.TestForm.push;
import static io.kaidan.form.TestForm.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesFieldTest {

    private static final String TAGS =
            "{'type': 'taglist', 'key': 'x', 'validate': {'required': true}, 'values': ['a', 'b', 3, 'c,d']}";

    @ParameterizedTest
    @ValueSource(strings = {"['a', 'b']", "'a,b'", "' a , b ,'", "['a', 'b', 'a', '', null]"})
    void takes_a_list_or_a_text_with_commas(String sent) {
        assertThat(kept(TAGS, sent)).isEqualTo(List.of("a", "b"));
    }

    @Test
    void keeps_the_values_of_the_choices() {
        assertThat(kept(TAGS, "'3,a'")).isEqualTo(List.of(3, "a"));
        assertThat(kept(TAGS, "3")).isEqualTo(List.of(3));
        assertThat(kept(TAGS, "'c,d'")).isEqualTo(List.of("c,d"));
    }

    @Test
    void tells_each_wrong_choice() {
        assertThat(refused("{'type': 'checklist', 'key': 'x', 'values': ['a']}", "['a', 'q', 'r']"))
                .containsExactly("option", "option");
    }

    @Test
    void an_object_is_of_the_wrong_type() {
        assertThat(refused(TAGS, "{'a': true}")).containsExactly("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "''", "','", "[null]"})
    void nothing_chosen_is_no_value(String sent) {
        assertThat(refused(TAGS, sent)).containsExactly("required");
    }

    @Test
    void finds_its_choices_in_the_document() {
        Form form = form("{'type': 'checklist', 'key': 'x', 'valuesKey': 'people'}");
        assertThat(push(form, "{'people': [1, 2]}", "{'x': '1,2'}").values()).containsEntry("x", List.of(1, 2));
        assertThat(TestForm.problems(push(form, "{'people': [1, 2]}", "{'x': '1,3'}")))
                .containsExactly("x option");
    }

    @Test
    void refuses_more_than_a_thousand() {
        Checked checked = form(TAGS).check(Map.of(), Map.of("x", Collections.nCopies(1_001, "a")), Map.of(), true);
        assertThat(TestForm.problems(checked)).containsExactly("x range");
    }
}
