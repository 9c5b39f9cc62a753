package io.kaidan.feel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.valuemapper.ValueMapper;

/** One FEEL expression, parsed once and evaluated often; immutable and safe for threads. */
public final class Feel {

    private static final FeelEngineApi ENGINE = FeelEngineBuilder.forJava().build();
    private static final ValueMapper MAPPER = FeelEngineBuilder.forJava().valueMapper();
    private static final FunctionProvider FUNCTIONS =
            new BuiltinFunctions(FeelEngineClock.SystemClock$.MODULE$, MAPPER);

    /** Characters of one expression. */
    private static final int LONGEST = 10_000;

    /** Brackets within brackets: the parser's time doubles with every second one. */
    private static final int DEEPEST = 20;

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
        if (depth(stripped) > DEEPEST) {
            throw new FeelError("it is nested too deep");
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

    private static int depth(String text) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '`') {
                i = quoted(text, i + 1, c);
            } else if (text.startsWith("/*", i)) {
                i = behind("*/", text, i + 2);
            } else if (text.startsWith("//", i)) {
                i = behind("\n", text, i + 2);
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }

    /** Where a text or an escaped name ends. */
    private static int quoted(String text, int start, char quote) {
        int at = start;
        while (at < text.length() && text.charAt(at) != quote) {
            at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
        }
        return at;
    }

    /** Where a comment ends. */
    private static int behind(String end, String text, int start) {
        int at = text.indexOf(end, start);
        return at < 0 ? text.length() : at + end.length() - 1;
    }

    /** The expression as it was written, without the leading {@code =}. */
    public String text() {
        return parsed.text();
    }

    /**
     * Evaluates over the values of a ticket.
     *
     * @return JSON's own types: Map, List, String, Number, Boolean, null; dates and durations as ISO 8601 text
     * @throws FeelFailure when it cannot be evaluated, or not within {@value Budget#STEPS} steps and a second
     */
    public Object evaluate(Map<String, Object> values) {
        Budget budget = new Budget();
        Failures failures = new Failures(budget);
        try {
            EvalContext context = new EvalContext(
                    MAPPER, new Variables(values, MAPPER), new BoundedFunctions(FUNCTIONS, budget), failures);
            Val value = new BoundedInterpreter(MAPPER, budget).eval(parsed.expression(), context);
            budget.keep(value);
            if (failures.assertion() != null) {
                throw failure(failures.assertion());
            }
            if (value instanceof ValError error) {
                throw failure(error.error());
            }
            if (value instanceof ValFatalError error) {
                throw failure(error.error());
            }
            return plain(MAPPER.unpackVal(value));
        } catch (Budget.Spent tooMuch) {
            throw new FeelFailure(tooMuch.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw new FeelFailure("Expected an expression to nest less deep but it overflows the stack");
        } catch (FeelFailure asSaid) {
            throw asSaid;
        } catch (RuntimeException e) {
            throw failure(e.getMessage()); // such as substring("a", 5)
        }
    }

    private FeelFailure failure(String reason) {
        return new FeelFailure("Expected '" + text() + "' to give a value but it failed: " + reason);
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
