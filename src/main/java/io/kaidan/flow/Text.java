package io.kaidan.flow;

import io.kaidan.feel.Feel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A text of a model: as it stands, or FEEL when it begins with {@code =}. */
public record Text(String plain, Feel expression) {

    /** As it stands in the model. */
    public String text() {
        return expression == null ? plain : "= " + expression.text();
    }

    /** Whether it is FEEL that asks for this name. */
    boolean asksFor(String name) {
        return expression != null && word(name).matcher(expression.text()).find();
    }

    /** A name where it stands by itself. */
    static Pattern word(String name) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_])");
    }

    /** The text for these values; null where FEEL gives null. */
    public String of(Map<String, Object> values) {
        Object value = valueOf(values);
        return value == null ? null : value.toString();
    }

    /** The text, or whatever FEEL gives for these values. */
    public Object valueOf(Map<String, Object> values) {
        return expression == null ? plain : expression.evaluate(values);
    }

    /** The texts for these values: a list that FEEL gives, or what stands between commas. */
    public List<String> listOf(Map<String, Object> values) {
        Object value = valueOf(values);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return Arrays.stream(value.toString().split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
