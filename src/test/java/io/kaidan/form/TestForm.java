package io.kaidan.form;

import io.kaidan.json.Json;
import io.kaidan.problem.Problem;
import java.util.List;
import java.util.Map;

/** Small forms and calls for the tests, written as JSON with single quotes. */
final class TestForm {

    private TestForm() {}

    static FormReading reading(String... components) {
        return Form.read(
                json("{'type': 'default', 'id': 'test', 'components': [" + String.join(",", components) + "]}"));
    }

    static Form form(String... components) {
        FormReading reading = reading(components);
        return reading.form().orElseThrow(() -> new AssertionError(reading.problems()));
    }

    static Checked open(Form form, String sent) {
        return form.check(Map.of(), json(sent), Map.of(), true);
    }

    static Checked push(Form form, String current, String sent) {
        return form.check(json(current), json(sent), Map.of(), false);
    }

    /** What a form with this one field, whose key is {@code x}, keeps of a value. */
    static Object kept(String component, String value) {
        Checked checked = push(form(component), "{}", "{'x': " + value + "}");
        if (!checked.problems().isEmpty()) {
            throw new AssertionError(checked.problems());
        }
        return checked.values().get("x");
    }

    /** The codes with which a form with this one field, whose key is {@code x}, refuses a value. */
    static List<String> refused(String component, String value) {
        return push(form(component), "{}", "{'x': " + value + "}").problems().stream()
                .map(Problem::code)
                .toList();
    }

    /** Field and code of each problem. */
    static List<String> problems(Checked checked) {
        return checked.problems().stream().map(p -> p.field() + " " + p.code()).toList();
    }

    /** Component and code of each finding of the deploy check. */
    static List<String> findings(FormReading reading) {
        return reading.problems().stream()
                .map(p -> p.element() + " " + p.code())
                .toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String singleQuoted) {
        return (Map<String, Object>) Json.parseOwn(singleQuoted.replace('\'', '"'));
    }
}
