package io.kaidan.rest;

import io.kaidan.file.Limits;
import io.kaidan.file.Multipart;
import io.kaidan.limit.OpenUploads;
import io.kaidan.problem.Messages;
import io.kaidan.service.Activation;
import io.kaidan.service.Catalog;
import io.kaidan.service.Deployments;
import io.kaidan.service.Designing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Applications: deploy, look at, undeploy. */
@Path("/applications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApplicationsResource {

    @Inject
    Deployments deployments;

    @Inject
    Activation activation;

    @Inject
    Catalog catalog;

    @Inject
    Designing designing;

    @Inject
    OpenUploads uploads;

    @Context
    SecurityContext security;

    /** Tells lengths beyond 2 GB, which the headers of JAX-RS do not. */
    @Context
    HttpServletRequest request;

    /** Deploys a zip in the part {@code package}, or loose files in parts {@code files}. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response deploy(@Context HttpHeaders headers, @Context UriInfo uri, InputStream body) throws IOException {
        var caller = Authentication.caller(security);
        caller.requireAdmin(); // before the body is read
        OpenUploads.Transfer upload = uploads.begin(caller.userId());
        try (upload;
                Multipart form = Multipart.read(
                        headers.getHeaderString(HttpHeaders.CONTENT_TYPE),
                        request.getContentLengthLong(),
                        body,
                        Limits.configured())) {
            Locale locale = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
            return DeployedJson.created(deployments.deploy(caller, form.uploads()), uri, locale);
        }
    }

    @GET
    public Map<String, Object> list() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", catalog.applications(Authentication.caller(security)));
        json.put("next", null);
        return json;
    }

    @GET
    @Path("{name}")
    public Catalog.ApplicationView get(@PathParam("name") String name) {
        return catalog.application(Authentication.caller(security), name);
    }

    /** The zip of a version, to be looked at, kept, or deployed again, here or elsewhere. */
    @GET
    @Path("{name}/versions/{version: [0-9]{1,9}}/package")
    @Produces("application/zip")
    public Response export(@PathParam("name") String name, @PathParam("version") int version) {
        byte[] zip = designing.exported(Authentication.caller(security), name, version);
        return Response.ok(zip)
                .header(HttpHeaders.CONTENT_DISPOSITION, Download.disposition(name + "-" + version + ".zip"))
                .build();
    }

    /** Undeploys: no new tickets; open ones stay readable, and it can be deployed again. */
    @DELETE
    @Path("{name}")
    public void undeploy(@PathParam("name") String name) {
        activation.undeploy(Authentication.caller(security), name);
    }
}
