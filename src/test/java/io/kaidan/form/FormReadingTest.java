package io.kaidan.form;

import static io.kaidan.form.TestForm.findings;
import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.problem.Finding;
import io.kaidan.problem.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormReadingTest {

    @Test
    void describes_its_fields_in_order() {
        Form form = form(
                "{'type': 'text', 'text': '# Title'}",
                "{'type': 'select', 'id': 'f1', 'key': 'level', 'label': '緊急程度', 'values': [{'label': '高', 'value': 'h'}],"
                        + " 'validate': {'required': true}, 'properties': {'header': 'level'}}",
                "{'type': 'group', 'components': [{'type': 'datetime', 'id': 'f2', 'subtype': 'date', 'key': 'day', 'dateLabel': '日期'}]}",
                "{'type': 'datetime', 'subtype': 'time', 'key': 'at', 'timeLabel': '時間'}",
                "{'type': 'textfield', 'key': 'bare'}");
        assertThat(form.id()).isEqualTo("test");
        assertThat(form.fields())
                .containsExactly(
                        new Field(
                                "f1",
                                "level",
                                "緊急程度",
                                "select",
                                null,
                                true,
                                "level",
                                List.of(new Option("高", "h")),
                                List.of()),
                        new Field("f2", "day", "日期", "datetime", "date", false, null, List.of(), List.of()),
                        new Field("at", "at", "時間", "datetime", "time", false, null, List.of(), List.of()),
                        new Field("bare", "bare", "bare", "textfield", null, false, null, List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text", "html", "image", "spacer", "separator", "button", "iframe", "table", "documentPreview"})
    void what_is_only_shown_is_no_field(String type) {
        assertThat(form("{'type': '" + type + "', 'id': 'a'}").fields()).isEmpty();
    }

    @Test
    void tells_everything_that_is_wrong_at_once() {
        FormReading reading = reading(
                "{'type': 'signature', 'id': 'a', 'key': 'a'}",
                "{'type': 'textfield', 'id': 'b'}",
                "{'type': 'textfield', 'id': 'c', 'key': 'k'}",
                "{'type': 'number', 'id': 'd', 'key': 'k'}",
                "{'type': 'textfield', 'id': 'e', 'key': 'e', 'conditional': {'hide': '= 1 +'}}",
                "{'type': 'textfield', 'id': 'f', 'key': 'f', 'validate': {'pattern': '[a'}}",
                "{'type': 'number', 'id': 'g', 'key': 'g', 'defaultValue': 'many'}");
        assertThat(reading.form()).isEmpty();
        assertThat(findings(reading))
                .containsExactlyInAnyOrder(
                        "a form_type",
                        "b form_key",
                        "d form_key_clash",
                        "e form_feel",
                        "f form_pattern",
                        "g form_default");
    }

    @Test
    void a_form_needs_an_id() {
        assertThat(findings(Form.read(Map.of()))).containsExactly("null form_id");
        assertThat(findings(Form.read(json("{'id': 7, 'components': {}}"))))
                .containsExactly("null form_structure", "null form_id", "null form_structure");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "'conditional': {'hide': 'days > 3'} | form_expression",
                "'conditional': {'hide': '='} | form_feel",
                "'conditional': 'never' | form_structure",
                "'readonly': '= 1 +' | form_feel",
                "'description': '= (' | form_feel",
                "'validate': {'minLength': '= )'} | form_feel",
                "'validate': {'minLength': 'some'} | form_structure",
                "'validate': {'maxLength': 1e999999999} | form_structure",
                "'validate': {'validationType': 'iban'} | form_structure",
                "'validate': {'required': 'yes'} | form_structure",
                "'validate': [] | form_structure",
                "'disabled': 'no' | form_structure",
                "'label': {'a': 1} | form_structure",
                "'properties': {'header': 'color'} | form_structure",
                "'properties': 'header' | form_structure",
                "'appearance': {'description': 3, 'text': '= ('} | form_feel"
            })
    void each_wrong_property_is_found(String property, String code) {
        assertThat(findings(reading("{'type': 'textfield', 'id': 'a', 'key': 'a', " + property + "}")))
                .containsExactly("a " + code);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'type': 'select', 'id': 'a', 'key': 'a', 'values': 'x'} | form_structure",
                "{'type': 'select', 'id': 'a', 'key': 'a', 'values': [{'label': null}]} | form_structure",
                "{'type': 'select', 'id': 'a', 'key': 'a', 'values': ['\\u0000']} | form_structure",
                "{'type': 'select', 'id': 'a', 'key': 'a', 'valuesExpression': 'x'} | form_expression",
                "{'type': 'select', 'id': 'a', 'key': 'a', 'values': ['x'], 'defaultValue': 'y'} | form_default",
                "{'type': 'datetime', 'id': 'a', 'key': 'a', 'subtype': 'week'} | form_structure",
                "{'type': 'expression', 'id': 'a', 'key': 'a', 'expression': '= ['} | form_feel",
                "{'type': 'number', 'id': 'a', 'key': 'a', 'decimalDigits': 'two'} | form_structure",
                "{'type': 'filepicker', 'id': 'a', 'key': 'a', 'multiple': '= ,'} | form_feel",
                "{'type': 'filepicker', 'id': 'a', 'key': 'a', 'properties': {'header': 'title'}} | form_header",
                "{'type': 'number', 'id': 'a', 'key': 'a', 'properties': {'header': 'assignee'}} | form_header",
                "{'type': 'dynamiclist', 'id': 'a', 'components': []} | form_key",
                "{'type': 'dynamiclist', 'id': 'a', 'path': 'l', 'components': 3} | form_structure",
                "{'type': 'iframe', 'id': 'a', 'url': '= ('} | form_feel",
                "{'type': 3, 'id': 'a', 'key': 'a'} | form_structure,form_type",
                "{'id': 'a'} | form_type"
            })
    void each_wrong_component_is_found(String component, String codes) {
        assertThat(findings(reading(component)))
                .containsExactly(
                        Arrays.stream(codes.split(",")).map(c -> "a " + c).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.", "a..b", " a", "a[0]", "a\\u0007", "a\\u0000", "a\\ud83d"})
    void malformed_keys_are_found(String key) {
        assertThat(reading("{'type': 'textfield', 'id': 'a', 'key': '" + key + "'}")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void keys_clash_when_one_stands_within_the_other() {
        assertThat(findings(reading(
                        "{'type': 'textfield', 'id': 'a', 'key': 'x.y'}",
                        "{'type': 'group', 'path': 'x', 'components': [{'type': 'textfield', 'id': 'b', 'key': 'y'}]}",
                        "{'type': 'textfield', 'id': 'c', 'key': 'x'}")))
                .containsExactlyInAnyOrder("b form_key_clash", "a form_key_clash");
    }

    @Test
    void rows_have_keys_of_their_own() {
        assertThat(form(
                                "{'type': 'textfield', 'key': 'a'}",
                                "{'type': 'dynamiclist', 'path': 'l', 'components': [{'type': 'textfield', 'key': 'a'}]}")
                        .fields())
                .hasSize(2);
        assertThat(
                        findings(
                                reading(
                                        "{'type': 'dynamiclist', 'path': 'l', 'components': [{'type': 'filepicker', 'id': 'f', 'key': 'a'}]}")))
                .containsExactly("f form_file_in_list");
    }

    @Test
    void a_column_has_one_field() {
        String field = "{'type': 'textfield', 'id': 'ID', 'key': 'ID', 'properties': {'header': 'title'}}";
        assertThat(findings(reading(field.replace("ID", "a"), field.replace("ID", "b"))))
                .containsExactly("b form_header_twice");
    }

    @Test
    void bad_feel_is_told_with_its_position() {
        String message = reading("{'type': 'textfield', 'key': 'a', 'conditional': {'hide': '= days > > 3'}}")
                .problems()
                .get(0)
                .message(Messages.ENGLISH);
        assertThat(message).contains("conditional.hide").containsPattern("1:\\d+");
    }

    @Test
    void every_finding_has_a_text_in_every_language() {
        List<Finding> problems = new ArrayList<>(reading(
                        "{'type': 'x', 'id': 'a'}",
                        "{'type': 'textfield', 'id': 'b', 'label': 3, 'validate': {'pattern': '('}}")
                .problems());
        for (Locale locale : List.of(Messages.HANT, Messages.HANS, Messages.ENGLISH, Messages.JAPANESE)) {
            assertThat(problems).allSatisfy(p -> assertThat(p.message(locale))
                    .doesNotContain("problem.")
                    .doesNotContain("expect.")
                    .doesNotContain("{0}"));
        }
    }

    @Test
    void too_deep_and_too_many_components_are_found() {
        String nested = "{'type': 'group', 'components': [%s]}";
        String deep = "";
        for (int i = 0; i < 30; i++) {
            deep = nested.formatted(deep);
        }
        assertThat(findings(reading(deep))).containsExactly("null form_too_deep");
        String[] many = new String[2_001];
        Arrays.fill(many, "{'type': 'spacer'}");
        assertThat(findings(reading(many))).containsExactly("null form_too_many");
    }

    @Test
    void hostile_patterns_and_expressions_are_found() {
        assertThat(findings(reading("{'type': 'textfield', 'id': 'a', 'key': 'a', 'validate': {'pattern': '"
                        + "(".repeat(1_900) + "'}}")))
                .containsExactly("a form_pattern");
        assertThat(findings(reading("{'type': 'textfield', 'id': 'a', 'key': 'a', 'validate': {'pattern': '"
                        + "a".repeat(2_001) + "'}}")))
                .containsExactly("a form_pattern");
        for (int length : new int[] {9_000, 50_000}) {
            assertThat(findings(reading("{'type': 'textfield', 'id': 'a', 'key': 'a', 'conditional': {'hide': '= "
                            + "(".repeat(length) + "'}}")))
                    .containsExactly("a form_feel");
        }
    }

    @Test
    void nothing_at_any_place_makes_reading_throw() {
        List<String> properties = List.of(
                "type",
                "id",
                "key",
                "path",
                "label",
                "components",
                "conditional",
                "validate",
                "values",
                "valuesKey",
                "valuesExpression",
                "defaultValue",
                "properties",
                "subtype",
                "expression",
                "multiple",
                "accept",
                "decimalDigits",
                "increment",
                "disabled",
                "appearance");
        List<Object> junk =
                Arrays.asList(null, 3, true, "", "=", "text", List.of(List.of(), 3), Map.of("hide", List.of()));
        for (String type : List.of(
                "textfield",
                "number",
                "select",
                "taglist",
                "datetime",
                "filepicker",
                "group",
                "dynamiclist",
                "expression",
                "checkbox")) {
            for (String property : properties) {
                for (Object value : junk) {
                    Map<String, Object> component =
                            new HashMap<>(Map.of("type", type, "id", "a", "key", "k", "path", "p"));
                    component.put(property, value);
                    assertThat(Form.read(Map.of("id", "f", "components", Arrays.asList(component, value))))
                            .isNotNull();
                }
            }
        }
    }
}
