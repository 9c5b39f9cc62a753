package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.problems;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssigneeFieldTest {

    private static final Form FORM = form(
            "{'type': 'textfield', 'key': 'x', 'properties': {'header': 'assignee'}, 'validate': {'required': true}}");

    private static Object kept(Object sent) {
        return FORM.check(Map.of(), Map.of("x", sent), Map.of(), true).values().get("x");
    }

    @Test
    void takes_an_object_its_json_text_or_a_user() {
        Map<String, Object> both = json("{'group': 'IT', 'user': 'amy'}");
        assertThat(kept(both)).isEqualTo(both);
        assertThat(kept("{\"group\": \"IT\", \"user\": \"amy\"}")).isEqualTo(both);
        assertThat(kept(json("{'group': 7, 'user': ''}"))).isEqualTo(json("{'group': '7', 'user': null}"));
        assertThat(kept("amy")).isEqualTo(json("{'group': null, 'user': 'amy'}"));
    }

    @Test
    void refuses_anything_else() {
        for (String value : List.of("['amy']", "{'group': ['a']}", "{'user': {'id': 1}}", "'{broken'", "true")) {
            assertThat(problems(push(FORM, "{}", "{'x': " + value + "}"))).containsExactly("x type");
        }
        assertThat(problems(FORM.check(Map.of(), Map.of("x", "a\0"), Map.of(), true)))
                .containsExactly("x format");
    }

    @Test
    void nobody_is_no_value() {
        for (String value : List.of("{'group': '', 'user': ' '}", "{}", "''")) {
            assertThat(problems(push(FORM, "{}", "{'x': " + value + "}"))).containsExactly("x required");
        }
    }

    @Test
    void is_found_by_its_header() {
        assertThat(FORM.assignee(json("{'x': {'group': 'IT', 'user': null}}"))).isEqualTo(new Assignee("IT", null));
        assertThat(FORM.assignee(Map.of())).isNull();
        assertThat(form().assignee(json("{'x': {'user': 'amy'}}"))).isNull();
    }
}
