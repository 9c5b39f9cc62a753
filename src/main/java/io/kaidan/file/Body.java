package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A body that is read into memory, a great one in its turn. */
public final class Body {

    private static final int BUFFER = 16 * 1024;

    /**
     * For all bytes, whatever the size; our own wait for a turn is left out. Nobody keeps a thread, or the others waiting,
     * by sending slowly. A read that has begun ends when the server says so: that much longer it may last.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InputStream stream;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private long left = PATIENCE.toNanos();

    private Body(InputStream stream, Limits limits, LongSupplier nanoTime) {
        this.stream = stream;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

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
        try {
            return new Body(body, limits, nanoTime).read(understand);
        } catch (IOException clientWentAway) {
            throw Unreadable.because("interrupted");
        }
    }

    private <T> T read(Function<byte[], T> understand) throws IOException {
        readUntil(Turns.GREAT);
        if (bytes.size() < Turns.GREAT) {
            return understand.apply(bytes.toByteArray());
        }
        return Turns.ALL.take(() -> {
            readUntil(Integer.MAX_VALUE);
            return understand.apply(bytes.toByteArray());
        });
    }

    /** Reads until there are so many bytes, or no more come. */
    private void readUntil(int enough) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (bytes.size() < enough) {
            long begun = nanoTime.getAsLong();
            int n = stream.read(buffer, 0, Math.min(BUFFER, enough - bytes.size()));
            left -= nanoTime.getAsLong() - begun;
            if (left < 0) {
                throw Unreadable.because("slow", PATIENCE.toSeconds());
            }
            if (n < 0) {
                return;
            }
            if (bytes.size() + n > limits.bodyBytes()) {
                throw limits.bodyTooLarge();
            }
            bytes.write(buffer, 0, n);
        }
    }
}
