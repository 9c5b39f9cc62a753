package io.kaidan.identity;

import io.kaidan.cache.Cache;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a moment ago on this node, so that a client that sends his with every call pays for the slow
 * derivation once only. Neither name nor password is kept: entries are found by a keyed hash, whose key dies
 * with the process, over name, password and the stored text. So a changed password is never found here.
 */
@ApplicationScoped
public class RecentPasswords {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    private final byte[] secret = new byte[32];
    private final Cache<String, Entry> entries = new Cache<>("passwords", MOST);

    private record Entry(byte[] key, Instant until) {}

    public RecentPasswords() {
        new SecureRandom().nextBytes(secret);
    }

    /** The key of the security code, as {@link Password#unlock} gave it; empty where the password must be tried. */
    public Optional<byte[]> find(Account account, String plain, Instant now) {
        if (Password.isTooLong(plain)) {
            return Optional.empty();
        }
        String fingerprint = fingerprint(account, plain);
        Optional<byte[]> key =
                entries.find(fingerprint, entry -> !entry.until().isBefore(now)).map(Entry::key);
        key.ifPresent(found -> keep(fingerprint, found, now));
        return key;
    }

    /** Remembers that the password was right, until it has not been used for 5 minutes. */
    public void keep(Account account, String plain, byte[] key, Instant now) {
        keep(fingerprint(account, plain), key, now);
    }

    private void keep(String fingerprint, byte[] key, Instant now) {
        entries.keep(fingerprint, new Entry(key, now.plus(KEPT)));
    }

    public Cache<?, ?> cache() {
        return entries;
    }

    private String fingerprint(Account account, String plain) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            for (String part : Arrays.asList(account.caller().username(), account.passwordHash(), plain)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8)); // no two triples read alike
                mac.update(bytes);
            }
            return Base64.getEncoder().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
