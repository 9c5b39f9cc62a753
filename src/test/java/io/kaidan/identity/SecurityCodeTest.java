package io.kaidan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SecurityCodeTest {

    private static final Duration IDLE = Duration.ofSeconds(300);
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final byte[] KEY = Password.of("secret", 1).unlock("secret").orElseThrow();

    @Test
    void asking_again_gives_the_same_code() {
        SecurityCode code = new SecurityCode(7);
        String first = code.ask(KEY, NOON, IDLE);

        assertThat(code.ask(KEY, NOON.plusSeconds(299), IDLE)).isEqualTo(first).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void each_ask_starts_the_idle_time_anew() {
        SecurityCode code = new SecurityCode(7);
        String first = code.ask(KEY, NOON, IDLE);
        code.ask(KEY, NOON.plusSeconds(200), IDLE);

        assertThat(code.ask(KEY, NOON.plusSeconds(400), IDLE)).isEqualTo(first);
    }

    @Test
    void after_the_idle_time_there_is_a_new_one() {
        SecurityCode code = new SecurityCode(7);
        String first = code.ask(KEY, NOON, IDLE);

        assertThat(code.ask(KEY, NOON.plusSeconds(306), IDLE)).isNotEqualTo(first);
    }

    @Test
    void another_password_gives_another_code() {
        SecurityCode code = new SecurityCode(7);
        String first = code.ask(KEY, NOON, IDLE);
        byte[] other = Password.of("changed", 1).unlock("changed").orElseThrow();

        assertThat(code.ask(other, NOON, IDLE)).isNotEqualTo(first);
    }

    @Test
    void it_dies_at_most_a_sixtieth_of_the_idle_time_late_and_never_early() {
        assertThat(SecurityCode.dead(NOON, NOON.plusSeconds(300), IDLE)).isFalse();
        assertThat(SecurityCode.dead(NOON, NOON.plusSeconds(305), IDLE)).isFalse();
        assertThat(SecurityCode.dead(NOON, NOON.plusSeconds(306), IDLE)).isTrue();
        assertThat(SecurityCode.lag(IDLE)).isEqualTo(Duration.ofSeconds(5));
    }
}
