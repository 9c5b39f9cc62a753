package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(2, Duration.ZERO);

    @Test
    void so_many_are_in_work_at_once_and_the_next_is_refused() {
        String done = turns.take(() -> turns.take(() -> {
            assertBusy(() -> turns.take(() -> "a third"));
            return "both";
        }));

        assertThat(done).isEqualTo("both");
        assertThat(turns.<String, RuntimeException>take(() -> "the next")).isEqualTo("the next");
    }

    @Test
    void who_fails_gives_his_turn_back() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.take(() -> {
                        throw new IllegalStateException("no JSON");
                    }))
                    .hasMessage("no JSON");
        }
    }

    @Test
    void who_is_interrupted_while_he_waits_is_refused_and_stays_interrupted() {
        Turns patient = new Turns(1, Duration.ofMinutes(1));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> patient.take(() -> "never")).isInstanceOf(Refused.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertBusy(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(Refused.class).hasMessageContaining("too many great ones");
    }
}
