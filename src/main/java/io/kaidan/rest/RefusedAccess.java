package io.kaidan.rest;

import io.kaidan.identity.BasicCredentials;
import io.kaidan.service.AccessLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;

/** Has it noted when a call is refused because of who makes it. A name and password that are wrong are noted already. */
@Provider
@ApplicationScoped
public class RefusedAccess implements ContainerResponseFilter {

    @Inject
    AccessLog accesses;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        boolean unknown = status == Status.UNAUTHORIZED.getStatusCode() && !triesPassword(request);
        if (unknown || status == Status.FORBIDDEN.getStatusCode()) {
            SecurityContext security = request.getSecurityContext();
            accesses.refused(
                    security instanceof SignedIn signedIn ? signedIn.caller().username() : null,
                    request.getMethod() + " "
                            + request.getUriInfo().getRequestUri().getPath());
        }
    }

    private static boolean triesPassword(ContainerRequestContext request) {
        return Authentication.asksForSession(request)
                || BasicCredentials.read(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                        .isPresent();
    }
}
