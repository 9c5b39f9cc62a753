package io.kaidan.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A stream that refuses the request as soon as its bytes have taken too long together. */
final class Timed extends FilterInputStream {

    /** For all bytes, however many. A read that has begun ends when the server says so: that much longer it may last. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LongSupplier nanoTime;
    private long left = PATIENCE.toNanos();

    /** @param nanoTime tells nanoseconds from any moment on */
    Timed(InputStream in, LongSupplier nanoTime) {
        super(in);
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long begun = nanoTime.getAsLong();
        int n = super.read(target, offset, length);
        left -= nanoTime.getAsLong() - begun;
        if (left < 0) {
            throw Unreadable.because("slow", PATIENCE.toSeconds());
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
