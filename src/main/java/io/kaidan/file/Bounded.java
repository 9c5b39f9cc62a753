package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A stream that refuses the request as soon as one byte too many has come. */
final class Bounded extends FilterInputStream {

    private final Supplier<Refused> otherwise;
    private long left;

    Bounded(InputStream in, long limit, Supplier<Refused> otherwise) {
        super(in);
        this.left = limit;
        this.otherwise = otherwise;
    }

    /** So much more may come. */
    long left() {
        return left;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) {
        left -= n;
        if (left < 0) {
            throw otherwise.get();
        }
    }
}
