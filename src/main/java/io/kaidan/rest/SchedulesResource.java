package io.kaidan.rest;

import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.schedule.Schedule;
import io.kaidan.service.Scheduling;
import io.kaidan.service.Scheduling.Planned;
import io.kaidan.ticket.Submission;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tickets that open by themselves (排程): when, with which values, and what came of it last. */
@Path("/schedules")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SchedulesResource {

    private static final String ONE = "{id: [0-9]{1,18}}";

    @Inject
    Scheduling scheduling;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    @GET
    public Paging.Page<Map<String, Object>> list(
            @QueryParam("apiPath") String apiPath,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Paging paging = Paging.of(cursor, limit);
        long after = paging.after().isEmpty() ? 0 : paging.number();
        List<Planned> found = scheduling.page(Authentication.caller(security), apiPath, after, paging.fetch());
        return paging.page(found, p -> p.schedule().id().toString()).map(this::json);
    }

    @POST
    public Response add(Map<String, Object> body, @Context UriInfo uri) {
        Planned added = scheduling.add(Authentication.caller(security), body);
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(added.schedule().id().toString())
                        .build())
                .entity(json(added))
                .build();
    }

    /** The next moments of a rhythm, before anybody keeps it. */
    @POST
    @Path("preview")
    public Map<String, Object> preview(Map<String, Object> body) {
        return Map.of("runs", scheduling.preview(body));
    }

    @GET
    @Path(ONE)
    public Map<String, Object> get(@PathParam("id") long id) {
        return json(scheduling.get(Authentication.caller(security), id));
    }

    @PATCH
    @Path(ONE)
    public Map<String, Object> change(@PathParam("id") long id, Map<String, Object> body) {
        return json(scheduling.change(Authentication.caller(security), id, body));
    }

    @DELETE
    @Path(ONE)
    public void remove(@PathParam("id") long id) {
        scheduling.remove(Authentication.caller(security), id);
    }

    private Map<String, Object> json(Planned planned) {
        Schedule schedule = planned.schedule();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", schedule.id().toString());
        json.put("apiPath", planned.flow().apiPath());
        json.put("flow", planned.flow().name());
        json.put("name", schedule.name());
        json.put("cron", schedule.rhythm().cron());
        json.put("every", schedule.rhythm().every());
        json.put("timeZone", schedule.rhythm().zone().getId());
        json.put("values", schedule.values());
        json.put("enabled", schedule.isOn());
        json.put("by", schedule.by());
        json.put("nextRun", schedule.nextRun());
        json.put("lastRun", schedule.lastRun());
        json.put("lastResult", schedule.lastRun() == null ? null : result(schedule, planned.submission()));
        return json;
    }

    private Map<String, Object> result(Schedule schedule, Submission submission) {
        Locale locale = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Long dataNo = submission == null ? schedule.lastDataNo() : submission.dataNo();
        List<Problem> problems = submission == null ? schedule.lastProblems() : submission.problems();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "state",
                submission != null ? submission.state() : dataNo == null ? Submission.REFUSED : Submission.OPENED);
        json.put("dataNo", dataNo == null ? null : dataNo.toString());
        json.put("problems", ProblemDetail.errors(problems, locale));
        return json;
    }
}
