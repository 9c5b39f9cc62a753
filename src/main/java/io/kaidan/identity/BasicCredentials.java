package io.kaidan.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;

/** User name and password of an HTTP Basic header (RFC 7617). The password may contain colons, the name cannot. */
public record BasicCredentials(String username, String password) {

    private static final String SCHEME = "basic ";

    /** Characters. A character that was composed may come as four, and a few become three when they are. */
    private static final int LONGEST = 4 * UserDraft.LONGEST;

    /** The name as it is stored. */
    public BasicCredentials {
        username = composed(username);
    }

    /**
     * A name in the composed form (NFC): some clients send accents decomposed. One that nobody can have stays as it is: to
     * compose megabytes of accents takes minutes.
     */
    static String composed(String username) {
        return isTooLong(username) ? username : Normalizer.normalize(username, Normalizer.Form.NFC);
    }

    /** Whether nobody has as long a name, in whichever form. */
    static boolean isTooLong(String username) {
        return username.length() > LONGEST;
    }

    /**
     * Reads the header. The bytes are UTF-8; where they are not they count as ISO-8859-1, as old clients send it.
     *
     * @param authorization the header's value, or null
     * @return empty where it is missing, of another scheme or malformed
     */
    public static Optional<BasicCredentials> read(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).trim());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
        String text = decode(bytes);
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException old) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
