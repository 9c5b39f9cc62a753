package io.kaidan.rest;

import io.kaidan.service.Ask;
import io.kaidan.service.Assigned;
import io.kaidan.service.LongPolls;
import io.kaidan.service.Workers;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Jobs for outside workers: they take some, and say how each went. */
@Path("/jobs")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class JobsResource {

    @Inject
    Workers workers;

    @Inject
    LongPolls polls;

    @Context
    SecurityContext security;

    /** Free jobs of a type; without any it answers when there are some, or after the time that the worker waits. */
    @POST
    @Path("activate")
    public void activate(
            Map<String, Object> body, @Suspended AsyncResponse answer, @Context HttpServletRequest request) {
        SlowAnswer slow = new SlowAnswer(request.getAsyncContext());
        LongPolls.Line line = new LongPolls.Line(slow::isAwaited, jobs -> slow.give(json(jobs)));
        polls.take(Authentication.caller(security), Ask.of(body), line).ifPresent(jobs -> answer.resume(json(jobs)));
    }

    private static Map<String, Object> json(List<Assigned> jobs) {
        return Map.of("jobs", jobs);
    }

    /** The body may lack: the job gives nothing then. */
    @POST
    @Path("{key}/complete")
    @Consumes(MediaType.WILDCARD)
    public void complete(@PathParam("key") String key, InputStream body) throws IOException {
        workers.complete(Authentication.caller(security), key, JsonReader.optional(body));
    }

    @POST
    @Path("{key}/fail")
    public void fail(@PathParam("key") String key, Map<String, Object> body) {
        workers.fail(Authentication.caller(security), key, body);
    }

    @POST
    @Path("{key}/error")
    public void error(@PathParam("key") String key, Map<String, Object> body) {
        workers.raise(Authentication.caller(security), key, body);
    }
}
