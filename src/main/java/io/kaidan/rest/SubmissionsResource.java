package io.kaidan.rest;

import io.kaidan.problem.Messages;
import io.kaidan.service.TicketReading;
import io.kaidan.service.TicketReading.Submitted;
import io.kaidan.ticket.Submission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the caller submitted at starts with validation, and what came of it. */
@Path("/submissions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionsResource {

    @Inject
    TicketReading reading;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    @GET
    public Paging.Page<Map<String, Object>> list(
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        Paging paging = Paging.of(cursor, limit);
        Locale locale = reader();
        List<Submitted> found =
                reading.submissions(Authentication.caller(security), TaskParameters.afterWork(paging), paging.fetch());
        return paging.page(found, SubmissionsResource::key).map(s -> json(s, locale));
    }

    private static String key(Submitted submitted) {
        return TaskParameters.key(
                submitted.submission().at(), submitted.submission().id().toString());
    }

    /** One of them, with the fields to which its reasons belong. */
    @GET
    @Path("{id}")
    public Map<String, Object> get(@PathParam("id") String id) {
        long number = TicketsResource.number(id, "unknown_submission");
        Submitted submitted = reading.submission(Authentication.caller(security), number);
        Map<String, Object> json = json(submitted, reader());
        json.put("errors", ProblemDetail.errors(submitted.submission().problems(), reader()));
        return json;
    }

    private Locale reader() {
        return Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Map<String, Object> json(Submitted submitted, Locale locale) {
        Submission submission = submitted.submission();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", submission.id().toString());
        json.put("apiPath", submitted.flow().apiPath());
        json.put("flow", submitted.flow().name());
        json.put("at", submission.at());
        json.put("state", submission.state());
        json.put("dataNo", submission.dataNo() == null ? null : Long.toString(submission.dataNo()));
        json.put(
                "messages",
                submission.problems().stream().map(p -> p.message(locale)).toList());
        return json;
    }
}
