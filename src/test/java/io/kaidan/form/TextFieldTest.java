package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.kept;
import static io.kaidan.form.TestForm.push;
import static io.kaidan.form.TestForm.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFieldTest {

    private static final String PLAIN = "{'type': 'textfield', 'id': 'f', 'key': 'x'}";

    private static String validated(String validate) {
        return "{'type': 'textarea', 'id': 'f', 'key': 'x', 'validate': {" + validate + "}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"'伺服器'", "' blanks stay '", "'two\\nlines'", "'😀'"})
    void keeps_a_text_as_it_is(String text) {
        assertThat(kept(PLAIN, text))
                .isEqualTo(TestForm.json("{'x': " + text + "}").get("x"));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "1.50, 1.50", "true, true"})
    void takes_numbers_and_booleans_as_their_text(String sent, String kept) {
        assertThat(kept(PLAIN, sent)).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'a': 1}", "[1]"})
    void refuses_objects_and_lists(String value) {
        assertThat(refused(PLAIN, value)).containsExactly("type");
    }

    @Test
    void refuses_what_the_database_cannot_hold() {
        Form form = form(PLAIN);
        for (String text : new String[] {"a\0b", "\ud83d", "\ude00\ud83d"}) {
            Checked checked = form.check(Map.of(), Map.of("x", text), Map.of(), true);
            assertThat(TestForm.problems(checked)).containsExactly("x format");
        }
    }

    @Test
    void refuses_a_text_of_more_than_a_million_characters() {
        Checked checked = form(PLAIN).check(Map.of(), Map.of("x", "a".repeat(1_000_001)), Map.of(), true);
        assertThat(TestForm.problems(checked)).containsExactly("x length");
    }

    @Test
    void a_number_with_a_giant_exponent_stays_small() {
        assertThat(kept(PLAIN, "1e999999999")).isEqualTo("1E+999999999");
    }

    @Test
    void counts_the_length_without_blanks_at_the_ends() {
        String field = validated("'minLength': 2, 'maxLength': '3'");
        assertThat(refused(field, "' a '")).containsExactly("length");
        assertThat(refused(field, "'abcd'")).containsExactly("length");
        assertThat(refused(field, "' abc '")).isEmpty();
    }

    @Test
    void a_limit_may_be_an_expression() {
        Form form = form(validated("'maxLength': '= most'"), "{'type': 'number', 'key': 'most'}");
        assertThat(TestForm.problems(push(form, "{'most': 2}", "{'x': 'abc'}"))).containsExactly("x length");
        assertThat(TestForm.problems(push(form, "{}", "{'x': 'abc'}"))).isEmpty();
    }

    @Test
    void a_pattern_reads_as_in_javascript() {
        String field = validated("'pattern': '^[A-Z[&]{2}-[0-9]+$'");
        assertThat(refused(field, "'A[-17'")).isEmpty();
        assertThat(refused(field, "'ab-17'")).containsExactly("format");
        assertThat(refused(field, "'AB-17\\n'")).containsExactly("format");
        assertThat(refused(validated("'pattern': '[0-9]'"), "'found 1 within'")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(a|b|ab)*c$"})
    void a_pattern_gives_up_on_hostile_texts(String pattern) {
        Form form = form(validated("'pattern': '" + pattern + "'"));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Checked checked = form.check(Map.of(), Map.of("x", "a".repeat(100_000) + "!"), Map.of(), true);
            assertThat(TestForm.problems(checked)).containsExactly("x format");
        });
    }

    @Test
    void tells_length_and_format_at_once() {
        assertThat(refused(validated("'minLength': 5, 'pattern': '^[0-9]*$'"), "'abc'"))
                .containsExactly("length", "format");
    }

    @ParameterizedTest
    @CsvSource({
        "a@b.tw, true",
        "first.last+tag@mail.example.com, true",
        "a b@c.tw, false",
        "@b.tw, false",
        "a@-b.tw, false",
        "a@b..tw, false",
        "nobody, false"
    })
    void checks_e_mail_addresses(String text, boolean good) {
        assertThat(refused(validated("'validationType': 'email'"), "'" + text + "'")
                        .isEmpty())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @CsvSource({"+886223456789, true", "02-2345-6789, true", "(02) 2345 6789, true", "12, false", "call me, false"})
    void checks_telephone_numbers(String text, boolean good) {
        assertThat(refused(validated("'validationType': 'phone'"), "'" + text + "'")
                        .isEmpty())
                .isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null"})
    void an_empty_text_clears_the_field(String empty) {
        assertThat(push(form(PLAIN), "{'x': 'old'}", "{'x': " + empty + "}").values())
                .isEmpty();
    }
}
