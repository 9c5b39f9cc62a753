package io.kaidan.rest;

import io.kaidan.audit.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletRequest;

/**
 * Where the call that this thread deals with comes from, whichever API it is for. It comes from nowhere where there is no
 * call, as in the server's console.
 */
@ApplicationScoped
public class CallOrigin extends Origin {

    private static final ThreadLocal<String> ADDRESS = new ThreadLocal<>();

    /** The address as the server knows it: a proxy's word for it counts only where the server's settings say so. */
    static void enter(ServletRequest request) {
        ADDRESS.set(request.getRemoteAddr());
    }

    /** This thread deals with it no more. */
    static void leave() {
        ADDRESS.remove();
    }

    @Override
    public String address() {
        return ADDRESS.get();
    }
}
