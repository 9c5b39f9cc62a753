package io.kaidan.rest;

import io.kaidan.file.Body;
import io.kaidan.file.Limits;
import io.kaidan.file.Unreadable;
import io.kaidan.file.Utf8;
import io.kaidan.json.Json;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigInteger;
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
            InputStream stream) {
        refuseLong(headers.getFirst(HttpHeaders.CONTENT_LENGTH));
        return Body.read(stream, Limits.configured(), bytes -> read(Utf8.text(bytes)));
    }

    /** Refuses what says of itself that it is too long, before a byte of it is waited for. */
    private static void refuseLong(String contentLength) {
        Limits limits = Limits.configured();
        if (contentLength != null
                && contentLength.matches("[0-9]+")
                && new BigInteger(contentLength).compareTo(BigInteger.valueOf(limits.bodyBytes())) > 0) {
            throw limits.bodyTooLarge();
        }
    }

    /** Reads a body that may be left out, whatever its type: an empty object then. */
    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    static Map<String, Object> optional(InputStream stream) {
        return Body.read(
                stream,
                Limits.configured(),
                bytes -> bytes.length == 0 ? Map.of() : (Map<String, Object>) read(Utf8.text(bytes)));
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
