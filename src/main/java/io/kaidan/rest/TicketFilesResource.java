package io.kaidan.rest;

import static io.kaidan.rest.TicketsResource.number;

import io.kaidan.file.Attachment;
import io.kaidan.file.Limits;
import io.kaidan.file.Multipart;
import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenUploads;
import io.kaidan.service.Attaching;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Files for a ticket that is there already. */
@Path("/flows/{apiPath}/tickets/{dataNo}/attachments")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TicketFilesResource {

    @Inject
    Attaching attaching;

    @Inject
    OpenUploads uploads;

    @Context
    SecurityContext security;

    /** Tells lengths beyond 2 GB, which the headers of JAX-RS do not. */
    @Context
    HttpServletRequest request;

    /** Every file of the body, whatever its part is named; answers what was stored. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response attach(@PathParam("apiPath") String apiPath, @PathParam("dataNo") String dataNo, InputStream body)
            throws IOException {
        Caller caller = Authentication.caller(security);
        long number = number(dataNo, "unknown_ticket");
        attaching.require(caller, apiPath, number); // before the body is read
        OpenUploads.Transfer upload = uploads.begin(caller.userId());
        try (upload;
                Multipart form = Multipart.read(
                        request.getContentType().strip(), request.getContentLengthLong(), body, Limits.configured())) {
            List<Attachment> stored = attaching.attach(caller, apiPath, number, form.uploads());
            return Response.status(Response.Status.CREATED)
                    .entity(Map.of(
                            "attachments",
                            stored.stream().map(TicketJson::attachment).toList()))
                    .build();
        }
    }
}
