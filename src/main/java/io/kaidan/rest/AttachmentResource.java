package io.kaidan.rest;

import io.kaidan.file.Attachment;
import io.kaidan.limit.OpenDownloads;
import io.kaidan.service.Files;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/** The bytes of an attachment, to be saved and never shown: whatever somebody uploaded, it does not run in our origin. */
@Path("/attachments/{id: [0-9]{1,18}}")
@RequestScoped
public class AttachmentResource {

    private static final System.Logger LOG = System.getLogger(AttachmentResource.class.getName());

    @Inject
    Files files;

    @Inject
    OpenDownloads downloads;

    @Context
    SecurityContext security;

    @Context
    Request request;

    /** The whole file or the one range asked for. */
    @GET
    public Response get(
            @PathParam("id") long id, @HeaderParam("Range") String range, @HeaderParam("If-Range") String ifRange) {
        Attachment file = files.readable(Authentication.caller(security), id);
        ResponseBuilder unchanged = request.evaluatePreconditions(tag(file));
        if (unchanged != null) {
            return described(unchanged, file).build();
        }
        boolean sameFile = ifRange == null || ifRange.strip().equals('"' + file.sha256() + '"');
        return ByteRange.of(sameFile ? range : null, file.size())
                .map(part -> part(file, part))
                .orElseGet(() ->
                        whole(file).entity(bytes(file, 0, file.size() - 1)).build());
    }

    /** What {@link #get} would answer without a range; the server's own HEAD would read all bytes. */
    @HEAD
    public Response head(@PathParam("id") long id) {
        Attachment file = files.readable(Authentication.caller(security), id);
        ResponseBuilder unchanged = request.evaluatePreconditions(tag(file));
        return unchanged == null
                ? whole(file).build()
                : described(unchanged, file).build();
    }

    private Response part(Attachment file, ByteRange range) {
        if (!range.satisfiable()) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + file.size())
                    .header("Accept-Ranges", "bytes")
                    .build();
        }
        return content(Response.status(Response.Status.PARTIAL_CONTENT), file, range.length())
                .header("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + file.size())
                .entity(bytes(file, range.first(), range.last()))
                .build();
    }

    private static ResponseBuilder whole(Attachment file) {
        return content(Response.ok(), file, file.size());
    }

    private static ResponseBuilder content(ResponseBuilder answer, Attachment file, long length) {
        return described(answer, file)
                .type(file.contentType())
                .header(HttpHeaders.CONTENT_LENGTH, length)
                .header(HttpHeaders.CONTENT_DISPOSITION, Download.disposition(file.name()));
    }

    private static ResponseBuilder described(ResponseBuilder answer, Attachment file) {
        return answer.tag(tag(file))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header("Accept-Ranges", "bytes")
                .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
    }

    private static EntityTag tag(Attachment file) {
        return new EntityTag(file.sha256());
    }

    private StreamingOutput bytes(Attachment file, long from, long to) {
        Files source = files; // the request's own objects may be gone when the bytes go out
        long attachment = file.id();
        OpenDownloads.Transfer download =
                downloads.begin(Authentication.caller(security).userId());
        return Download.counted(download, target -> send(source, attachment, from, to, target));
    }

    private static void send(Files source, long id, long from, long to, OutputStream target) {
        try {
            source.write(id, from, to, target);
        } catch (IOException clientWentAway) {
            LOG.log(System.Logger.Level.DEBUG, () -> "The client took no more of attachment " + id, clientWentAway);
        }
    }
}
