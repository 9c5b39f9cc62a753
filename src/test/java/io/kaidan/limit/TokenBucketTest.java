package io.kaidan.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private final TokenBucket bucket = new TokenBucket();
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void gives_as_many_at_once_as_it_holds_and_not_one_more() {
        assertThat(taken(3)).isEqualTo(3);
        assertThat(wait(3)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void gives_so_many_a_second_afterwards() {
        taken(3);
        now = now.plusMillis(499);
        assertThat(wait(3)).isPositive();
        now = now.plusMillis(1);
        assertThat(taken(3)).isEqualTo(1);
        now = now.plusSeconds(1);
        assertThat(taken(3)).isEqualTo(2);
    }

    @Test
    void never_holds_more_than_its_size() {
        taken(3);
        now = now.plus(Duration.ofDays(10_000));
        assertThat(taken(3)).isEqualTo(3);
    }

    @Test
    void takes_another_size_at_once() {
        taken(3);
        assertThat(taken(5)).isEqualTo(2);
        assertThat(wait(4)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_and_takes_nothing() {
        taken(3);
        now = now.minusSeconds(3_600);
        assertThat(wait(3)).isEqualTo(Duration.ofMillis(500));
        now = now.plusMillis(500);
        assertThat(taken(3)).isEqualTo(1);
    }

    private Duration wait(int size) {
        return bucket.take(now, size, 2);
    }

    private int taken(int size) {
        int taken = 0;
        while (wait(size).isZero()) {
            taken++;
        }
        return taken;
    }
}
