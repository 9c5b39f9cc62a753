package io.kaidan.form;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers from JSON or text, and as they are stored. */
final class Numbers {

    /**
     * Digits that a number takes when it is written out, zeros of its exponent included, on both sides of the point
     * together: as jsonb gives it back. Everything longer would cost time and memory without bound: {@code 1e999999999}.
     */
    static final int DIGITS = 50;

    private static final int LONGEST = 200;

    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

    private Numbers() {}

    /** The number; empty where it is none: another type, another text, not finite. Of any size: see {@link #fits}. */
    static Optional<BigDecimal> read(Object value) {
        if (value instanceof BigDecimal number) {
            return Optional.of(number.signum() == 0 ? BigDecimal.ZERO : number); // 0e999999999 is small
        }
        if (value instanceof BigInteger number) {
            return Optional.of(new BigDecimal(number));
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? Optional.of(BigDecimal.valueOf(number)) : Optional.empty();
        }
        if (value instanceof Number number) {
            return Optional.of(BigDecimal.valueOf(number.longValue()));
        }
        if (value instanceof String text && text.length() <= Text.LONGEST) {
            String stripped = text.strip();
            boolean number =
                    stripped.length() <= LONGEST && PLAIN.matcher(stripped).matches();
            return number ? read(new BigDecimal(stripped)) : Optional.empty();
        }
        return Optional.empty();
    }

    static boolean fits(BigDecimal number) {
        long whole = (long) number.precision() - number.scale();
        return whole <= DIGITS
                && Math.max(whole, 0) + Math.max(number.stripTrailingZeros().scale(), 0) <= DIGITS;
    }

    /** A number that fits, of the type as which it will be read again: the smallest that holds a whole one, else BigDecimal. */
    static Number stored(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > 0) {
            return plain;
        }
        BigInteger whole = plain.toBigInteger();
        if (whole.bitLength() < Integer.SIZE) {
            return whole.intValue();
        }
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole;
    }
}
