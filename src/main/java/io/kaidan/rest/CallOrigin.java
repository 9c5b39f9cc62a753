package io.kaidan.rest;

import io.kaidan.audit.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.http.HttpServletRequest;

/** Tells where a call comes from, whichever API it is for; asked for only where somebody wants to know. */
@ApplicationScoped
public class CallOrigin {

    /** The address as the server knows it: a proxy's word for it counts only where the server's settings say so. */
    @Produces
    @RequestScoped
    Origin origin(HttpServletRequest request) {
        return new Origin(request.getRemoteAddr());
    }
}
