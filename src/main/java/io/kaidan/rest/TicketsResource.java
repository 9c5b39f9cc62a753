package io.kaidan.rest;

import io.kaidan.identity.Caller;
import io.kaidan.metric.Call;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.service.Administration;
import io.kaidan.service.TicketReading;
import io.kaidan.ticket.ExecutionLog;
import io.kaidan.ticket.History;
import io.kaidan.ticket.Part;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.TicketSearch;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tickets of a flow. */
@Path("/flows/{apiPath}/tickets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TicketsResource {

    @Inject
    TicketReading reading;

    @Inject
    Administration administration;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    /**
     * One page: {@link TicketParameters}, {@code limit} (1 to 1,000) and {@code cursor} (the {@code next} of the page
     * before).
     */
    @GET
    public Paging.Page<Map<String, Object>> list(
            @PathParam("apiPath") String apiPath,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @Context UriInfo uri) {
        Paging paging = Paging.of(cursor, limit);
        TicketSearch.Page found =
                reading.page(caller(), apiPath, TicketParameters.of(uri).query(paging));
        return Paging.page(found.tickets(), found.next()).map(TicketJson::row);
    }

    @GET
    @Path("{dataNo}")
    public Map<String, Object> get(@PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo) {
        Call.current().is(Call.Kind.QUERY);
        return TicketJson.whole(reading.ticket(caller(), apiPath, number(dataNo, "unknown_ticket")), reader());
    }

    /** Its history, the newest line first; a line may be shown as two. */
    @GET
    @Path("{dataNo}/history")
    public Paging.Page<Map<String, Object>> history(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Paging paging = Paging.of(cursor, limit);
        long before = paging.after().isEmpty() ? History.NOW : paging.number();
        Part<TicketEvent> part =
                reading.history(caller(), apiPath, number(dataNo, "unknown_ticket"), before, paging.limit());
        List<Map<String, Object>> lines = new ArrayList<>(TicketJson.lines(part, reader()));
        Collections.reverse(lines);
        return new Paging.Page<>(lines, TicketJson.earlier(part));
    }

    /** Each element that was entered and left while the flow's log was switched on, a page in order. */
    @GET
    @Path("{dataNo}/log")
    public Paging.Page<Map<String, Object>> log(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Paging paging = Paging.of(cursor, limit);
        ExecutionLog.Place after = paging.after().isEmpty() ? ExecutionLog.Place.START : place(paging);
        long number = number(dataNo, "unknown_ticket");
        return Paging.page(
                        reading.log(caller(), apiPath, number, after, paging.limit()),
                        e -> e.place().event() + " " + e.place().number())
                .map(ExecutionLog.Entry::members);
    }

    private static ExecutionLog.Place place(Paging paging) {
        List<Long> numbers = paging.numbers(2);
        return new ExecutionLog.Place(numbers.get(0), numbers.get(1));
    }

    @POST
    @Path("{dataNo}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> cancel(
            @PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo, Map<String, Object> body) {
        long number = number(dataNo, "unknown_ticket");
        administration.cancel(caller(), apiPath, number, body);
        return shown(apiPath, number);
    }

    @POST
    @Path("{dataNo}/move")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> move(
            @PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo, Map<String, Object> body) {
        long number = number(dataNo, "unknown_ticket");
        administration.move(caller(), apiPath, number, body);
        return shown(apiPath, number);
    }

    @POST
    @Path("{dataNo}/values")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> correct(
            @PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo, Map<String, Object> body) {
        long number = number(dataNo, "unknown_ticket");
        administration.correct(caller(), apiPath, number, body);
        return shown(apiPath, number);
    }

    @POST
    @Path("{dataNo}/work-items/{dataId}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> assign(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @PathParam("dataId") String dataId,
            Map<String, Object> body) {
        long number = number(dataNo, "unknown_ticket");
        administration.assign(caller(), apiPath, number, number(dataId, "unknown_work_item"), body);
        return shown(apiPath, number);
    }

    /** The ticket as it is now; null, which answers 204, for who may act on it but not see it. */
    private Map<String, Object> shown(String apiPath, long dataNo) {
        return reading.visible(caller(), apiPath, dataNo)
                .map(file -> TicketJson.whole(file, reader()))
                .orElse(null);
    }

    private Caller caller() {
        return Authentication.caller(security);
    }

    private Locale reader() {
        return Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    static long number(String text, String unknown) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw Refused.because(unknown, text);
        }
    }
}
