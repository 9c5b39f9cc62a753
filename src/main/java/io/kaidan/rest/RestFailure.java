package io.kaidan.rest;

import io.kaidan.metric.Call;
import io.kaidan.problem.Messages;
import io.kaidan.problem.NotDeployable;
import io.kaidan.problem.Outage;
import io.kaidan.problem.Refused;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Answers whatever a call throws: a refusal with its problems, however deep the server wrapped it; the server's own
 * refusals with their status; 503 while the database cannot serve; everything else with 500 and an error id, under which the log has the stack trace.
 */
@Provider
public class RestFailure implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(RestFailure.class.getName());

    @Context
    HttpHeaders headers;

    @Override
    public Response toResponse(Throwable failure) {
        Locale locale = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                Call.current().refused(refused.codes());
                return ProblemDetail.of(refused, locale).builder().build();
            }
            if (cause instanceof NotDeployable application) {
                Call.current().refused(List.of("not_deployable"));
                return ProblemDetail.of(application, locale).builder().build();
            }
        }
        if (failure instanceof WebApplicationException refusal
                && refusal.getResponse().getStatus() < 500) {
            return answer(refusal.getResponse(), locale);
        }
        Call.current().failed();
        if (Outage.noted(failure)) {
            return ProblemDetail.of(Refused.because(Outage.CODE), locale)
                    .builder()
                    .build();
        }
        String errorId = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "A call failed, error id " + errorId, failure);
        return ProblemDetail.internal(errorId, locale).builder().build();
    }

    /** Keeps what the server's answer says in its headers, such as {@code Allow}; redirects have no body. */
    private static Response answer(Response given, Locale locale) {
        if (given.getStatus() < 400) {
            return given;
        }
        Call.current().refused(List.of("request"));
        Response.ResponseBuilder answer =
                ProblemDetail.of(given.getStatusInfo(), locale).builder();
        if (given.getHeaderString(HttpHeaders.ALLOW) != null) {
            answer.header(HttpHeaders.ALLOW, given.getHeaderString(HttpHeaders.ALLOW));
        }
        return answer.build();
    }
}
