package io.kaidan.rest;

import io.kaidan.file.Limits;
import io.kaidan.file.Unreadable;
import io.kaidan.file.Utf8;
import io.kaidan.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * Reads a JSON object, with the product's own mapper instead of whatever the server would choose. Refuses with
 * {@code too_large} a body over the setting, and with {@code body} what is no JSON object.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class JsonReader implements MessageBodyReader<Map<?, ?>> {

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == Map.class;
    }

    @Override
    public Map<?, ?> readFrom(
            Class<Map<?, ?>> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        return read(Utf8.text(bytes(stream)));
    }

    /** Reads a body that may be left out, whatever its type: an empty object then. */
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    static Map<String, Object> optional(InputStream stream) throws IOException {
        byte[] bytes = bytes(stream);
        return bytes.length == 0 ? Map.of() : (Map<String, Object>) read(Utf8.text(bytes));
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        Limits limits = Limits.configured();
        byte[] bytes = stream.readNBytes((int) Math.min(limits.bodyBytes() + 1, Integer.MAX_VALUE));
        if (bytes.length > limits.bodyBytes()) {
            throw limits.bodyTooLarge();
        }
        return bytes;
    }

    /** The object that a text is; refuses with {@code body} what is none. */
    static Map<?, ?> read(String text) {
        try {
            if (Json.parse(text) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (Json.Malformed e) {
            throw e.beyondLimits() ? Unreadable.because("deep") : Unreadable.because("json", e.why());
        }
        throw Unreadable.because("object");
    }
}
