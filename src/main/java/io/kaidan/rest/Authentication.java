package io.kaidan.rest;

import io.kaidan.identity.BasicCredentials;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.service.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/**
 * Lets in who shows a name and password (HTTP Basic) or a security code ({@code Authorization: Bearer <code>}); everyone
 * else gets a 401, whatever the path, so that strangers do not learn what there is.
 */
@Provider
@PreMatching
@ApplicationScoped
public class Authentication implements ContainerRequestFilter {

    private static final String BEARER = "bearer ";
    private static final String CHALLENGE = "Basic realm=\"Kaidan\", charset=\"UTF-8\"";

    @Inject
    Accounts accounts;

    /** Who makes this call. */
    public static Caller caller(SecurityContext security) {
        return (Caller) security.getUserPrincipal();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            Caller caller = identify(request.getHeaderString(HttpHeaders.AUTHORIZATION));
            request.setSecurityContext(
                    new SignedIn(caller, request.getSecurityContext().isSecure()));
        } catch (Refused refused) {
            Locale locale = Messages.match(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
            request.abortWith(ProblemDetail.of(Response.Status.UNAUTHORIZED.getStatusCode(), refused.problems(), locale)
                    .builder()
                    .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                    .build());
        }
    }

    private Caller identify(String authorization) {
        if (authorization == null) {
            throw Refused.because("no_credentials");
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return accounts.callerByCode(
                    authorization.substring(BEARER.length()).trim());
        }
        BasicCredentials given = BasicCredentials.read(authorization).orElseThrow(() -> Refused.because("credentials"));
        return accounts.callerByPassword(given.username(), given.password());
    }
}
