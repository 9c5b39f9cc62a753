package io.kaidan.json;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What no honest client sends, for properties: texts, JSON and bytes, with all that is known to do harm among them. */
public final class Hostile {

    /** What breaks something somewhere: databases, headers, paths, logs, pages, patterns, expressions, parsers of dates. */
    private static final List<String> HARM = List.of(
            "\0",
            "\uD800",
            "\uDC00",
            "\uFEFF",
            "\u202E",
            "\u2028",
            "\u0085",
            "\r\n",
            "\t",
            " ",
            "'",
            "\"",
            "\\",
            "%00",
            "%",
            "../",
            "/",
            ":",
            ";",
            "=",
            "{{",
            "}",
            "[",
            "(",
            "${",
            "<script>",
            "😀",
            "é",
            "0",
            "-",
            "+",
            "1e999999999",
            "1e-999999999",
            "0x1",
            "NaN",
            "null",
            "true",
            "2026-11-23",
            "T14:30:00",
            "+999999999-12-31",
            "P999999999999Y",
            "R/PT0S",
            "R9999999999/PT1S",
            "{\"user\":",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!");

    private Hostile() {}

    public static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange(Character.MIN_VALUE, Character.MAX_VALUE)
                        .ofMaxLength(40),
                Arbitraries.strings().ascii().ofMaxLength(40),
                Arbitraries.of(HARM).list().ofMaxSize(5).map(pieces -> String.join("", pieces)));
    }

    /** JSON as it is read: null, texts, numbers of every type, lists and objects. */
    public static Arbitrary<Object> values() {
        return Arbitraries.recursive(
                Hostile::scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(list -> list),
                        Arbitraries.maps(texts(), inner).ofMaxSize(4).map(map -> map)),
                0,
                3);
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.<Object>oneOf(
                        texts(),
                        Arbitraries.of(true, false),
                        Arbitraries.integers(),
                        Arbitraries.longs(),
                        Arbitraries.of(
                                new BigInteger("9".repeat(99)),
                                new BigDecimal("1e999999999"),
                                new BigDecimal("-1e-999999999"),
                                new BigDecimal("0e2147483647"),
                                new BigDecimal("9".repeat(60) + "." + "9".repeat(60)),
                                new BigDecimal("0.1")))
                .injectNull(0.1);
    }

    /** The bytes with a few of them changed, taken out, doubled, cut off, or with harm put between them. */
    public static Arbitrary<byte[]> damaged(byte[]... originals) {
        Arbitrary<Damage> damage = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.bytes(),
                        Arbitraries.of(HARM))
                .as(Damage::new);
        return Combinators.combine(
                        Arbitraries.of(originals), damage.list().ofMinSize(1).ofMaxSize(6))
                .as((original, damages) -> {
                    byte[] bytes = original;
                    for (Damage one : damages) {
                        bytes = one.done(bytes);
                    }
                    return bytes;
                });
    }

    private record Damage(int kind, double from, double to, byte value, String harm) {

        byte[] done(byte[] bytes) {
            int start = (int) (Math.min(from, to) * bytes.length);
            int end = (int) (Math.max(from, to) * bytes.length);
            int near = Math.min(end, start + 20);
            return switch (kind) {
                case 0 -> joined(bytes, start, new byte[] {value}, Math.min(bytes.length, start + 1));
                case 1 -> joined(bytes, start, harm.getBytes(StandardCharsets.UTF_8), start);
                case 2 -> joined(bytes, start, new byte[0], near);
                case 3 -> joined(bytes, end, Arrays.copyOfRange(bytes, start, end), end);
                case 4 -> Arrays.copyOf(bytes, end);
                case 5 -> joined(bytes, start, Arrays.copyOfRange(bytes, start, near), end);
                default -> joined(bytes, start, harm.getBytes(StandardCharsets.UTF_8), near);
            };
        }

        /** What stands before {@code start}, something in between, what stands from {@code end} on. */
        private static byte[] joined(byte[] bytes, int start, byte[] between, int end) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(bytes, 0, start);
            joined.writeBytes(between);
            joined.write(bytes, end, bytes.length - end);
            return joined.toByteArray();
        }
    }
}
