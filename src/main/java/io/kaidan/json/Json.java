package io.kaidan.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
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
import io.kaidan.problem.Phrase;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON text to and from plain Java: Map, List, String, Boolean, null, and Integer, Long, BigInteger or BigDecimal.
 * The one mapper of the product; records can be written (moments and days as ISO 8601), never read, so that no input chooses a class.
 */
public final class Json {

    private static final int DEPTH = 100;

    /** Brackets, names and values: empty lists alone take many times the memory of their text. */
    private static final long TOKENS = 1_000_000;

    private static final ObjectMapper MAPPER = mapper(StreamReadConstraints.builder()
            .maxNestingDepth(DEPTH)
            .maxTokenCount(TOKENS)
            .maxNumberLength(100)
            .maxStringLength(Integer.MAX_VALUE) // the callers bound the body
            .build());

    /** What was stored must be readable, whatever the limits were that it passed. */
    private static final ObjectMapper OWN = mapper(StreamReadConstraints.builder()
            .maxNestingDepth(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .build());

    private static ObjectMapper mapper(StreamReadConstraints limits) {
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, ToStringSerializer.instance)
                        .addSerializer(LocalDate.class, ToStringSerializer.instance))
                .build();
    }

    private Json() {}

    /** The text is not JSON, or is beyond the limits of what is read. */
    public static final class Malformed extends Exception {

        private final transient Phrase why;

        private Malformed(Phrase why, Exception cause) {
            super(why.text(Locale.ENGLISH), cause);
            this.why = why;
        }

        /** The reason for its sender, in words of our own: the parser's are English, and talk about Java. */
        public Phrase why() {
            return why;
        }

        /** Whether it might be JSON but nests too deep, or holds too many values or a number of too many digits. */
        public boolean beyondLimits() {
            return getCause() instanceof StreamConstraintsException
                    || getCause() instanceof ArithmeticException
                    || getCause() instanceof NumberFormatException;
        }
    }

    /** Parses JSON of any kind. */
    public static Object parse(String text) throws Malformed {
        return parse(text, MAPPER);
    }

    /** Parses JSON of any kind from UTF-8, with or without a byte order mark. */
    public static Object parse(byte[] utf8) throws Malformed {
        try {
            return parse(Unicode.decode(utf8));
        } catch (CharacterCodingException e) {
            throw new Malformed(Phrase.of("body.utf8"), e);
        }
    }

    private static Object parse(String text, ObjectMapper mapper) throws Malformed {
        try {
            return mapper.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new Malformed(why(e), e);
        } catch (NumberFormatException | ArithmeticException e) { // an exponent that no BigDecimal has
            throw new Malformed(Phrase.of("body.deep"), e);
        }
    }

    private static Phrase why(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return e instanceof StreamConstraintsException || at == null
                ? Phrase.of("body.deep")
                : Phrase.of("body.at", at.getLineNr(), Math.max(1, at.getColumnNr()));
    }

    /** Parses what this product itself wrote. */
    public static Object parseOwn(String text) {
        try {
            return parse(text, OWN);
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
