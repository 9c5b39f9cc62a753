package io.kaidan.feel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFeelTest {

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "not(", "if true then ", "{a:"})
    void what_nests_too_deep_is_refused_at_the_parse(String open) {
        assertThatThrownBy(() -> Feel.parse("= " + open.repeat(9_000 / open.length())))
                .isInstanceOf(FeelError.class);
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
}
