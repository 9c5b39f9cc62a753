package io.kaidan.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFeelTest {

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "not(", "if true then ", "{a:"})
    void what_nests_too_deep_is_refused_at_the_parse(String open) {
        assertThatThrownBy(() -> Feel.parse("= " + open.repeat(9_000 / open.length())))
                .isInstanceOf(FeelError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "((1 + ", "[(", "{a: ("})
    @Timeout(10)
    void what_would_take_the_parser_minutes_is_refused_at_once(String open) {
        assertThatThrownBy(() -> Feel.parse("= " + open.repeat(21))).isInstanceOf(FeelError.class);
    }

    @Test
    void brackets_in_a_text_do_not_nest() throws FeelError {
        assertThat(Feel.parse("= \"" + "(\\\"".repeat(30) + "\" != (\"" + "[".repeat(30) + "\")")
                        .test(Map.of()))
                .isTrue();
    }

    @Test
    void what_is_too_long_is_refused_at_the_parse() {
        assertThatThrownBy(() -> Feel.parse("= \"" + "a".repeat(10_000) + "\"")).isInstanceOf(FeelError.class);
    }

    @Test
    void what_overflows_the_stack_is_a_failure_like_any_other() throws FeelError {
        Feel chain = Feel.parse("true" + " and true".repeat(1_000));
        try {
            assertThat(chain.test(Map.of())).isTrue();
        } catch (FeelFailure tooDeepForThisStack) {
            assertThat(tooDeepForThisStack).hasMessageContaining("stack");
        }
    }

    /** Each would take from ten seconds to years, or all the memory; some deep in a machine's own numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // ranges, which the engine makes before it takes the first step
                "sum(for i in 1..2000000 return i) > 0",
                "for i in 1..3000000 return 1",
                "sum(for i in 1..n return i) > 0",
                "for i in n..1 return i",
                "for i in 1..10**100 return i",
                "some i in 1..n satisfies i = 0",
                "every i in 1..n satisfies i > 0",
                "count((for i in 1..n return i)[item > 3])",
                // loops in loops
                "for i in 1..1000, j in 1..1000, k in 1..1000 return 1",
                "for i in 1..1000 return for j in 1..1000 return i * j",
                "some i in 1..1000, j in 1..1000 satisfies i + j = 0",
                "every i in 1..1000 satisfies every j in 1..1000 satisfies i + j > 0",
                "for i in 1..1000 return count((for j in 1..1000 return j)[item > i])",
                "for i in 1..100000 return rows",
                "for i in 1..100000 return partial",
                "for i in 1..1000 return string join(for j in 1..1000 return \"abcdefghij\")",
                "for i in 1..100 return [partial, partial]",
                // functions that call functions
                "{a: function(x) x + 1, b: function(x) a(a(a(a(a(a(a(a(x)))))))), c: function(x) b(b(b(b(b(b(b(b(x)))))))),"
                        + " d: function(x) c(c(c(c(c(c(c(c(x)))))))), e: function(x) d(d(d(d(d(d(d(d(x)))))))),"
                        + " f: function(x) e(e(e(e(e(e(e(e(x)))))))), g: function(x) f(f(f(f(f(f(f(f(x)))))))),"
                        + " h: g(0)}.h",
                "sort(for i in 1..20000 return -i, function(a, b) every j in 1..100 satisfies a + j < b + 100000)",
                // items compared with each other
                "distinct values(for i in 1..100000 return i)",
                "duplicate values(for i in 1..100000 return i)",
                "index of(for i in 1..100000 return 1, 1)",
                // texts and lists that double
                "{a: \"xxxxxxxxxxxxxxxx\", b: a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b, d: c+c+c+c+c+c+c+c, e: d+d+d+d+d+d+d+d,"
                        + " f: e+e+e+e+e+e+e+e, g: f+f+f+f+f+f+f+f, h: g+g+g+g+g+g+g+g, i: h+h+h+h+h+h+h+h}",
                "{a: [1,2,3,4,5,6,7,8], b: [a,a,a,a,a,a,a,a], c: [b,b,b,b,b,b,b,b], d: [c,c,c,c,c,c,c,c],"
                        + " e: [d,d,d,d,d,d,d,d], f: [e,e,e,e,e,e,e,e], g: [f,f,f,f,f,f,f,f]}.g",
                "{a: [1,2,3,4,5,6,7,8], b: concatenate(a,a,a,a,a,a,a,a), c: concatenate(b,b,b,b,b,b,b,b),"
                        + " d: concatenate(c,c,c,c,c,c,c,c), e: concatenate(d,d,d,d,d,d,d,d),"
                        + " f: concatenate(e,e,e,e,e,e,e,e), g: concatenate(f,f,f,f,f,f,f,f)}",
                "string join(for i in 1..20000 return \"a\", text)",
                "replace(replace(text, \"a\", text), \"a\", text)",
                // regular expressions that go back and forth
                "matches(text, \"^(a+)+$\")",
                "matches(text, \"(a|aa)+$\")",
                "replace(text, \"(a*)*b\", \"\")",
                "split(text, \"(a+)+b\")",
                "extract(text, \"(a+)+b\")",
                "for i in 1..100 return matches(text, \"^(a+)+$\")",
                // giants among numbers
                "10 ** 100000",
                "floor(10 ** 100000000)",
                "decimal(1/3, 100000000)",
                "round up(1/3, 2000000000)",
                "modulo(10 ** 900000000, 7)",
                "string(10 ** 900000000)",
                "number(\"1e900000000\") + 1",
                "number(digits)",
                "giant + 1",
                "modulo(giants[1], 7)",
                "string(giants)",
                // what the engine remarks on
                "for i in 1..100000 return rows + 1",
            })
    @Timeout(10)
    void what_needs_too_much_is_given_up(String hostile) throws FeelError {
        Feel feel = Feel.parse("= " + hostile);
        Map<String, Object> values = Map.of(
                "n",
                2_000_000,
                "text",
                "a".repeat(10_000) + "!",
                "digits",
                "7".repeat(1_000_000),
                "giant",
                new BigDecimal("1e900000000"),
                "giants",
                List.of(new BigDecimal("1e900000000")),
                "rows",
                IntStream.range(0, 10_000).boxed().toList());

        long begun = System.nanoTime();
        assertThatThrownBy(() -> feel.evaluate(values))
                .isInstanceOf(FeelFailure.class)
                .hasMessageMatching("Expected an expression to (need at most .* but it needs more|nest less deep .*)");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "count(for i in 1..10000 return i) = 10000",
                "count(for i in 1..100, j in 1..100 return i * j) = 10000",
                "every r in rows satisfies r >= 0",
                "count(rows[item > 3]) = 996",
                "(for x in rows return if count(partial) = 0 then x else partial[-1] + x)[-1] = 499500",
                "count(distinct values(rows)) = 1000",
                "count(sort(rows, function(a, b) a > b)) = 1000",
                "matches(text, \"^a+$\")",
                "string length(replace(text, \"a\", \"bc\")) = 20000",
                "2 ** 100 > 10 ** 30",
            })
    void what_needs_much_but_not_too_much_is_evaluated(String honest) throws FeelError {
        Map<String, Object> values = Map.of(
                "text",
                "a".repeat(10_000),
                "rows",
                IntStream.range(0, 1_000).boxed().toList());

        assertThat(Feel.parse("= " + honest).evaluate(values)).isEqualTo(true);
    }

    @Test
    void a_failed_assertion_and_a_function_that_throws_are_failures_like_any_other() throws FeelError {
        Feel assertion = Feel.parse("= assert(days, days > 3, \"too short\")");
        Feel beyond = Feel.parse("= substring(\"a\", 5)");

        assertThatThrownBy(() -> assertion.evaluate(Map.of("days", 1)))
                .isInstanceOf(FeelFailure.class)
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> beyond.evaluate(Map.of())).isInstanceOf(FeelFailure.class);
    }

    @Test
    void nothing_of_the_machine_can_be_called() {
        assertThatThrownBy(() -> Feel.parse("= {f: function(x) external {java: {class: \"java.lang.Math\","
                        + " method signature: \"abs(int)\"}}, r: f(-1)}.r"))
                .isInstanceOf(FeelError.class);
    }
}
