package io.kaidan.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one security code of a user. It lives as long as it is used, and for the idle time (a setting) after that.
 *
 * <p>Asking again must give the same code, on any node and after a restart, yet only its SHA-256 is stored. So the code
 * is no random text but {@code base64url(HMAC-SHA256(key, nonce || user id))}. The nonce is stored, the key is the half
 * of the derived password that is not (see {@link Password}): whoever asks brings his password and with it the key, and
 * gets the same code; whoever reads the database has nonce and hash, and can make no code of them. A new nonce makes a
 * new code; so does a new password.
 *
 * <p>Calls do not write each use: {@code usedAt} may lag by a sixtieth of the idle time, and the code lives at most that much
 * longer, so that it never dies early. With 5 minutes it dies between 5:00 and 5:05 after its last use.
 */
@Entity
@Table(name = "security_code")
public class SecurityCode {

    private static final int NONCE_BYTES = 16;
    private static final int LENIENCY = 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @Column(name = "user_id")
    private long userId;

    @Column(name = "code_hash", nullable = false)
    private byte[] hash;

    @Column(name = "nonce", nullable = false)
    private byte[] nonce;

    @Column(name = "used_at", nullable = false)
    private Instant usedAt;

    protected SecurityCode() {}

    /** A code that was never asked for yet; {@link #ask} makes it one. */
    public SecurityCode(long userId) {
        this.userId = userId;
        this.usedAt = Instant.EPOCH;
        this.nonce = new byte[0];
        this.hash = new byte[0];
    }

    /**
     * The user asks for his code: the same one while it lives, else a new one. This is a use.
     *
     * @param key what {@link Password#unlock} gave
     */
    public String ask(byte[] key, Instant now, Duration idle) {
        String code = make(key);
        if (dead(usedAt, now, idle) || !MessageDigest.isEqual(hash, hash(code))) {
            byte[] fresh = new byte[NONCE_BYTES];
            RANDOM.nextBytes(fresh);
            nonce = fresh;
            code = make(key);
            hash = hash(code);
        }
        usedAt = now;
        return code;
    }

    /** Whether a code that was last used then can be used no more. */
    public static boolean dead(Instant usedAt, Instant now, Duration idle) {
        return usedAt.plus(idle).plus(lag(idle)).isBefore(now);
    }

    /** How old the stored time of use may grow before a use writes it anew. */
    public static Duration lag(Duration idle) {
        return idle.dividedBy(LENIENCY);
    }

    /** What is stored of a code, and looked up. */
    public static byte[] hash(String code) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String make(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(nonce);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(userId).array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
