package io.kaidan.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A stream that refuses the request as soon as its bytes come too slowly. */
public final class Paced extends FilterInputStream {

    /** A read that has begun ends when the server says so: that much longer it may last. */
    private static final Duration STRETCH = Duration.ofMinutes(1);

    /** Less than half of what the slowest mobile networks bring. */
    private static final int LEAST = 256 * 1024;

    private final Pace pace;

    /** By the clock of the machine. */
    public Paced(InputStream in) {
        this(in, System::nanoTime);
    }

    /** @param nanoTime tells nanoseconds from any moment on */
    Paced(InputStream in, LongSupplier nanoTime) {
        super(in);
        this.pace = new Pace(STRETCH, LEAST, nanoTime);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        check(b < 0, 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        check(n < 0, n);
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check(boolean end, int n) {
        if (!end && !pace.isKept(n)) {
            throw Unreadable.because("pace", LEAST / 1024, STRETCH.toSeconds());
        }
    }
}
