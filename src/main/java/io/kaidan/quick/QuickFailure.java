package io.kaidan.quick;

import io.kaidan.metric.Call;
import io.kaidan.problem.Messages;
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

/** What no call answers itself: an unknown path or method, failures of ours, which the log explains, and outages. */
@Provider
public class QuickFailure implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(QuickFailure.class.getName());

    @Context
    HttpHeaders headers;

    @Override
    public Response toResponse(Throwable failure) {
        Locale locale = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        if (failure instanceof WebApplicationException) {
            Call.current().refused(List.of("request"));
            return Answer.of(403, Messages.text(locale, "quick.gate.url")).response();
        }
        return Answer.of(500, refusal(failure).problems().get(0).message(locale))
                .response();
    }

    /** What a caller learns of a failure that is none of his: one of ours is logged, with the error id that he is told. */
    static Refused refusal(Throwable failure) {
        Call.current().failed();
        if (Outage.noted(failure)) {
            return Refused.because(Outage.CODE);
        }
        String errorId = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "A call of the quick API failed, error id " + errorId, failure);
        return Refused.because("internal", errorId);
    }
}
