package io.kaidan.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TimeoutTest {

    @Test
    void a_canceled_statement_is_one_however_deep_it_is_wrapped() {
        assertThat(Timeout.isBehind(new IllegalStateException(new RuntimeException(new SQLException("late", "57014")))))
                .isTrue();
    }

    @Test
    void nothing_else_is() {
        assertThat(Timeout.isBehind(new RuntimeException(new SQLException("gone", "57P01"))))
                .isFalse();
        assertThat(Timeout.isBehind(new SQLException("no state"))).isFalse();
        assertThat(Timeout.isBehind(null)).isFalse();
    }
}
