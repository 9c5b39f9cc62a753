package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A body that is read into memory. A great one takes many times its bytes until it is understood, and anybody may send
 * some: of these as many are in work as there is memory for, and the others wait. Small ones never do.
 */
public final class Body {

    private static final int GREAT = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    /** Heap for each that is in work. */
    private static final long ROOM = 256L * 1024 * 1024;

    private static final Semaphore TURNS =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / ROOM), true);

    /** For a turn: less than the servers wait for the next byte to be read. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** For all bytes, then: nobody keeps the others waiting by sending slowly. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Body() {}

    /**
     * Reads a body to its end.
     *
     * @param understand makes of the bytes what they mean
     * @throws Refused {@code too_large} for more than the limit, {@code body} where the client went away, is too slow, or too many
     *     others send great ones
     */
    public static <T> T read(InputStream body, Limits limits, Function<byte[], T> understand) {
        try {
            byte[] start = body.readNBytes((int) Math.min(GREAT, limits.bodyBytes() + 1));
            if (start.length < GREAT) {
                return understand.apply(within(start, limits));
            }
            if (!TURNS.tryAcquire(WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Unreadable.because("busy");
            }
            try {
                return understand.apply(within(rest(start, body, limits), limits));
            } finally {
                TURNS.release();
            }
        } catch (IOException clientWentAway) {
            throw Unreadable.because("interrupted");
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
            throw Unreadable.because("interrupted");
        }
    }

    private static byte[] within(byte[] bytes, Limits limits) {
        if (bytes.length > limits.bodyBytes()) {
            throw limits.bodyTooLarge();
        }
        return bytes;
    }

    private static byte[] rest(byte[] start, InputStream body, Limits limits) throws IOException {
        long begun = System.nanoTime();
        ByteArrayOutputStream all = new ByteArrayOutputStream(2 * GREAT);
        all.writeBytes(start);
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0 && all.size() <= limits.bodyBytes(); n = body.read(buffer)) {
            all.write(buffer, 0, n);
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw Unreadable.because("slow", PATIENCE.toSeconds());
            }
        }
        return all.toByteArray();
    }
}
