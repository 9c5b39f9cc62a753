package io.kaidan.form;

import io.kaidan.json.Unicode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as text. */
final class Text {

    /** UTF-16 units of one text. */
    static final int LONGEST = 1_000_000;

    private static final int QUOTED = 60;

    private Text() {}

    static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    /** Nothing was given: null, empty text, empty list or object. */
    static boolean isEmpty(Object value) {
        return value == null
                || value instanceof String s && s.isEmpty()
                || value instanceof List<?> l && l.isEmpty()
                || value instanceof Map<?, ?> m && m.isEmpty();
    }

    /** A stored value as people read it. */
    static String of(Object value) {
        if (value instanceof BigDecimal number && number.scale() <= Numbers.DIGITS && Numbers.fits(number)) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Text::of).collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    /** A value for a message: short, and without characters that would break whatever shows it. */
    static String quote(Object value) {
        if (value instanceof Map<?, ?>) {
            return "{…}";
        }
        if (value instanceof List<?>) {
            return "[…]";
        }
        String text = String.valueOf(value);
        String shown = text.codePoints()
                .limit(QUOTED)
                .map(c -> Character.isISOControl(c) || Unicode.isHalf(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > shown.length() ? shown + "…" : shown;
    }
}
