package io.kaidan.rest;

import io.kaidan.service.MyTasks;
import io.kaidan.ticket.OwnWork.Done;
import io.kaidan.ticket.OwnWork.Opened;
import io.kaidan.ticket.Tasks;
import io.kaidan.ticket.Tasks.Summary;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * My tasks (我的任務): what waits for the caller or for one of his groups, over all flows, and what he has done. The lists
 * take {@link TaskParameters}.
 */
@Path("/tasks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TasksResource {

    @Inject
    MyTasks tasks;

    @Context
    SecurityContext security;

    @Context
    UriInfo uri;

    /** What waits, the most urgent first. */
    @GET
    public Paging.Page<Map<String, Object>> waiting() {
        TaskParameters asked = TaskParameters.of(uri);
        Paging paging = asked.paging();
        return paging.page(
                        tasks.waiting(
                                Authentication.caller(security), asked.filter(), asked.afterTask(), paging.fetch()),
                        waiting -> TaskParameters.key(waiting.task().place()))
                .map(TaskJson::of);
    }

    /**
     * How much waits. Cheap enough to be asked every few seconds: as long as nothing changes, who sends the last {@code
     * ETag} back gets a 304.
     */
    @GET
    @Path("summary")
    public Response summary(@Context Request request) {
        Summary summary = tasks.summary(Authentication.caller(security));
        EntityTag tag =
                new EntityTag(summary.open() + "-" + summary.overdue() + "-" + summary.soon() + "-" + summary.mark());
        Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
        CacheControl ask = new CacheControl();
        ask.setPrivate(true);
        ask.setNoCache(true);
        return (answer == null ? Response.ok(json(summary)).tag(tag) : answer)
                .cacheControl(ask)
                .build();
    }

    private static Map<String, Object> json(Summary summary) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("open", summary.open());
        json.put("overdue", summary.overdue());
        json.put("soon", summary.soon());
        json.put("more", summary.open() == Tasks.COUNTED);
        json.put("mark", summary.mark());
        return json;
    }

    /** The stops that the caller pushed on, the last one first. */
    @GET
    @Path("done")
    public Paging.Page<Done> done() {
        TaskParameters asked = TaskParameters.of(uri);
        Paging paging = asked.paging();
        return paging.page(
                tasks.done(Authentication.caller(security), asked.filter(), asked.afterWork(), paging.fetch()),
                done -> TaskParameters.key(done.doneAt(), done.dataId()));
    }

    /** The tickets that the caller opened, the last one first. */
    @GET
    @Path("opened")
    public Paging.Page<Opened> opened() {
        TaskParameters asked = TaskParameters.of(uri);
        Paging paging = asked.paging();
        return paging.page(
                tasks.opened(Authentication.caller(security), asked.filter(), asked.afterWork(), paging.fetch()),
                opened -> TaskParameters.key(opened.openedAt(), opened.id()));
    }
}
