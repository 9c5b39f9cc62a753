package io.kaidan.blackbox;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection of one's own, for bytes that no HTTP client would send. */
final class Wire implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Socket socket;

    /** What came back: the head, and whatever followed it; both empty where the server just hung up. */
    record Reply(String head, String body) {

        /** 0 where there is none. */
        int status() {
            return head.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(head.substring(9, 12)) : 0;
        }
    }

    private Wire(Socket socket) {
        this.socket = socket;
    }

    static Wire to(URI base) throws IOException {
        return new Wire(new Socket(base.getHost(), base.getPort()));
    }

    /** The answer to one request, whose every byte is a character here. */
    static Reply ask(URI base, String request) throws IOException {
        try (Wire wire = to(base)) {
            return wire.send(request).reply();
        }
    }

    Wire send(String latin) throws IOException {
        return send(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends; a server that has hung up meanwhile does not matter. */
    Wire send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException hungUp) {
            // what it said before can still be read
        }
        return this;
    }

    /** All that comes until the server hangs up, which it must. */
    Reply reply() throws IOException {
        return reply(PATIENCE);
    }

    Reply reply(Duration patience) throws IOException {
        byte[] all = read(patience);
        if (all == null) {
            throw new AssertionError("Expected the server to hang up within " + patience + " but it did not");
        }
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return end < 0
                ? new Reply(text, "")
                : new Reply(
                        text.substring(0, end), new String(all, end + 4, all.length - end - 4, StandardCharsets.UTF_8));
    }

    /** What comes until this text is in it; the answer need not end. */
    String until(String expected) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = 0; !all.toString(StandardCharsets.UTF_8).contains(expected); all.write(buffer, 0, n)) {
            n = socket.getInputStream().read(buffer);
            if (n < 0) {
                throw new AssertionError("Expected " + expected + " but the server hung up after " + all);
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** The first line of an answer, which need not end. */
    String firstLine() throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                .readLine();
    }

    /** Null where the server did not hang up in time. */
    private byte[] read(Duration patience) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        long deadline = System.nanoTime() + patience.toNanos();
        byte[] buffer = new byte[8192];
        try {
            while (true) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return null;
                }
                socket.setSoTimeout((int) left);
                int n = in.read(buffer);
                if (n < 0) {
                    return all.toByteArray();
                }
                all.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException still) {
            return null;
        } catch (SocketException reset) {
            return all.toByteArray();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
