package io.kaidan.form;

import io.kaidan.feel.Feel;
import io.kaidan.feel.FeelError;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Phrase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * One component of a form as it came, or an object within it. Whoever designed it may have written anything anywhere: what
 * is not as expected is reported and then reads as if it lacked.
 *
 * @param within where in the component this object stands, such as {@code validate.}; empty for the component itself
 */
record Component(Map<?, ?> json, String element, String within, List<Finding> problems) {

    /** Properties of form-js that may hold an expression, though the server evaluates only some of them. */
    private static final List<String> EXPRESSIONS = List.of(
            "label",
            "description",
            "readonly",
            "text",
            "content",
            "url",
            "source",
            "alt",
            "title",
            "dataSource",
            "columnsExpression");

    void problem(String code, Object... arguments) {
        problems.add(Finding.error(null, element, code, arguments));
    }

    private <T> Optional<T> unexpected(String property, String expectation) {
        problem("form_structure", within + property, Phrase.of(expectation));
        return Optional.empty();
    }

    boolean has(String property) {
        return json.get(property) != null;
    }

    /** The text; null where it lacks or is empty. */
    String text(String property) {
        Object value = json.get(property);
        if (Text.isEmpty(value)) {
            return null;
        }
        boolean good = value instanceof String text && text.length() <= Text.LONGEST && Unicode.isStorable(text);
        return good
                ? (String) value
                : this.<String>unexpected(property, "expect.text").orElse(null);
    }

    /** The text, which must be one of these; null where it lacks. */
    String oneOf(String property, String... names) {
        String text = text(property);
        if (text == null || List.of(names).contains(text)) {
            return text;
        }
        problem("form_structure", within + property, String.join(", ", names));
        return null;
    }

    boolean flag(String property) {
        Object value = json.get(property);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        return this.<Boolean>unexpected(property, "expect.boolean").orElse(false);
    }

    Optional<BigDecimal> number(String property) {
        Object value = json.get(property);
        if (Text.isEmpty(value)) {
            return Optional.empty();
        }
        Optional<BigDecimal> number = Numbers.read(value).filter(Numbers::fits);
        return number.isPresent() ? number : unexpected(property, "expect.number");
    }

    List<?> list(String property) {
        Object value = json.get(property);
        if (value == null || value instanceof List<?>) {
            return value == null ? List.of() : (List<?>) value;
        }
        return this.<List<?>>unexpected(property, "expect.list").orElse(List.of());
    }

    Component object(String property) {
        Object value = json.get(property);
        boolean good = value == null || value instanceof Map<?, ?>;
        if (!good) {
            unexpected(property, "expect.object");
        }
        return new Component(
                good && value != null ? (Map<?, ?>) value : Map.of(), element, within + property + ".", problems);
    }

    /** A property that must be an expression; null where it lacks or is none. */
    Feel feel(String property) {
        String text = text(property);
        if (text == null) {
            return null;
        }
        if (!Feel.isExpression(text)) {
            problem("form_expression", within + property, Text.quote(text));
            return null;
        }
        try {
            return Feel.parse(text);
        } catch (FeelError error) {
            problem("form_feel", within + property, String.valueOf(error.getMessage()));
            return null;
        }
    }

    private boolean isExpression(String property) {
        return json.get(property) instanceof String text && Feel.isExpression(text);
    }

    Given numberGiven(String property) {
        return isExpression(property)
                ? new Given(null, feel(property))
                : new Given(number(property).orElse(null), null);
    }

    Given flagGiven(String property) {
        return isExpression(property) ? new Given(null, feel(property)) : new Given(flag(property), null);
    }

    Given textGiven(String property) {
        return isExpression(property) ? new Given(null, feel(property)) : new Given(text(property), null);
    }

    TextPattern pattern(String property) {
        String text = text(property);
        try {
            return text == null ? null : TextPattern.parse(text);
        } catch (PatternSyntaxException error) {
            problem("form_pattern", Text.quote(text), String.valueOf(error.getDescription()), error.getIndex());
            return null;
        }
    }

    /** Reports the expressions that only the browser evaluates, too, when they are none. */
    void checkExpressions() {
        EXPRESSIONS.stream().filter(this::isExpression).forEach(this::feel);
    }
}
