package io.kaidan.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.TestDatabase;
import io.kaidan.ticket.IdempotencyKeys.Opening;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class IdempotencyKeysTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final byte[] BODY = {1, 2, 3};
    private static final byte[] OTHER = {4, 5};

    private final String key = UUID.randomUUID().toString();

    @Test
    void a_key_leads_to_what_it_opened_for_a_day() {
        take("anna", BODY, NOW);
        opened("anna", 7L);

        Optional<Opening> again =
                take("anna", OTHER, NOW.plus(Duration.ofHours(24)).minusMillis(1));

        assertThat(again).hasValueSatisfying(opening -> {
            assertThat(opening.fingerprint()).isEqualTo(BODY);
            assertThat(opening.dataNo()).isEqualTo(7);
            assertThat(opening.submission()).isNull();
        });
    }

    @Test
    void after_a_day_it_is_a_new_one() {
        take("anna", BODY, NOW);
        opened("anna", 7L);

        assertThat(take("anna", OTHER, NOW.plus(Duration.ofHours(24)))).isEmpty();
        assertThat(take("anna", OTHER, NOW.plus(Duration.ofHours(25)))).hasValueSatisfying(opening -> {
            assertThat(opening.fingerprint()).isEqualTo(OTHER);
            assertThat(opening.dataNo()).isNull();
        });
    }

    @Test
    void a_key_is_its_senders_own() {
        take("anna", BODY, NOW);

        assertThat(take("berta", BODY, NOW)).isEmpty();
    }

    @Test
    void only_what_is_older_than_a_day_is_forgotten() {
        take("anna", BODY, NOW);
        take("berta", BODY, NOW.plusSeconds(1));

        in(keys -> {
            keys.forget(NOW.plus(Duration.ofHours(24)));
            return null;
        });

        assertThat(take("anna", BODY, NOW.plusSeconds(2))).isEmpty();
        assertThat(take("berta", BODY, NOW.plusSeconds(2))).isPresent();
    }

    private Optional<Opening> take(String username, byte[] fingerprint, Instant now) {
        return in(keys -> keys.take(username, key, fingerprint, now));
    }

    private void opened(String username, Long dataNo) {
        in(keys -> {
            keys.opened(username, key, dataNo, null);
            return null;
        });
    }

    private static <T> T in(Function<IdempotencyKeys, T> work) {
        return TestDatabase.inTransaction(
                TestDatabase.get().entities(), entities -> work.apply(new IdempotencyKeys(entities)));
    }
}
