package io.kaidan.file;

import io.kaidan.metric.Call;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Where the files of one request lie while it lasts: in memory as long as they are small together, or else in one file on
 * disk for all of them, with one descriptor. That is unlinked as soon as it is open, so that nothing of it stays, not even
 * when the server is killed; for the moment in between there is {@link Leftovers}.
 */
final class Spool implements Closeable {

    private static final int BUFFER = 64 * 1024;

    /** Bytes of all files of a request: little beside what else a call takes, and enough for most papers. */
    static final int IN_MEMORY = 256 * 1024;

    private final LongConsumer onGrowth;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(0);
    private FileChannel channel;
    private long fileBytes;
    private long end;

    /** @param onGrowth is told the bytes of all files, before the last of them are kept, and may refuse them */
    Spool(LongConsumer onGrowth) {
        this.onGrowth = onGrowth;
    }

    /**
     * Takes the bytes of a file.
     *
     * @return the file, or null where it has neither a name nor a byte: a file input that nobody touched
     */
    Upload take(PartHeaders headers, InputStream bytes, Limits limits) throws IOException {
        String name = FileName.of(headers.fileName());
        MessageDigest digest = Upload.digest();
        long start = end;
        byte[] buffer = new byte[BUFFER];
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            if (end - start + n > limits.fileBytes()) {
                throw limits.fileTooLarge(name);
            }
            digest.update(buffer, 0, n);
            fileBytes += n;
            onGrowth.accept(fileBytes);
            Call.current().uploaded(n);
            append(buffer, n);
        }
        long size = end - start;
        if (size == 0 && headers.fileName().isEmpty()) {
            return null;
        }
        return new Upload(
                headers.name(),
                name,
                headers.contentType(),
                size,
                HexFormat.of().formatHex(digest.digest()),
                () -> open(start, size));
    }

    /**
     * Takes the bytes of something else that is not to be held in memory.
     *
     * @param begun its first bytes
     * @return reads it back; a disk that does not give it is a failure of ours
     */
    Supplier<byte[]> lay(byte[] begun, InputStream rest) throws IOException {
        long start = end;
        append(begun, begun.length);
        byte[] buffer = new byte[BUFFER];
        for (int n = rest.read(buffer); n >= 0; n = rest.read(buffer)) {
            append(buffer, n);
        }
        long size = end - start;
        return () -> {
            try {
                return open(start, size).readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        };
    }

    private void append(byte[] bytes, int length) {
        if (channel == null && end + length <= IN_MEMORY) {
            memory.write(bytes, 0, length);
            end += length;
        } else {
            toDisk(bytes, length);
        }
    }

    /** A disk that takes no more is a failure of ours, unlike a client who goes away. */
    private void toDisk(byte[] bytes, int length) {
        try {
            if (channel == null) {
                Path file = Files.createTempFile(Leftovers.NAME, Leftovers.ENDING);
                channel = FileChannel.open(
                        file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                end = 0;
                write(memory.toByteArray(), memory.size());
                memory = null;
            }
            write(bytes, length);
        } catch (IOException diskFull) {
            throw new UncheckedIOException(diskFull);
        }
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, 0, length);
        while (left.hasRemaining()) {
            end += channel.write(left, end);
        }
    }

    private InputStream open(long start, long size) {
        return channel == null
                ? new ByteArrayInputStream(memory.toByteArray(), (int) start, (int) size)
                : new Slice(start, size);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private final class Slice extends InputStream {

        private long position;
        private final long stop;

        Slice(long start, long size) {
            position = start;
            stop = start + size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (position == stop) {
                return length == 0 ? 0 : -1;
            }
            int n = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, stop - position)), position);
            position += Math.max(n, 0);
            return n;
        }
    }
}
