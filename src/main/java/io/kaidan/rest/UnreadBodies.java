package io.kaidan.rest;

import io.kaidan.file.Pace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * A call that is answered before its body was read to the end, such as one that nobody may make, ends its connection. The
 * servers would read the rest first, however slowly it comes and without asking who sends it, and WildFly on one of the
 * threads that do the work: a few dozen connections with a byte now and then would stop it. What is on its way is taken in
 * for as long as it comes fast, since a client that still sends would otherwise lose the answer with the connection.
 */
public class UnreadBodies extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String CONNECTION = "Connection";

    private static final Duration STRETCH = Duration.ofSeconds(2);
    private static final int LEAST = 64 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final long PAUSE_MILLIS = 10;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!hasBody(request) || !request.getProtocol().equals("HTTP/1.1")) { // 1.0 ends each of its connections
            chain.doFilter(request, response);
            return;
        }
        Watched watched = new Watched(request, response);
        response.setHeader(CONNECTION, "close");
        chain.doFilter(watched, response);
        if (!request.isAsyncStarted() && !watched.isRead()) {
            response.flushBuffer();
            takeIn(request.getInputStream());
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static void takeIn(ServletInputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        Pace pace = new Pace(STRETCH, LEAST, System::nanoTime);
        try {
            int n = 0;
            while (n >= 0 && !body.isFinished() && pace.isKept(n)) {
                boolean there = body.available() > 0; // to read without it would wait
                if (!there) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                n = there ? body.read(buffer) : 0;
            }
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the client to keep its connection once the body was read to its end. */
    private static final class Watched extends HttpServletRequestWrapper {

        private final HttpServletResponse response;
        private CountedBody body;

        Watched(HttpServletRequest request, HttpServletResponse response) {
            super(request);
            this.response = response;
        }

        boolean isRead() {
            return body != null && body.isRead();
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = new CountedBody(super.getInputStream(), getContentLengthLong(), this::keep);
            }
            return body;
        }

        private void keep() {
            if (!"close".equalsIgnoreCase(getHeader(CONNECTION))) {
                response.setHeader(CONNECTION, "keep-alive");
            }
        }
    }
}
