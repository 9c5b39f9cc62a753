package io.kaidan.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Request bodies written byte for byte, as clients send them. */
public final class Sent {

    public static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    public static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public Sent text(String name, String value) {
        return part("Content-Disposition: form-data; name=\"" + name + "\"", value);
    }

    /** A part with its header lines, joined with CRLF, just as given. */
    public Sent part(String headers, String content) {
        return part(headers, content.getBytes(StandardCharsets.UTF_8));
    }

    public Sent part(String headers, byte[] content) {
        return raw("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").raw(content).raw("\r\n");
    }

    public Sent raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    public Sent raw(byte[] bytes) {
        body.writeBytes(bytes);
        return this;
    }

    /** The whole body with its closing boundary. */
    public byte[] end() {
        return raw("--" + BOUNDARY + "--\r\n").sofar();
    }

    public byte[] sofar() {
        return body.toByteArray();
    }

    /** A stream that gives few bytes at a time, as a network does. */
    public static InputStream trickle(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 7));
            }
        };
    }

    /** The bytes of a file that came. */
    public static byte[] bytes(Upload upload) {
        try (InputStream in = upload.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
