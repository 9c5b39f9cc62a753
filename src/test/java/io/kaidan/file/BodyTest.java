package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final int MIB = 1024 * 1024;
    private static final Limits LIMITS = new Limits(3 * MIB, 0, 3 * MIB, 0);

    private long now = Long.MAX_VALUE; // such a clock may run over

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000, MIB - 1, MIB, MIB + 1, 3 * MIB})
    void a_body_is_read_as_it_was_sent_whatever_its_size(int size) {
        byte[] sent = bytes(size);

        byte[] read = Body.read(new ByteArrayInputStream(sent), LIMITS, () -> now, bytes -> bytes);

        assertThat(read).isEqualTo(sent);
    }

    @Test
    void one_byte_more_than_the_limit_is_refused() {
        assertRefused(new ByteArrayInputStream(bytes(3 * MIB + 1)), LIMITS, "too_large");
        assertRefused(new ByteArrayInputStream(bytes(11)), new Limits(10, 0, 10, 0), "too_large");
    }

    @Test
    void a_small_body_whose_bytes_trickle_is_refused_as_soon_as_its_time_is_up() {
        Slow body = new Slow(bytes(100), 1, Duration.ofSeconds(25));

        assertRefused(body, LIMITS, "body");

        assertThat(body.reads).isEqualTo(3);
    }

    @Test
    void a_read_that_returns_late_ends_it() {
        Slow body = new Slow(bytes(100), 1, Duration.ofSeconds(80));

        assertRefused(body, LIMITS, "body");

        assertThat(body.reads).isEqualTo(1);
    }

    @Test
    void the_time_for_a_great_body_begins_with_its_first_byte() {
        Slow body = new Slow(bytes(2 * MIB), 16 * 1024, Duration.ofSeconds(60).dividedBy(100));

        assertRefused(body, LIMITS, "body");

        assertThat(body.reads).isEqualTo(101);
    }

    @Test
    void who_is_slow_but_in_time_is_read() {
        byte[] sent = bytes(59);

        byte[] read = Body.read(new Slow(sent, 1, Duration.ofSeconds(1)), LIMITS, () -> now, bytes -> bytes);

        assertThat(read).isEqualTo(sent);
    }

    @Test
    void any_number_of_great_bodies_may_be_on_their_way_at_once() {
        int others = 100; // more than there are turns

        int read = nested(others);

        assertThat(read).isEqualTo(others + 1);
    }

    /** Reads a great body, and others while its last bytes are still awaited. Gives how many were read. */
    private int nested(int others) {
        int[] within = {0};
        InputStream last = new ByteArrayInputStream(bytes(1)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                if (others > 0 && within[0] == 0) {
                    within[0] = nested(others - 1);
                }
                return super.read(target, offset, length);
            }
        };
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(bytes(MIB + 1)), last);
        return Body.read(body, LIMITS, () -> now, bytes -> within[0] + 1);
    }

    private void assertRefused(InputStream body, Limits limits, String code) {
        assertThatThrownBy(() -> Body.read(body, limits, () -> now, bytes -> bytes))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.has(code)).isTrue());
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    /** Takes its time for each read, by the clock of the test. */
    private final class Slow extends FilterInputStream {

        private final int most;
        private final Duration pause;
        private int reads;

        Slow(byte[] bytes, int most, Duration pause) {
            super(new ByteArrayInputStream(bytes));
            this.most = most;
            this.pause = pause;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            reads++;
            now += pause.toNanos();
            return super.read(target, offset, Math.min(length, most));
        }
    }
}
