package io.kaidan.form;

import java.util.Map;
import java.util.Optional;

/**
 * One choice that a field offers.
 *
 * @param value what is stored; JSON of any type but null, mostly text
 */
public record Option(String label, Object value) {

    /** Reads a choice as form-js does: an object with label and value, one of both, or a plain text or number. */
    static Optional<Option> read(Object json) {
        if (json instanceof Map<?, ?> map) {
            Object value = map.get("value") != null ? map.get("value") : map.get("label");
            Object label = map.get("label") != null ? map.get("label") : value;
            return value == null ? Optional.empty() : Optional.of(new Option(Text.of(label), value));
        }
        return Text.isScalar(json) ? Optional.of(new Option(Text.of(json), json)) : Optional.empty();
    }

    /** Whether a sent value means this choice: it is equal, or reads the same ({@code "1"} for 1). */
    boolean isMeantBy(Object sent) {
        return value.equals(sent)
                || Text.isScalar(value) && Text.isScalar(sent) && Text.of(value).equals(Text.of(sent));
    }
}
