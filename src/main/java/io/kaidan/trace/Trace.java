package io.kaidan.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * One part of a piece of work that may go over many systems, as W3C Trace Context has it.
 *
 * @param id 32 hexadecimal digits, the same in every part on every system
 * @param span 16 hexadecimal digits, of this part alone
 * @param flags 2 hexadecimal digits: what the system before us says of the recording of traces
 */
public record Trace(String id, String span, String flags) {

    /** The header with which a call tells what it is a part of. */
    public static final String PARENT = "traceparent";

    /** The header with which an answer tells what it was a part of. */
    public static final String RESPONSE = "traceresponse";

    /** What the log calls the id. */
    static final String KEY = "traceId";

    /** Versions to come may say more behind it; version ff is none, nor are numbers of zeros alone. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String VERSION = "00";
    private static final String NOT_RECORDED = "00";
    private static final int KNOWN_FLAGS = 0b11;

    private static final ThreadLocal<Trace> CURRENT = new ThreadLocal<>();

    /** Begins a part of what the text tells; of a trace of its own where the text, which may be null, is malformed. */
    public static Trace from(String parent) {
        Matcher form = parent == null ? null : FORM.matcher(parent);
        if (form == null || !form.matches() || form.group(1).equals(VERSION) && form.group(5) != null) {
            return new Trace(random() + random(), random(), NOT_RECORDED);
        }
        int flags = HexFormat.fromHexDigits(form.group(4)) & KNOWN_FLAGS;
        return new Trace(form.group(2), random(), HexFormat.of().toHexDigits((byte) flags));
    }

    /** What this thread works for; empty where nobody has said so. */
    public static Optional<Trace> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * This thread works for it from now on.
     *
     * @param trace null: for nobody any more
     * @return what it worked for before; null for nobody
     */
    public static Trace enter(Trace trace) {
        Trace before = CURRENT.get();
        if (trace == null) {
            CURRENT.remove();
            MDC.remove(KEY);
        } else {
            CURRENT.set(trace);
            MDC.put(KEY, trace.id);
        }
        return before;
    }

    /** The next part of the same trace. */
    public Trace next() {
        return new Trace(id, random(), flags);
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return VERSION + "-" + id + "-" + span + "-" + flags;
    }

    /** Nobody is kept out by it, so it need be unlike others only. Never zeros alone. */
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
    }
}
