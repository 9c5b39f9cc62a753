package io.kaidan.rest;

import io.kaidan.identity.BasicCredentials;
import io.kaidan.identity.Caller;
import io.kaidan.limit.PasswordTries;
import io.kaidan.limit.RequestLimit;
import io.kaidan.metric.Call;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.service.Accounts;
import io.kaidan.service.ConsoleSessions;
import io.kaidan.service.SignInWay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;

/**
 * Lets in who shows a name and password (HTTP Basic), a security code ({@code Authorization: Bearer <code>}) or the cookie
 * of a session; everyone else gets a 401, whatever the path, so that strangers do not learn what there is. Only who asks
 * for a session needs none.
 *
 * <p>A browser sends the cookie by itself, so with it a call that changes something must carry a header that no foreign
 * page can add. The same header keeps the browser from asking for a password: it gets no challenge. What a page asks by
 * itself, with nobody at the keyboard, it marks with another header: that keeps no session alive.
 */
@Provider
@PreMatching
@ApplicationScoped
public class Authentication implements ContainerRequestFilter {

    private static final String BEARER = "bearer ";
    private static final String CHALLENGE = "Basic realm=\"Kaidan\", charset=\"UTF-8\"";

    /** The cookie of a session. */
    static final String COOKIE = "kaidan-session";

    private static final String REQUESTED_WITH = "X-Requested-With";
    private static final String FETCH_SITE = "Sec-Fetch-Site";
    private static final String ORIGIN = "Origin";

    private static final String UNATTENDED = "X-Unattended";

    /** Refusals that have nothing to do with who somebody is. */
    private static final Set<String> KNOWN_OR_NOT = Set.of("requested_with", RequestLimit.CODE, PasswordTries.CODE);

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Inject
    Accounts accounts;

    @Inject
    ConsoleSessions sessions;

    @Inject
    RequestLimit requests;

    @Inject
    Clock clock;

    /** Who makes this call. */
    public static Caller caller(SecurityContext security) {
        return (Caller) security.getUserPrincipal();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (asksForSession(request) || isKnown(request)) {
            return;
        }
        try {
            Caller caller = identify(request);
            requests.count(caller.userId(), clock.instant());
            request.setSecurityContext(
                    new SignedIn(caller, request.getSecurityContext().isSecure()));
        } catch (Refused refused) {
            request.abortWith(refusal(request, refused));
        }
    }

    /** Another filter has let him in. */
    private static boolean isKnown(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal() instanceof Caller;
    }

    /** Whether it is the call that needs no session, for it asks for one. */
    static boolean asksForSession(ContainerRequestContext request) {
        return request.getMethod().equals(HttpMethod.POST)
                && request.getUriInfo().getPath().replace("/", "").equals("session");
    }

    private static Response refusal(ContainerRequestContext request, Refused refused) {
        Call.current().refused(refused.codes());
        Locale locale = Messages.match(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        if (!Collections.disjoint(refused.codes(), KNOWN_OR_NOT)) {
            return ProblemDetail.of(refused, locale).builder().build();
        }
        Response.ResponseBuilder answer = ProblemDetail.of(
                        Response.Status.UNAUTHORIZED.getStatusCode(), refused.problems(), locale)
                .builder();
        if (request.getHeaderString(REQUESTED_WITH) == null) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
        return answer.build();
    }

    private Caller identify(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return bySession(request);
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return accounts.callerByCode(
                    authorization.substring(BEARER.length()).trim());
        }
        // a browser that once asked for the password sends it by itself, as it does a cookie
        if (comesFromAnotherSite(request)) {
            requireOwnPage(request);
        }
        BasicCredentials given = BasicCredentials.read(authorization).orElseThrow(() -> Refused.because("credentials"));
        return accounts.callerByPassword(given.username(), given.password(), SignInWay.BASIC);
    }

    private Caller bySession(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(COOKIE);
        if (cookie == null) {
            throw Refused.because("no_credentials");
        }
        Caller caller = sessions.caller(cookie.getValue(), request.getHeaderString(UNATTENDED) == null);
        requireOwnPage(request);
        return caller;
    }

    /** Browsers say so of themselves; old ones, and without TLS, by the origin alone. Nobody else says anything. */
    private static boolean comesFromAnotherSite(ContainerRequestContext request) {
        String site = request.getHeaderString(FETCH_SITE);
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeaderString(ORIGIN);
        return origin != null && !host(origin).equalsIgnoreCase(host(request.getHeaderString(HttpHeaders.HOST)));
    }

    private static String host(String origin) {
        return String.valueOf(origin).replaceFirst("^https?://", "").replaceFirst(":(80|443)$", "");
    }

    /** What changes something needs a header that the page of another site cannot add. */
    private static void requireOwnPage(ContainerRequestContext request) {
        if (!READING.contains(request.getMethod()) && request.getHeaderString(REQUESTED_WITH) == null) {
            throw Refused.because("requested_with");
        }
    }
}
