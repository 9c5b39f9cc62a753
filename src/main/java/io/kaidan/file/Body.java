package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A body that is read into memory. A great one lies on disk until all of it has come, and is understood in its turn: who
 * sends it slowly keeps nobody waiting.
 */
public final class Body {

    private Body() {}

    /**
     * Reads a body to its end.
     *
     * @param understand makes of the bytes what they mean
     * @throws Refused {@code too_large} for more than the limit, {@code body} where the client went away, is too slow, or too many
     *     others send great ones
     */
    public static <T> T read(InputStream body, Limits limits, Function<byte[], T> understand) {
        return read(body, limits, System::nanoTime, understand);
    }

    /** The same by another clock, which tells nanoseconds from any moment on. */
    static <T> T read(InputStream body, Limits limits, LongSupplier nanoTime, Function<byte[], T> understand) {
        InputStream coming = new Bounded(new Timed(body, nanoTime), limits.bodyBytes(), limits::bodyTooLarge);
        try {
            byte[] begun = coming.readNBytes(Turns.GREAT);
            return begun.length < Turns.GREAT ? understand.apply(begun) : great(begun, coming, understand);
        } catch (IOException clientWentAway) {
            throw Unreadable.because("interrupted");
        }
    }

    private static <T> T great(byte[] begun, InputStream rest, Function<byte[], T> understand) throws IOException {
        try (Spool spool = new Spool(bytes -> {})) {
            Supplier<byte[]> whole = spool.lay(begun, rest);
            return Turns.ALL.take(() -> understand.apply(whole.get()));
        }
    }
}
