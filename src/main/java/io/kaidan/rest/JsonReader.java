package io.kaidan.rest;

import io.kaidan.json.Json;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
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
        int limit = (int) Setting.BODY_BYTES.number();
        byte[] bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw Refused.because("too_large", limit);
        }
        try {
            if (Json.parse(new ByteArrayInputStream(bytes)) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (Json.Malformed e) {
            throw Refused.because("body", e.getMessage());
        }
        throw Refused.because("body", "JSON object");
    }
}
