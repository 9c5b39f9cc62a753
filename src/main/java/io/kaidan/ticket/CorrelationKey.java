package io.kaidan.ticket;

import io.kaidan.json.Unicode;
import java.math.BigDecimal;
import java.util.Optional;

/** For whom a message is: a text, or a number, which is the same as the text that shows it. */
public final class CorrelationKey {

    /** Characters of a key, and of a name: both stand in an index. */
    public static final int LONGEST = 255;

    private static final int LONGEST_NUMBER = 50;

    private CorrelationKey() {}

    /** The key as it is compared; empty for what can be none. */
    public static Optional<String> of(Object value) {
        if (value instanceof String text) {
            return Optional.of(text).filter(CorrelationKey::fits);
        }
        return value instanceof Number number ? text(number) : Optional.empty();
    }

    private static boolean fits(String text) {
        return !text.isBlank() && text.length() <= LONGEST && Unicode.isStorable(text);
    }

    private static Optional<String> text(Number number) {
        try {
            BigDecimal exact = new BigDecimal(number.toString());
            boolean small = Math.abs((long) exact.scale()) <= LONGEST_NUMBER && exact.precision() <= LONGEST_NUMBER;
            return small ? Optional.of(plain(exact)) : Optional.empty();
        } catch (NumberFormatException notFinite) {
            return Optional.empty();
        }
    }

    private static String plain(BigDecimal exact) {
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }
}
