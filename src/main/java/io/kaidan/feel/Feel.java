package io.kaidan.feel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** One FEEL expression, parsed once and evaluated often; immutable and safe for threads. */
public final class Feel {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();

    /** Characters of one expression. */
    private static final int LONGEST = 10_000;

    private final ParsedExpression parsed;

    private Feel(ParsedExpression parsed) {
        this.parsed = parsed;
    }

    /** Whether a text of a model stands for an expression: it begins with {@code =}. */
    public static boolean isExpression(String text) {
        return text != null && text.stripLeading().startsWith("=");
    }

    /**
     * Parses an expression.
     *
     * @param text FEEL, with or without the leading {@code =} that models write
     */
    public static Feel parse(String text) throws FeelError {
        String stripped = text.strip();
        if (stripped.length() > LONGEST) {
            throw new FeelError("it is longer than " + LONGEST + " characters");
        }
        ParseResult result;
        try {
            result = ENGINE.parseExpression(
                    stripped.startsWith("=") ? stripped.substring(1).strip() : stripped);
        } catch (StackOverflowError tooDeep) {
            throw new FeelError("it is nested too deep");
        }
        if (!result.isSuccess()) {
            throw new FeelError(result.failure().message());
        }
        return new Feel(result.parsedExpression());
    }

    /** FEEL that gives this text. */
    public static String literal(String text) {
        return "=" + '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The expression as it was written, without the leading {@code =}. */
    public String text() {
        return parsed.text();
    }

    /**
     * Evaluates over the values of a ticket.
     *
     * @return JSON's own types: Map, List, String, Number, Boolean, null; dates and durations as ISO 8601 text
     * @throws FeelFailure when it cannot be evaluated
     */
    public Object evaluate(Map<String, Object> values) {
        EvaluationResult result;
        try {
            result = ENGINE.evaluate(parsed, values);
        } catch (StackOverflowError tooDeep) {
            throw new FeelFailure("Expected an expression to nest less deep but it overflows the stack");
        }
        if (!result.isSuccess()) {
            throw new FeelFailure(result.failure().message());
        }
        return plain(result.result());
    }

    /**
     * Evaluates what must give a context.
     *
     * @throws FeelFailure when it cannot be evaluated or gives something else
     */
    public Map<String, Object> context(Map<String, Object> values) {
        Object result = evaluate(values);
        if (!(result instanceof Map<?, ?> map)) {
            throw new FeelFailure("Expected a context but '" + text() + "' gave " + result);
        }
        Map<String, Object> context = new LinkedHashMap<>();
        map.forEach((key, value) -> context.put((String) key, value));
        return context;
    }

    /**
     * Evaluates a condition. As FEEL has it, null (a comparison with a value that lacks) is not true.
     *
     * @throws FeelFailure when it cannot be evaluated or gives something else than true, false or null
     */
    public boolean test(Map<String, Object> values) {
        Object result = evaluate(values);
        if (result == null || result instanceof Boolean) {
            return Boolean.TRUE.equals(result);
        }
        throw new FeelFailure("Expected true or false but '" + text() + "' gave " + result);
    }

    private static Object plain(Object value) {
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(String.valueOf(k), plain(v)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Feel::plain).collect(java.util.ArrayList::new, List::add, List::addAll);
        }
        return value.toString();
    }
}
