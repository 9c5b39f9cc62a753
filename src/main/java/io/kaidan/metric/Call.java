package io.kaidan.metric;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * One call from outside, as far as it is known: those who deal with it say what it is and what comes of it. It goes with the
 * thread, and belongs to no other.
 */
public final class Call {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    /** What was asked for. */
    public enum Kind {
        CREATE,
        QUERY,
        PUSH,
        OTHER;

        private final String text = name().toLowerCase(Locale.ROOT);

        /** As metrics tell it. */
        String text() {
            return text;
        }
    }

    /** What came of it. */
    enum Outcome {
        OK,
        REFUSED,
        FAILED;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    private final String api;
    private final long begun = System.nanoTime();
    private final Set<String> refusals = new TreeSet<>();
    private Kind kind = Kind.OTHER;
    private String flow;
    private boolean failed;
    private long uploadBytes;

    private Call(String api) {
        this.api = api;
    }

    /**
     * This thread deals with a call from now on.
     *
     * @param api at which it came in
     */
    public static Call begin(String api) {
        Call call = new Call(api);
        CURRENT.set(call);
        return call;
    }

    /** What this thread deals with; where that is none from outside, one that nobody counts. */
    public static Call current() {
        Call call = CURRENT.get();
        return call == null ? new Call("") : call;
    }

    /** This thread deals with it no more. */
    public static void end() {
        CURRENT.remove();
    }

    public void is(Kind what) {
        kind = what;
    }

    /** It opened a ticket of this flow or pushed one on; a create that is only sent again does neither. */
    public void reached(String apiPath) {
        flow = apiPath;
    }

    /** It was refused, for these reasons. */
    public void refused(Collection<String> codes) {
        refusals.addAll(codes);
    }

    /** It came to no good end, and that is our fault. */
    public void failed() {
        failed = true;
    }

    /** So many more bytes of files came with it. */
    public void uploaded(long bytes) {
        uploadBytes += bytes;
    }

    String api() {
        return api;
    }

    Kind kind() {
        return kind;
    }

    Outcome outcome() {
        if (failed) {
            return Outcome.FAILED;
        }
        return refusals.isEmpty() ? Outcome.OK : Outcome.REFUSED;
    }

    String flow() {
        return flow;
    }

    Set<String> refusals() {
        return refusals;
    }

    long uploadBytes() {
        return uploadBytes;
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
