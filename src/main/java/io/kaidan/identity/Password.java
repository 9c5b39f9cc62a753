package io.kaidan.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A password as it is stored: {@code algorithm$iterations$salt$verifier}, never the password itself.
 *
 * <p>From the password 64 bytes are derived, one block of SHA-512 and so no dearer than 32. The first half is the
 * verifier that is stored. The second half is stored nowhere: only who knows the password can derive it anew, and it is
 * the key of his {@link SecurityCode}. Neither half tells anything about the other.
 */
public final class Password {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    /** Characters. A new one may have fewer ({@link UserDraft}), and more than these are tried by no honest client. */
    private static final int LONGEST = 1024;

    private static final int SALT_BYTES = 16;
    private static final int HALF = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String algorithm;
    private final int iterations;
    private final byte[] salt;
    private final byte[] verifier;

    private Password(String algorithm, int iterations, byte[] salt, byte[] verifier) {
        this.algorithm = algorithm;
        this.iterations = iterations;
        this.salt = salt;
        this.verifier = verifier;
    }

    /**
     * A new password with a salt of its own. Slow on purpose, so call it outside of transactions.
     *
     * @param iterations rounds of PBKDF2, at least 1
     */
    public static Password of(String plain, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        byte[] derived = derive(ALGORITHM, plain, salt, iterations);
        return new Password(ALGORITHM, iterations, salt, Arrays.copyOf(derived, HALF));
    }

    /** The password whose {@link #text()} this is. */
    public static Password stored(String text) {
        String[] parts = text.split("\\$");
        Base64.Decoder base64 = Base64.getDecoder();
        return new Password(parts[0], Integer.parseInt(parts[1]), base64.decode(parts[2]), base64.decode(parts[3]));
    }

    /** A password that nothing matches; trying it costs what trying a real one costs. */
    public static Password ofNobody(int iterations) {
        return new Password(ALGORITHM, iterations, new byte[SALT_BYTES], new byte[0]);
    }

    /** What is stored. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return algorithm + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(verifier);
    }

    /**
     * Tries a password. Slow on purpose, right or wrong, so call it outside of transactions. One that is too long for any
     * is wrong, after the same work: its megabytes are not looked at.
     *
     * @return the key of the security code, 32 bytes; empty where the password is wrong
     */
    public Optional<byte[]> unlock(String plain) {
        boolean tooLong = isTooLong(plain);
        byte[] derived = derive(algorithm, tooLong ? "too long" : plain, salt, iterations);
        boolean right = !tooLong && MessageDigest.isEqual(verifier, Arrays.copyOf(derived, HALF));
        return right ? Optional.of(Arrays.copyOfRange(derived, HALF, 2 * HALF)) : Optional.empty();
    }

    /** Whether no password is as long. */
    static boolean isTooLong(String plain) {
        return plain.length() > LONGEST;
    }

    /** Of the composed form (NFC): some keyboards and clients give accents decomposed. */
    private static byte[] derive(String algorithm, String plain, byte[] salt, int iterations) {
        String composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
        PBEKeySpec spec = new PBEKeySpec(composed.toCharArray(), salt, iterations, 2 * HALF * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected the JDK to offer " + algorithm + " but it does not", e);
        } finally {
            spec.clearPassword();
        }
    }
}
