package io.kaidan.quick;

import io.kaidan.file.Body;
import io.kaidan.file.Limits;
import io.kaidan.file.Multipart;
import io.kaidan.file.Paced;
import io.kaidan.file.Turns;
import io.kaidan.file.Unreadable;
import io.kaidan.file.Upload;
import io.kaidan.file.Utf8;
import io.kaidan.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The members of a request, whichever of the three kinds of body brought them.
 *
 * @param multipart null where no files came
 */
record QuickBody(Map<String, Object> members, Multipart multipart) {

    private static final int PEEK = 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Reads a body. A JSON object counts as such whatever its Content-Type says. */
    static QuickBody read(String contentType, long contentLength, InputStream stream, Limits limits, Gate gate)
            throws IOException {
        String kind = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        if (contentLength > limits.requestBytes()) { // before a byte is waited for
            throw limits.requestTooLarge();
        }
        if (kind.startsWith("multipart/")) {
            BufferedInputStream body =
                    new BufferedInputStream(new Paced(stream), PEEK); // the peek shall not wait for ever
            body.mark(PEEK);
            char first = first(body.readNBytes(PEEK));
            body.reset();
            if (first != '{') {
                return multipart(Multipart.read(contentType.strip(), contentLength, body, limits, gate));
            }
            return small(kind, contentLength, body, limits);
        }
        return small(kind, contentLength, stream, limits);
    }

    private static QuickBody multipart(Multipart form) {
        return new QuickBody(new LinkedHashMap<>(form.texts()), form);
    }

    private static QuickBody small(String kind, long contentLength, InputStream body, Limits limits) {
        if (contentLength > limits.bodyBytes()) {
            throw limits.bodyTooLarge();
        }
        return Body.read(body, limits, bytes -> new QuickBody(members(kind, bytes), null));
    }

    private static Map<String, Object> members(String kind, byte[] bytes) {
        char first = first(bytes);
        if (first == 0) {
            return Map.of();
        }
        boolean form = kind.startsWith("application/x-www-form-urlencoded") || kind.isEmpty();
        if (first == '{' || first == '[' || first == '"' || !form) {
            return object(bytes);
        }
        return form(bytes);
    }

    /** The first byte that is no blank, after a byte order mark; 0 where there is none. */
    private static char first(byte[] bytes) {
        int at = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, MARK, 0, 3) ? 3 : 0;
        while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
            at++;
        }
        return at == bytes.length ? 0 : (char) (bytes[at] & 0xFF);
    }

    private static Map<String, Object> object(byte[] bytes) {
        Object json = json(Utf8.text(bytes), "json");
        if (!(json instanceof Map<?, ?> object)) {
            throw Unreadable.because("object");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        object.forEach((name, value) -> members.put((String) name, value));
        return members;
    }

    private static Map<String, Object> form(byte[] bytes) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String pair :
                new String(bytes, StandardCharsets.ISO_8859_1).strip().split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = Utf8.unescaped(equals < 0 ? pair : pair.substring(0, equals));
            if (members.putIfAbsent(name, Utf8.unescaped(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                throw Unreadable.because("twice", name);
            }
            Limits.checkTexts(members.size());
        }
        return members;
    }

    /**
     * The value of a JSON text.
     *
     * @param why the reason of the refusal where it is none
     */
    static Object json(String text, String why, Object... arguments) {
        try {
            return Utf8.storableJson(Json.parse(text));
        } catch (Json.Malformed e) {
            if (e.beyondLimits()) {
                throw Unreadable.because("deep");
            }
            Object[] named = Arrays.copyOf(arguments, arguments.length + 1);
            named[arguments.length] = e.why();
            throw Unreadable.because(why, named);
        }
    }

    /** The member as a list, whether it came as JSON or as a JSON text of a list; empty where it lacks. */
    List<?> listed(String member) {
        Object value = members.get(member);
        if (value instanceof String text) {
            value = text.isBlank() ? null : Turns.understand(text, json -> json(json, "member", member));
        }
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw Unreadable.because("list", member);
    }

    List<Upload> uploads() {
        return multipart == null ? List.of() : multipart.uploads();
    }
}
