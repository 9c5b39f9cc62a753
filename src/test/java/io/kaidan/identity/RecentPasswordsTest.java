package io.kaidan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentPasswordsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final byte[] KEY = {1, 2, 3};

    private final RecentPasswords recent = new RecentPasswords();

    @Test
    void what_was_right_is_known_until_it_has_not_been_used_for_five_minutes() {
        recent.keep(account("mei", "hash"), "secret", KEY, NOON);

        assertThat(found(NOON.plusSeconds(300))).contains(KEY);
        assertThat(found(NOON.plusSeconds(600))).contains(KEY);
        assertThat(found(NOON.plusSeconds(901))).isEmpty();
    }

    @Test
    void what_was_never_used_again_is_known_for_five_minutes() {
        recent.keep(account("mei", "hash"), "secret", KEY, NOON);

        assertThat(found(NOON.plusSeconds(301))).isEmpty();
    }

    private Optional<byte[]> found(Instant now) {
        return recent.find(account("mei", "hash"), "secret", now);
    }

    @Test
    void another_name_password_or_stored_text_is_not_known() {
        recent.keep(account("mei", "hash"), "secret", KEY, NOON);

        assertThat(recent.find(account("mei", "hash"), "Secret", NOON)).isEmpty();
        assertThat(recent.find(account("bo", "hash"), "secret", NOON)).isEmpty();
        assertThat(recent.find(account("mei", "changed"), "secret", NOON)).isEmpty();
        assertThat(recent.find(account("meih", "ash"), "secret", NOON)).isEmpty();
    }

    private static Account account(String username, String passwordHash) {
        return new Account(new Caller(1, username, Set.of(), false, Map.of(), 1), true, passwordHash, null);
    }
}
