package io.kaidan.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.kaidan.json.Hostile;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

/** Every function and every operator, of everything: a value or a failure, in bounded time and memory. */
class HostileFunctionsTest {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final List<Integer> ROWS = IntStream.range(0, 10_000).boxed().toList();

    private static final Map<String, Object> VALUES = Map.of(
            "n", 2_000_000,
            "text", "a".repeat(1_000_000),
            "half", "a".repeat(500_000) + "b",
            "digits", "7".repeat(100_000),
            "giant", new BigDecimal("1e900000000"),
            "rows", ROWS,
            "texts", Collections.nCopies(10_000, "aaaaaaaaaa"),
            "nested", nested(100),
            "outer", Map.of("rows", ROWS, "inner", Map.of("rows", ROWS)),
            "wide", Map.of("a", Collections.nCopies(1_000, Map.of("b", "c")), "null", List.of()));

    private static final List<String> OPERANDS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "7",
            "0.1",
            "n",
            "giant",
            "10 ** 300",
            "\"\"",
            "\"a\"",
            "\"(a+)+$\"",
            "\"(a*)*b\"",
            "\"ims\"",
            "\".\"",
            "\"P1Y\"",
            "\"2026-11-23T08:00:00Z\"",
            "text",
            "half",
            "digits",
            "rows",
            "texts",
            "nested",
            "wide",
            "[]",
            "{}",
            "[1..n]",
            "[\"a\", \"b\"]",
            "date(\"2026-01-01\")",
            "time(\"08:00:00Z\")",
            "date and time(\"2026-11-23T08:00:00@Asia/Taipei\")",
            "duration(\"P999999999Y\")",
            "duration(\"PT1S\")",
            "function(a) a",
            "function(a, b) a < b",
            "x");

    private static Object nested(int depth) {
        Object value = "a";
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return value;
    }

    static List<String> functions() {
        BuiltinFunctions all = new BuiltinFunctions(
                FeelEngineClock.SystemClock$.MODULE$,
                FeelEngineBuilder.forJava().valueMapper());
        return CollectionConverters.asJavaCollection(all.functionNames()).stream()
                .sorted()
                .toList();
    }

    @Provide
    Arbitrary<String> calls() {
        Arbitrary<String> functions = Arbitraries.of(functions());
        return functions.flatMap(function -> Arbitraries.of(OPERANDS)
                .list()
                .ofMaxSize(4)
                .map(operands -> function + "(" + String.join(", ", operands) + ")"));
    }

    @Provide
    Arbitrary<String> operations() {
        Arbitrary<String> operators = Arbitraries.of(
                "+",
                "-",
                "*",
                "/",
                "**",
                "=",
                "!=",
                "<",
                ">=",
                "and",
                "or",
                "in",
                "between 1 and",
                "instance of",
                "[",
                ".",
                "..",
                "if",
                "for",
                "some",
                "every");
        return operators.flatMap(
                operator -> Arbitraries.of(OPERANDS).list().ofSize(3).map(operands -> {
                    String a = operands.get(0);
                    String b = operands.get(1);
                    return switch (operator) {
                        case "[" -> a + "[" + b + "]";
                        case "." -> "(" + a + ").a[item = " + b + "]";
                        case ".." -> "[" + a + ".." + b + "]";
                        case "if" -> "if " + a + " then " + b + " else " + operands.get(2);
                        case "for" -> "for i in " + a + " return for j in " + b + " return i = j";
                        case "some", "every" -> operator + " i in " + a + ", j in " + b + " satisfies i = j";
                        case "instance of" -> "(" + a + ") instance of string";
                        default -> "(" + a + ") " + operator + " (" + b + ")";
                    };
                }));
    }

    @Property(tries = 1_000)
    void a_function_of_anything_is_bounded(@ForAll("calls") String call, @ForAll("values") Object value) {
        expectBounded(call, value);
    }

    @Property(tries = 500)
    void an_operation_on_anything_is_bounded(@ForAll("operations") String operation, @ForAll("values") Object value) {
        expectBounded(operation, value);
    }

    @Provide
    Arbitrary<Object> values() {
        return Hostile.values();
    }

    /** The largest that a form lets in, for each function alone. */
    @ParameterizedTest
    @MethodSource("functions")
    void a_function_of_much_is_bounded(String function) {
        List<String> much = List.of("text", "half", "rows", "texts", "digits", "function(a, b) a < b");
        for (String one : much) {
            expectBounded(function + "(" + one + ")", null);
            for (String other : much) {
                expectBounded(function + "(" + one + ", " + other + ")", null);
            }
            expectBounded(function + "(" + one + ", " + one + ", " + one + ")", null);
        }
    }

    /** A list or a context is not made anew for each of ten thousand items that name it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows[rows]",
                "rows[count(rows) > item]",
                "rows[item = rows[1]]",
                "for i in rows return rows",
                "texts[item = outer.rows[1]]",
                "some i in rows satisfies outer.inner.rows = i",
                "rows[outer.inner]"
            })
    void what_a_loop_names_is_made_once(String expression) {
        expectBounded(expression, null);
    }

    private static void expectBounded(String expression, Object x) {
        Feel feel;
        try {
            feel = Feel.parse("= " + expression);
        } catch (FeelError none) {
            return;
        }
        Map<String, Object> values = new HashMap<>(VALUES);
        values.put("x", x);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();

        Throwable thrown = catchThrowable(() -> feel.evaluate(values));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(expression).isLessThan(Duration.ofSeconds(3));
        assertThat((THREADS.getCurrentThreadAllocatedBytes() - allocated) / MEBIBYTE)
                .as("MiB for %s", expression)
                .isLessThan(1_500);
        assertThat(thrown == null || thrown instanceof FeelFailure)
                .as("%s: %s", expression, thrown)
                .isTrue();
        if (thrown != null) {
            assertThat(thrown.getMessage()).hasSizeLessThan(2_000);
        }
    }

    /** Deep without brackets, or with brackets that do not look like any. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if true then ",
                "for i in [1] return ",
                "some i in [1] satisfies ",
                "function(x) ",
                "- ",
                "-",
                "1 + ",
                "1 ** ",
                "1 < ",
                "1 and ",
                "a.",
                "a[1]",
                "1 in ",
                "1 between ",
                "not (",
                "{a: 1}.",
                "x instance of list<",
                "if if ",
                "/* \" */ (",
                "/* ) */ (",
                "// ) \n (",
                "/* \" */ [",
                "`\"` + (",
                "\"\\\\\" + (",
                "function(x: list<",
                "@\"",
                "f(x: "
            })
    @Timeout(20)
    void what_nests_is_parsed_or_refused_soon(String open) {
        for (int times : new int[] {10, 20, 30, 50, 200, 9_000 / open.length()}) {
            expectBounded(open.repeat(times) + "1", 1);
            expectBounded(open.repeat(times), 1);
        }
        expectBounded("/* " + ")".repeat(1_000) + " */ " + "(".repeat(1_000) + "1" + ")".repeat(1_000), 1);
        expectBounded("/* \" */ " + "(".repeat(40) + "1" + ")".repeat(40) + " /* \" */", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function(a) external {java: {class: \"java.lang.Math\", method signature: \"abs(double)\"}}",
                "{f: function(a) external {java: {class: \"java.lang.System\", method signature: \"exit(int)\"}}, r: f(1)}.r",
                "x.class",
                "x.getClass().forName(\"java.lang.Runtime\")"
            })
    void nothing_of_the_host_is_reached(String expression) {
        Throwable thrown = catchThrowable(() -> {
            Object value = Feel.parse("= " + expression).evaluate(Map.of("x", "text"));
            assertThat(value).isNull();
        });
        assertThat(thrown == null || thrown instanceof FeelError || thrown instanceof FeelFailure)
                .as("%s", thrown)
                .isTrue();
    }
}
