package io.kaidan.engine;

import io.kaidan.json.Json;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/**
 * How large values are that a ticket keeps: it may hold so many, and so many bytes of JSON (settings). What is more than
 * that already, because the settings were others once, may still become less.
 */
final class Size {

    /** Bytes of JSON that a character makes at most, as an escape. */
    private static final int ESCAPE = 6;

    /** Those around a value and its name: quotes, or brackets, and the like. */
    private static final int AROUND = 6;

    /** Those of a number at most, of true, of false, and of null. */
    private static final int PLAIN = 128;

    private long values;

    /** At least as many as there are, and quickly counted. */
    private long bytes = AROUND;

    private Size() {}

    /**
     * Lets values pass that a ticket may hold.
     *
     * @param before what they replace
     * @throws Refused {@code too_large}
     */
    static void check(Map<String, Object> before, Map<String, Object> now) {
        Size size = of(now);
        long mostValues = Setting.TICKET_VALUES.number();
        if (size.values > mostValues && size.values > of(before).values) {
            throw Refused.because("too_large", Phrase.of("limit.ticketValues", mostValues));
        }
        long mostBytes = Setting.TICKET_BYTES.number();
        if (size.bytes > mostBytes) {
            long exact = exact(now);
            if (exact > mostBytes && exact > exact(before)) {
                throw Refused.because("too_large", Phrase.of("limit.ticketBytes", mostBytes + " B"));
            }
        }
    }

    private static Size of(Map<String, Object> document) {
        Size size = new Size();
        size.addAll(document);
        return size;
    }

    private static long exact(Map<String, Object> document) {
        return Json.write(document).getBytes(StandardCharsets.UTF_8).length;
    }

    private void addAll(Map<?, ?> members) {
        members.forEach((name, value) -> {
            bytes += (long) ESCAPE * ((String) name).length();
            add(value);
        });
    }

    private void add(Object value) {
        values++;
        bytes += AROUND;
        if (value instanceof String text) {
            bytes += (long) ESCAPE * text.length();
        } else if (value instanceof Map<?, ?> inner) {
            addAll(inner);
        } else if (value instanceof Collection<?> inner) {
            inner.forEach(this::add);
        } else {
            bytes += PLAIN;
        }
    }
}
