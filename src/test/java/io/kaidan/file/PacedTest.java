package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacedTest {

    private static final int KIB = 1024;

    private long now = Long.MAX_VALUE; // such a clock may run over

    @Test
    void a_body_goes_on_for_hours_as_long_as_its_bytes_come() throws IOException {
        byte[] sent = new byte[40 * 1024 * KIB];
        InputStream body = paced(sent, 4 * KIB, Duration.ofMillis(500));

        assertThat(body.readAllBytes()).hasSameSizeAs(sent);
        assertThat(Duration.ofNanos(now - Long.MAX_VALUE)).isGreaterThan(Duration.ofHours(2));
    }

    @Test
    void a_body_whose_bytes_trickle_is_refused_after_a_minute() {
        InputStream body = paced(new byte[1000], 1, Duration.ofSeconds(7));

        assertThatThrownBy(body::readAllBytes)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("body"))
                        .isTrue());
        assertThat(Duration.ofNanos(now - Long.MAX_VALUE)).isEqualTo(Duration.ofSeconds(63));
    }

    @Test
    void what_came_fast_at_first_is_no_credit_for_later() throws IOException {
        InputStream body = paced(new byte[2 * 1024 * KIB], 1024 * KIB, Duration.ofSeconds(59));
        assertThat(body.read(new byte[1024 * KIB], 0, 1024 * KIB)).isEqualTo(1024 * KIB);
        assertThat(body.read(new byte[1], 0, 1)).isEqualTo(1); // the first stretch is over, and had enough

        assertThatThrownBy(() -> body.readNBytes(2)).isInstanceOf(Refused.class);
    }

    @Test
    void a_short_body_may_come_late() throws IOException {
        assertThat(paced(new byte[5], 1, Duration.ofSeconds(10)).readAllBytes()).hasSize(5);
    }

    private InputStream paced(byte[] bytes, int most, Duration pause) {
        return new Paced(
                new FilterInputStream(new ByteArrayInputStream(bytes)) {
                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        now += pause.toNanos();
                        return super.read(target, offset, Math.min(length, most));
                    }
                },
                () -> now);
    }
}
