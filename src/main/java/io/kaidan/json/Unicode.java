package io.kaidan.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Which bytes are text, and which text the database can keep. */
public final class Unicode {

    private static final int REPLACEMENT = 0xFFFD;

    private Unicode() {}

    /** The text of UTF-8, without a byte order mark; every byte that is not UTF-8 is refused instead of replaced. */
    public static String decode(byte[] utf8) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(utf8))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether PostgreSQL can hold the text, and so can find it: no U+0000 and no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); ) { // of every text of every call: a stream takes ten times as long
            int c = text.codePointAt(i);
            if (c == 0 || isHalf(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    /** The text as PostgreSQL can hold it: what it cannot is replaced by U+FFFD. */
    public static String storable(String text) {
        return isStorable(text)
                ? text
                : text.codePoints()
                        .map(c -> c == 0 || isHalf(c) ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Whether a code point of a text is half of a surrogate pair whose other half lacks. */
    public static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
