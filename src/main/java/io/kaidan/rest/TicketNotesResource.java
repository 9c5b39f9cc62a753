package io.kaidan.rest;

import static io.kaidan.rest.TicketsResource.number;

import io.kaidan.json.Members;
import io.kaidan.problem.Refused;
import io.kaidan.service.Door;
import io.kaidan.service.WorkLog;
import io.kaidan.ticket.Listing;
import io.kaidan.ticket.WorkNote;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The work log of a ticket: notes that people and systems write on it. They are added and read, never changed. */
@Path("/flows/{apiPath}/tickets/{dataNo}/notes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TicketNotesResource {

    private static final List<String> COLUMNS = List.of("id", "content", "create_user_id", "createtime");

    /** No ticket has so many notes. */
    private static final int FAR = 1_000_000_000;

    @Inject
    WorkLog workLog;

    @Context
    SecurityContext security;

    /** The oldest first; new ones come at the end, so a place in the list stays what it is. */
    @GET
    public Paging.Page<Map<String, Object>> list(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Paging paging = Paging.of(cursor, limit);
        int start = paging.after().isEmpty() ? 0 : (int) Math.min(Math.max(0, paging.number()), FAR);
        Listing page =
                new Listing(COLUMNS, List.of(), List.of(), List.of("createtime", "id"), start, start + paging.fetch());
        List<Map<String, Object>> notes = workLog.read(
                Authentication.caller(security), apiPath, number(dataNo, "unknown_ticket"), page, Door.REST);
        return paging.page(notes, last -> Integer.toString(start + paging.limit()))
                .map(TicketNotesResource::json);
    }

    /** Body: {@code content}. Answers the id of the note. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response write(
            @PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo, Map<String, Object> body) {
        Members members = new Members(body);
        members.allow("content");
        String content = members.words("content", WorkNote.LENGTH);
        Refused.ifAny(members.problems());
        long id = workLog.write(
                Authentication.caller(security), apiPath, number(dataNo, "unknown_ticket"), content, Door.REST);
        return Response.status(Response.Status.CREATED)
                .entity(Map.of("id", Long.toString(id)))
                .build();
    }

    private static Map<String, Object> json(Map<String, Object> note) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", note.get("id").toString());
        json.put("at", note.get("createtime") + "Z");
        json.put("by", note.get("create_user_id"));
        json.put("content", note.get("content"));
        return json;
    }
}
