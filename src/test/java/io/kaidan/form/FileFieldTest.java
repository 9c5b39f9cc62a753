package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileFieldTest {

    private static final Form ONE = form("{'type': 'filepicker', 'key': 'x', 'validate': {'required': true}}");
    private static final Form MANY =
            form("{'type': 'filepicker', 'key': 'x', 'multiple': true, 'accept': '.pdf, image/*'}");

    private static Checked push(Form form, String current, String sent, Map<String, List<String>> files) {
        return form.check(json(current), json(sent), files, false);
    }

    @Test
    void keeps_the_names_of_its_files() {
        Checked checked = push(ONE, "{}", "{}", Map.of("x", List.of("報告.pdf")));
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(Map.of("x", List.of("報告.pdf")));
    }

    @Test
    void adds_to_the_files_that_are_there() {
        assertThat(push(MANY, "{'x': ['a.pdf']}", "{}", Map.of("x", List.of("b.PDF", "c.png")))
                        .values())
                .isEqualTo(Map.of("x", List.of("a.pdf", "b.PDF", "c.png")));
    }

    @Test
    void a_single_file_takes_the_place_of_the_old_one() {
        assertThat(push(ONE, "{'x': ['a.pdf']}", "{}", Map.of("x", List.of("b.pdf")))
                        .values())
                .isEqualTo(Map.of("x", List.of("b.pdf")));
        assertThat(problems(push(ONE, "{}", "{}", Map.of("x", List.of("a", "b")))))
                .containsExactly("x range");
    }

    @Test
    void refuses_files_it_does_not_accept() {
        assertThat(problems(push(MANY, "{}", "{}", Map.of("x", List.of("virus.txt", "a.pdf", "b.html")))))
                .containsExactly("x format", "x format");
    }

    @Test
    void refuses_names_that_the_database_cannot_hold() {
        assertThat(problems(push(ONE, "{}", "{}", Map.of("x", List.of("a\0.pdf")))))
                .containsExactly("x format");
    }

    @Test
    void is_required_until_a_file_is_there() {
        assertThat(problems(push(ONE, "{}", "{}", Map.of()))).containsExactly("x required");
        assertThat(problems(push(ONE, "{}", "{}", Map.of("x", List.of())))).containsExactly("x required");
        assertThat(problems(push(ONE, "{'x': ['a.pdf']}", "{}", Map.of()))).isEmpty();
    }

    @Test
    void an_empty_value_leaves_it_as_it_is() {
        for (String empty : List.of("''", "null", "[]")) {
            Checked checked = push(ONE, "{'x': ['a.pdf']}", "{'x': " + empty + "}", Map.of());
            assertThat(checked.problems()).isEmpty();
            assertThat(checked.values()).isEqualTo(Map.of("x", List.of("a.pdf")));
        }
    }

    @Test
    void a_value_cannot_be_sent() {
        assertThat(problems(push(ONE, "{}", "{'x': ['a.pdf']}", Map.of()))).containsExactly("x type");
    }

    @Test
    void a_file_for_another_field_is_unknown() {
        Form form = form("{'type': 'textfield', 'key': 'text'}");
        assertThat(problems(push(form, "{}", "{}", Map.of("text", List.of("a"), "none", List.of("b")))))
                .containsExactlyInAnyOrder("text unknown_field", "none unknown_field");
    }

    @Test
    void a_file_for_a_hidden_field_is_told_to_the_caller_and_not_kept() {
        Form form = form("{'type': 'filepicker', 'key': 'x', 'conditional': {'hide': '= true'}}");
        Checked checked = push(form, "{}", "{}", Map.of("x", List.of("a", "b")));
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEmpty();
        assertThat(checked.hidden()).containsExactly("x");
    }
}
