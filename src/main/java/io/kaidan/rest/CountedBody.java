package io.kaidan.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A request's body that tells when it has been read to its end. */
final class CountedBody extends ServletInputStream {

    private final ServletInputStream body;
    private final long length;
    private final Runnable atEnd;
    private long bytes;
    private boolean read;

    /** @param length in bytes, negative where the client does not tell */
    CountedBody(ServletInputStream body, long length, Runnable atEnd) {
        this.body = body;
        this.length = length;
        this.atEnd = atEnd;
    }

    boolean isRead() {
        return read;
    }

    @Override
    public int read() throws IOException {
        int b = body.read();
        count(b < 0 ? b : 1);
        return b;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int n = body.read(target, offset, count);
        count(n);
        return n;
    }

    private void count(int n) {
        bytes += Math.max(n, 0);
        if (!read && (n < 0 || bytes == length)) {
            read = true;
            atEnd.run();
        }
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
