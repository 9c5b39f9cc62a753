package io.kaidan.rest;

import static io.kaidan.rest.TicketsResource.number;

import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenUploads;
import io.kaidan.metric.Call;
import io.kaidan.service.Admission;
import io.kaidan.service.Door;
import io.kaidan.service.Entry;
import io.kaidan.service.Forms;
import io.kaidan.service.IdempotencyKey;
import io.kaidan.service.Stop;
import io.kaidan.service.Ticketing;
import io.kaidan.service.Ticketing.Opened;
import io.kaidan.ticket.TicketState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tickets by their forms: opened, read and pushed on. */
@Path("/flows/{apiPath}/tickets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FormsResource {

    @Inject
    Forms forms;

    @Inject
    Ticketing ticketing;

    @Inject
    Admission admission;

    @Inject
    OpenUploads uploads;

    @Context
    SecurityContext security;

    /** Tells lengths beyond 2 GB, which the headers of JAX-RS do not. */
    @Context
    HttpServletRequest request;

    @Context
    UriInfo uri;

    /**
     * The upload that the body is; null for none.
     *
     * @param admission refuses files of whom may not do what he wants
     */
    private OpenUploads.Transfer upload(Consumer<Caller> admission) {
        if (!EntryBody.isMultipart(request)) {
            return null;
        }
        Caller caller = Authentication.caller(security);
        admission.accept(caller);
        return uploads.begin(caller.userId());
    }

    @GET
    @Path("{dataNo}/form")
    public Map<String, Object> ticket(@PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo) {
        return FormJson.of(forms.ticket(Authentication.caller(security), apiPath, number(dataNo, "unknown_ticket")));
    }

    @GET
    @Path("{dataNo}/work-items/{dataId}/form")
    public Map<String, Object> workItem(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @PathParam("dataId") String dataId) {
        return FormJson.of(forms.workItem(
                Authentication.caller(security),
                apiPath,
                number(dataNo, "unknown_ticket"),
                number(dataId, "unknown_work_item")));
    }

    /** Opens a ticket: 201 with its number, or 202 with the submission where the start has a validation. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.MULTIPART_FORM_DATA})
    public Response open(@PathParam("apiPath") String apiPath, InputStream body) throws IOException {
        Call.current().is(Call.Kind.CREATE);
        OpenUploads.Transfer upload = upload(caller -> admission.toOpen(caller, apiPath, Door.REST));
        try (upload;
                EntryBody entry = EntryBody.read(request, body)) {
            Entry opening = entry.opening();
            IdempotencyKey key = IdempotencyKey.of(request.getHeader(IdempotencyKey.HEADER), apiPath, opening);
            Opened opened = ticketing.open(Authentication.caller(security), apiPath, opening, Door.REST, key);
            if (!opened.before()) {
                Call.current().reached(apiPath);
            }
            if (opened.dataNo() == null) {
                String id = opened.submission().toString();
                return Response.accepted(Map.of("submission", id))
                        .location(uri.getBaseUriBuilder()
                                .path(SubmissionsResource.class)
                                .path(id)
                                .build())
                        .build();
            }
            String dataNo = opened.dataNo().toString();
            return Response.created(uri.getAbsolutePathBuilder().path(dataNo).build())
                    .entity(Map.of("dataNo", dataNo))
                    .build();
        }
    }

    /** Pushes a ticket on from one of its stops. */
    @POST
    @Path("{dataNo}/work-items/{dataId}/push")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.MULTIPART_FORM_DATA})
    public Map<String, Object> push(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @PathParam("dataId") String dataId,
            InputStream body)
            throws IOException {
        Call.current().is(Call.Kind.PUSH);
        Stop stop = new Stop(apiPath, number(dataNo, "unknown_ticket"), number(dataId, "unknown_work_item"));
        OpenUploads.Transfer upload = upload(caller -> admission.toPush(caller, apiPath, stop.dataId(), Door.REST));
        try (upload;
                EntryBody entry = EntryBody.read(request, body)) {
            TicketState state = ticketing.push(Authentication.caller(security), stop, entry.pushing(), Door.REST);
            Call.current().reached(apiPath);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("dataNo", stop.dataNo().toString());
            json.put("state", state.text());
            return json;
        }
    }
}
