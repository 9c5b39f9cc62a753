package io.kaidan.rest;

import io.kaidan.identity.Caller;
import io.kaidan.setting.Setting;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/**
 * Lets in whoever shows the token for the metrics; all others are {@link Authentication}'s matter. For the token the database
 * is not asked: a monitoring system is to see how things stand when that does not answer.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class MetricsToken implements ContainerRequestFilter {

    /** May read all that {@link MetricsApplication} has to offer, and reaches nothing else. */
    private static final Caller READER = new Caller(0, "metrics", Set.of(), true, Map.of(), 0);

    @Override
    public void filter(ContainerRequestContext request) {
        String token = Setting.METRICS_TOKEN.text().trim();
        String given = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (!token.isEmpty() && given != null && same("Bearer " + token, given)) {
            request.setSecurityContext(
                    new SignedIn(READER, request.getSecurityContext().isSecure()));
        }
    }

    /** Takes as long for one that is nearly right as for any other. */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
