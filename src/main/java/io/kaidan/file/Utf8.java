package io.kaidan.file;

import io.kaidan.json.Unicode;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Text of a request: what {@link Unicode} does not take is refused. */
public final class Utf8 {

    private Utf8() {}

    /** The text of the bytes, without a byte order mark. Refuses what is not UTF-8. */
    public static String text(byte[] bytes) {
        try {
            return Unicode.decode(bytes);
        } catch (CharacterCodingException e) {
            throw Unreadable.because("utf8");
        }
    }

    /**
     * The text of a member of a urlencoded form, where a plus sign is a blank.
     *
     * @param latin the bytes, each as one character
     */
    public static String unescaped(String latin) {
        String decoded;
        try {
            decoded = URLDecoder.decode(latin, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw Unreadable.because("percent");
        }
        return storable(text(decoded.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The text itself. Refuses U+0000 and halves of surrogate pairs: no database takes them unharmed. */
    public static String storable(String text) {
        if (!Unicode.isStorable(text)) {
            throw Unreadable.because("character");
        }
        return text;
    }

    /** The JSON value itself; refuses such texts wherever they stand in it, names of members included. */
    public static Object storableJson(Object value) {
        if (value instanceof String text) {
            storable(text);
        } else if (value instanceof List<?> list) {
            list.forEach(Utf8::storableJson);
        } else if (value instanceof Map<?, ?> object) {
            object.forEach((name, member) -> {
                storable((String) name);
                storableJson(member);
            });
        }
        return value;
    }
}
