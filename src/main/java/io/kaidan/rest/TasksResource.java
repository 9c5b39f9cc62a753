package io.kaidan.rest;

import io.kaidan.service.Listings;
import io.kaidan.ticket.Tasks.Task;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** My tasks (我的任務): what waits for the caller or for one of his groups, over all flows. */
@Path("/tasks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TasksResource {

    @Inject
    Listings listings;

    @Context
    SecurityContext security;

    /** The most urgent first. A cursor counts, for what is done on the page before leaves the list anyway. */
    @GET
    public Paging.Page<Task> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        Paging paging = Paging.of(cursor, limit);
        int start = paging.after().isEmpty() ? 0 : (int) Math.min(Math.max(0, paging.number()), Integer.MAX_VALUE);
        List<Task> found = listings.tasks(Authentication.caller(security), start, paging.fetch());
        return paging.page(found, last -> Integer.toString(start + paging.limit()));
    }
}
