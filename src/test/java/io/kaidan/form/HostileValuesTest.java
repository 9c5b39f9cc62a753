package io.kaidan.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.json.Hostile;
import io.kaidan.json.Json;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody sends for a field is kept as the database can keep it, or refused in words; nothing else happens. */
class HostileValuesTest {

    private static final String OPTIONS = "'values': [{'value': 'a', 'label': 'A'}, {'value': '1', 'label': 'B'}]";

    /** One field of each kind, with all that it can be told to check. */
    private static final List<String> FIELDS = List.of(
            "{'type': 'textfield', 'key': 'x', 'validate': {'minLength': 2, 'maxLength': 50, 'pattern': '^(a+)+$'}}",
            "{'type': 'textfield', 'key': 'x', 'validate': {'validationType': 'email'}, 'properties': {'header': 'title'}}",
            "{'type': 'textarea', 'key': 'x', 'validate': {'validationType': 'phone'}}",
            "{'type': 'number', 'key': 'x', 'decimalDigits': 2, 'increment': 0.05, 'validate': {'min': -9, 'max': 9}}",
            "{'type': 'number', 'key': 'x', 'serializeToString': true}",
            "{'type': 'checkbox', 'key': 'x'}",
            "{'type': 'radio', 'key': 'x', " + OPTIONS + "}",
            "{'type': 'select', 'key': 'x', 'valuesExpression': '= list'}",
            "{'type': 'checklist', 'key': 'x', " + OPTIONS + "}",
            "{'type': 'taglist', 'key': 'x', 'valuesKey': 'list'}",
            "{'type': 'datetime', 'key': 'x', 'subtype': 'date', 'dateLabel': 'D'}",
            "{'type': 'datetime', 'key': 'x', 'subtype': 'time', 'timeLabel': 'T'}",
            "{'type': 'datetime', 'key': 'x', 'subtype': 'datetime', 'dateLabel': 'D'}",
            "{'type': 'filepicker', 'key': 'x', 'accept': '.pdf,image/*'}",
            "{'type': 'textfield', 'key': 'x', 'properties': {'header': 'assignee'}}",
            "{'type': 'dynamiclist', 'path': 'x', 'components': [{'type': 'number', 'key': 'n'},"
                    + " {'type': 'expression', 'key': 'e', 'expression': '= this.n * 2'}]}",
            "{'type': 'group', 'path': 'x', 'components': [{'type': 'textfield', 'key': 'n',"
                    + " 'conditional': {'hide': '= x.n = null'}}]}");

    private static final String COMPUTED =
            "{'type': 'expression', 'key': 'computed', 'expression': '= [x, string(x), x + x, {k: x}]'}";

    private static final List<Form> FORMS =
            FIELDS.stream().map(field -> TestForm.form(field, COMPUTED)).toList();

    @Provide
    Arbitrary<Form> forms() {
        return Arbitraries.of(FORMS);
    }

    @Provide
    Arbitrary<Object> values() {
        return Hostile.values();
    }

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Property(tries = 3_000)
    void a_value_is_kept_as_the_database_keeps_it_or_refused_in_words(
            @ForAll("forms") Form form, @ForAll("values") Object value) {
        expectKeptOrRefused(form, form.check(Map.of(), sent("x", value), Map.of(), true));
    }

    @Property
    void a_field_of_any_name_is_refused_in_words(@ForAll("texts") String name, @ForAll("values") Object value) {
        Form form = FORMS.get(0);

        expectKeptOrRefused(form, form.check(Map.of("x", "old"), sent(name, value), Map.of(), false));
    }

    @Property
    void a_file_of_any_name_is_kept_or_refused_in_words(@ForAll("texts") String name) {
        Form form = TestForm.form(FIELDS.get(13));

        expectKeptOrRefused(form, form.check(Map.of(), Map.of(), Map.of("x", List.of(name)), true));
    }

    private static Map<String, Object> sent(String name, Object value) {
        return new LinkedHashMap<>(Collections.singletonMap(name, value));
    }

    private static void expectKeptOrRefused(Form form, Checked checked) {
        for (Problem problem : checked.problems()) {
            for (Locale locale : List.of(Messages.match("zh-Hant"), Messages.match("en"))) {
                assertThat(problem.message(locale)).isNotBlank().hasSizeLessThan(2_000);
            }
        }
        if (checked.problems().isEmpty() && !checked.values().isEmpty()) {
            Map<String, Object> kept = checked.values();
            assertThat(Storable.of(kept)).hasValue(kept);
            assertThat(Json.parseOwn(Json.write(kept))).isEqualTo(kept);
            assertThat(form.header("title", kept))
                    .satisfiesAnyOf(
                            t -> assertThat(t).isNull(), t -> assertThat(t).isNotEmpty());
            form.assignee(kept);
        }
    }

    @Property
    void values_made_by_expressions_are_kept_whole_or_not_at_all(@ForAll("values") Object value) {
        Storable.of(value).ifPresent(kept -> {
            assertThat(Json.write(kept)).doesNotContain("\\u0000");
            assertThat(Storable.of(Json.parseOwn(Json.write(kept)))).hasValue(kept);
        });
    }

    /** A pattern is the designer's, the text is anybody's: all patterns of a form together have one patience. */
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(.*a){25}$", "(?=(a+)+b)", "^([a-z]+)*\\\\d$", "(a?){40}a{40}!"})
    void a_pattern_that_goes_back_and_forth_is_given_up(String pattern) {
        List<String> fields = new ArrayList<>();
        Map<String, Object> sent = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            fields.add("{'type': 'textfield', 'key': 'x" + i + "', 'validate': {'pattern': '" + pattern + "'}}");
            sent.put("x" + i, "a".repeat(5_000) + "?");
        }
        Form form = TestForm.form(fields.toArray(String[]::new));

        long begun = System.nanoTime();
        form.check(Map.of(), sent, Map.of(), true);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_field_of_a_million_characters_is_refused_shortly() {
        Checked checked = FORMS.get(0).check(Map.of(), sent("y".repeat(1_000_000), "v"), Map.of(), true);

        assertThat(checked.problems()).hasSize(1);
        assertThat(checked.problems().get(0).field()).hasSizeLessThan(100);
        assertThat(checked.problems().get(0).message(Locale.ENGLISH)).hasSizeLessThan(300);
    }

    /** A form that shows a list hides, shows and computes each of its rows anew for each thing that depends on another. */
    @Test
    void a_thousand_rows_that_compute_much_take_bounded_time() {
        Form form =
                TestForm.form("{'type': 'dynamiclist', 'path': 'rows', 'components': [{'type': 'number', 'key': 'n'},"
                        + " {'type': 'expression', 'key': 'e',"
                        + " 'expression': '= sum(for i in 1..100000 return i * this.n)'}]}");
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            rows.add(Map.of("n", i));
        }

        long begun = System.nanoTime();
        form.check(Map.of(), Map.of("rows", rows), Map.of(), true);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
}
