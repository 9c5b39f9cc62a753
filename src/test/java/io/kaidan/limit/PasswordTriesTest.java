package io.kaidan.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PasswordTriesTest {

    @Test
    void so_many_are_tried_at_once_and_who_waits_too_long_is_refused_without_being_tried() {
        PasswordTries tries = new PasswordTries(2, 5, Duration.ZERO);

        String done = tries.take(() -> tries.take(() -> {
            assertRefused(() -> tries.take(() -> {
                throw new AssertionError("a third is tried");
            }));
            return "both";
        }));

        assertThat(done).isEqualTo("both");
        assertThat(tries.take(() -> "the next")).isEqualTo("the next");
    }

    @Test
    void when_enough_wait_the_next_does_not() {
        PasswordTries tries = new PasswordTries(1, 0, Duration.ofHours(1));

        tries.take(() -> {
            assertRefused(() -> tries.take(() -> "never"));
            return null;
        });

        assertThat(tries.take(() -> "later")).isEqualTo("later");
    }

    @Test
    void who_fails_or_is_refused_makes_room() {
        PasswordTries tries = new PasswordTries(1, 0, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tries.take(() -> {
                        throw new IllegalStateException("no algorithm");
                    }))
                    .hasMessage("no algorithm");
        }
    }

    @Test
    void who_is_interrupted_while_he_waits_is_refused_and_stays_interrupted() {
        PasswordTries tries = new PasswordTries(1, 1, Duration.ofHours(1));
        Thread.currentThread().interrupt();

        assertRefused(() -> tries.take(() -> "never"));

        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has(PasswordTries.CODE))
                        .isTrue());
    }
}
