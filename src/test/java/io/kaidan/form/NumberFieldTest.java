package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.kept;
import static io.kaidan.form.TestForm.push;
import static io.kaidan.form.TestForm.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.problem.Messages;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFieldTest {

    private static final String PLAIN = "{'type': 'number', 'id': 'f', 'key': 'x'}";

    @ParameterizedTest
    @ValueSource(strings = {"3", "'3'", "' 3 '", "3.0", "'+3.00'", "'30e-1'", "0.3e1"})
    void keeps_a_whole_number_however_it_is_written(String sent) {
        assertThat(kept(PLAIN, sent)).isEqualTo(3);
    }

    @Test
    void keeps_every_digit() {
        assertThat(kept(PLAIN, "'0.1000'")).isEqualTo(new BigDecimal("0.1"));
        assertThat(kept(PLAIN, "-9007199254740993")).isEqualTo(-9007199254740993L);
        assertThat(kept(PLAIN, "'123456789012345678901234567890'"))
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(kept(PLAIN, "'1e20'")).hasToString("100000000000000000000");
        assertThat(kept(PLAIN, "0e999999999")).isEqualTo(0);
        assertThat(kept(PLAIN, "'0e-999999999'")).isEqualTo(0);
    }

    @Test
    void stays_a_number_where_the_browser_would_keep_a_text() {
        assertThat(kept("{'type': 'number', 'key': 'x', 'serializeToString': true}", "'1.50'"))
                .isEqualTo(new BigDecimal("1.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'abc'", "'NaN'", "'Infinity'", "'1,000'", "'0x10'", "'１'", "'1 2'", "true", "[1]", "{'a': 1}"})
    void refuses_what_is_no_number(String sent) {
        assertThat(refused(PLAIN, sent)).containsExactly("type");
    }

    @Test
    void refuses_what_no_json_number_can_be() {
        for (Object value : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, Float.NaN}) {
            Checked checked = form(PLAIN).check(Map.of(), Map.of("x", value), Map.of(), true);
            assertThat(TestForm.problems(checked)).containsExactly("x type");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "'1e999999'",
                "'-1e-999999'",
                "1e50",
                "1e-51",
                "'-1234567890123456789012345678901234567890123456789.05'"
            })
    void refuses_numbers_of_a_size_that_would_cost(String sent) {
        assertThat(refused(PLAIN, sent)).containsExactly("range");
    }

    @Test
    void refuses_too_many_decimals() {
        String field = "{'type': 'number', 'key': 'x', 'decimalDigits': 2}";
        assertThat(refused(field, "1.234")).containsExactly("format");
        assertThat(refused(field, "1.2300")).isEmpty();
    }

    @Test
    void refuses_what_is_out_of_range() {
        String field = "{'type': 'number', 'key': 'x', 'increment': '0.5', 'validate': {'min': 1, 'max': '= top'}}";
        assertThat(refused(field, "0.5")).containsExactly("range");
        assertThat(refused(field, "1.5")).isEmpty();
        assertThat(refused(field, "1.7")).containsExactly("range");
        Form form = form(field, "{'type': 'number', 'key': 'top'}");
        assertThat(TestForm.problems(push(form, "{}", "{'x': 4, 'top': 3}"))).containsExactly("x range");
        assertThat(TestForm.problems(push(form, "{}", "{'x': 3, 'top': 3}"))).isEmpty();
    }

    @Test
    void zero_is_a_value() {
        String field = "{'type': 'number', 'key': 'x', 'validate': {'required': true, 'min': 0}}";
        assertThat(kept(field, "0")).isEqualTo(0);
        assertThat(refused(field, "' '")).containsExactly("required");
    }

    @Test
    void says_what_was_expected_in_the_readers_language() {
        Checked checked = push(form(PLAIN), "{}", "{'x': 'abc'}");
        assertThat(checked.problems().get(0).message(Messages.ENGLISH)).isEqualTo("Expected a number but got \"abc\".");
        assertThat(checked.problems().get(0).message(Messages.HANT)).isEqualTo("應為數字，但收到「abc」。");
    }
}
