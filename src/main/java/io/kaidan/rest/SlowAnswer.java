package io.kaidan.rest;

import io.kaidan.json.Json;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An answer in JSON to somebody who waits for it. Blanks before it, which mean nothing in JSON, show whether he still does:
 * the network tells that he is gone only to who writes to him, and not at the first time.
 */
final class SlowAnswer {

    private static final System.Logger LOG = System.getLogger(SlowAnswer.class.getName());

    private final AsyncContext call;
    private boolean begun;

    /** @param call suspended; nobody else answers it once this has begun */
    SlowAnswer(AsyncContext call) {
        this.call = call;
    }

    /** Whether somebody still waits, as far as the network knows. */
    boolean isAwaited() {
        return write(" ");
    }

    /** Answers, once. Returns whether it went out. */
    boolean give(Object answer) {
        boolean sent = write(Json.write(answer));
        if (sent) {
            end();
        }
        return sent;
    }

    private synchronized boolean write(String text) {
        try {
            HttpServletResponse response = (HttpServletResponse) call.getResponse();
            if (!begun) {
                response.setContentType(MediaType.APPLICATION_JSON);
                PrivateAnswer.HEADERS.forEach(response::setHeader);
                begun = true;
            }
            ServletOutputStream out = response.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException | RuntimeException gone) { // a server may say anything of a call that is over
            LOG.log(System.Logger.Level.DEBUG, "Nobody waits for an answer any more", gone);
            end();
            return false;
        }
    }

    private void end() {
        try {
            call.complete();
        } catch (IllegalStateException over) {
            LOG.log(System.Logger.Level.DEBUG, "The server has ended a call by itself", over);
        }
    }
}
