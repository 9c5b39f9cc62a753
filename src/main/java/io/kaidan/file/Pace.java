package io.kaidan.file;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How fast the bytes of a body have to come: so many in each stretch of time. Who sends files may be slow, but nobody keeps
 * a thread of the server with a byte now and then.
 */
public final class Pace {

    private final long stretch;
    private final int least;
    private final LongSupplier nanoTime;
    private long begun;
    private long bytes;

    /**
     * Begins with the first stretch.
     *
     * @param stretch of time that is looked at
     * @param least bytes that have to come in it
     * @param nanoTime tells nanoseconds from any moment on
     */
    public Pace(Duration stretch, int least, LongSupplier nanoTime) {
        this.stretch = stretch.toNanos();
        this.least = least;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    /**
     * Tells whether they come fast enough.
     *
     * @param n bytes that came since it was asked the last time; 0 where there were none
     */
    public boolean isKept(int n) {
        bytes += n;
        long now = nanoTime.getAsLong();
        if (now - begun <= stretch) {
            return true;
        }
        if (bytes < least) {
            return false;
        }
        begun = now;
        bytes = 0;
        return true;
    }
}
