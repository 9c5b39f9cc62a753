package io.kaidan.quick;

import io.kaidan.identity.BasicCredentials;
import io.kaidan.metric.Call;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.service.Accounts;
import io.kaidan.service.SecurityCodeAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gives the security code that every other call of the quick API carries, for a name and password by HTTP Basic. */
@Path("/api/security/get")
@ApplicationScoped
public class SecurityCodeResource {

    @Inject
    Accounts accounts;

    @GET
    public Response get(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        Locale locale = Messages.match(language);
        try {
            return BasicCredentials.read(authorization)
                    .map(given -> accounts.securityCode(given.username(), given.password()))
                    .map(answer -> answer(answer, locale))
                    .orElseGet(() -> failed(404, "wrong", locale));
        } catch (Refused tooMany) {
            Call.current().refused(tooMany.codes());
            return Answer.of(404, Messages.text(locale, "quick.security.wrong"))
                    .with("errors", CallResource.errors(tooMany, locale))
                    .response();
        }
    }

    @POST
    public Response post(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return get(authorization, language);
    }

    private static Response answer(SecurityCodeAnswer answer, Locale locale) {
        return switch (answer.outcome()) {
            case GIVEN ->
                Answer.numbered(200, Messages.text(locale, "quick.security.done"))
                        .with("result", Map.of("security", answer.code()))
                        .response();
            case WRONG_PASSWORD -> failed(404, "wrong", locale);
            case INACTIVE_USER -> failed(404, "inactive", locale);
            case UNKNOWN_USER -> failed(500, "unknown", locale);
        };
    }

    private static Response failed(int status, String key, Locale locale) {
        Call.current().refused(List.of("credentials"));
        return Answer.of(status, Messages.text(locale, "quick.security." + key)).response();
    }
}
