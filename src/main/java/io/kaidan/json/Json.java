package io.kaidan.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * JSON text to and from plain Java: Map, List, String, Boolean, null, and Integer, Long, BigInteger or BigDecimal.
 * The one mapper of the product; records can be written (moments as ISO 8601), never read, so that no input chooses a class.
 */
public final class Json {

    private static final int DEPTH = 100;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(100)
                            .maxStringLength(Integer.MAX_VALUE) // the callers bound the body
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    private Json() {}

    /** The text is not JSON, or nests too deep. */
    public static final class Malformed extends Exception {
        private Malformed(JsonProcessingException cause) {
            super(cause.getOriginalMessage(), cause);
        }

        /** Whether it might be JSON but nests too deep, or holds a number of too many digits. */
        public boolean beyondLimits() {
            return getCause() instanceof StreamConstraintsException;
        }
    }

    /** Parses JSON of any kind. */
    public static Object parse(String text) throws Malformed {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new Malformed(e);
        }
    }

    /** Parses JSON of any kind from UTF-8. */
    public static Object parse(InputStream utf8) throws Malformed, IOException {
        try {
            return MAPPER.readValue(utf8, Object.class);
        } catch (JsonProcessingException e) {
            throw new Malformed(e);
        }
    }

    /** Parses what this product itself wrote. */
    public static Object parseOwn(String text) {
        try {
            return parse(text);
        } catch (Malformed e) {
            throw new IllegalStateException("Expected JSON as Kaidan writes it but " + e.getMessage(), e);
        }
    }

    /** The member of an object as text; null where it lacks or is no text. */
    public static String text(Map<?, ?> object, String member) {
        return object.get(member) instanceof String s ? s : null;
    }

    /** The member of an object as a list; empty where it lacks or is no list. */
    public static List<?> list(Map<?, ?> object, String member) {
        return object.get(member) instanceof List<?> l ? l : List.of();
    }

    /** The member of an object as an object; empty where it lacks or is none. */
    public static Map<?, ?> object(Map<?, ?> object, String member) {
        return object.get(member) instanceof Map<?, ?> m ? m : Map.of();
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
