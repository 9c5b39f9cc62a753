package io.kaidan.rest;

import io.kaidan.identity.Caller;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;

/** The security context of a call that {@link Authentication} let in. Roles of the server's kind are Kaidan's groups. */
record SignedIn(Caller caller, boolean secure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.inAnyOf(List.of(role));
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return BASIC_AUTH;
    }
}
