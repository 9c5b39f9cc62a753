package io.kaidan.rest;

import io.kaidan.design.Draft;
import io.kaidan.design.Drafts;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.service.Designing;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Applications that are being designed (應用設計). The ETag of a draft is its revision; who changes, deploys or removes one
 * says with If-Match which he has seen.
 */
@Path("/drafts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DraftsResource {

    private static final String ONE = "{id: [0-9]{1,18}}";

    /** A proxy that compresses makes the tag a weak one. */
    private static final Pattern REVISION = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");

    @Inject
    Designing designing;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    @Context
    UriInfo uri;

    @GET
    public Map<String, Object> list() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "items",
                designing.drafts(Authentication.caller(security)).stream()
                        .map(DraftsResource::row)
                        .toList());
        json.put("next", null);
        return json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(Map<String, Object> body) {
        Draft draft = designing.add(Authentication.caller(security), body);
        return answer(
                Response.created(
                        uri.getAbsolutePathBuilder().path(draft.id().toString()).build()),
                draft);
    }

    @GET
    @Path(ONE)
    public Response get(@PathParam("id") long id) {
        return answer(Response.ok(), designing.get(Authentication.caller(security), id));
    }

    @PATCH
    @Path(ONE)
    @Consumes(MediaType.APPLICATION_JSON)
    public Response save(
            @PathParam("id") long id, @HeaderParam(HttpHeaders.IF_MATCH) String seen, Map<String, Object> body) {
        return answer(Response.ok(), designing.save(Authentication.caller(security), id, revision(seen), body));
    }

    @DELETE
    @Path(ONE)
    public void remove(@PathParam("id") long id, @HeaderParam(HttpHeaders.IF_MATCH) String seen) {
        designing.remove(Authentication.caller(security), id, revision(seen));
    }

    @POST
    @Path(ONE + "/check")
    public Map<String, Object> check(@PathParam("id") long id) {
        List<Finding> findings = designing.check(Authentication.caller(security), id);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("errors", findings(findings, false));
        json.put("warnings", findings(findings, true));
        return json;
    }

    @POST
    @Path(ONE + "/deploy")
    public Response deploy(@PathParam("id") long id, @HeaderParam(HttpHeaders.IF_MATCH) String seen) {
        return DeployedJson.created(
                designing.deploy(Authentication.caller(security), id, revision(seen)), uri, locale());
    }

    private static int revision(String seen) {
        Matcher tag = REVISION.matcher(seen == null ? "" : seen.strip());
        if (!tag.matches()) {
            throw Refused.because("if_match");
        }
        return Integer.parseInt(tag.group(1));
    }

    private List<Map<String, Object>> findings(List<Finding> findings, boolean warnings) {
        return FindingJson.list(
                findings.stream().filter(f -> f.warning() == warnings).toList(), locale());
    }

    private Locale locale() {
        return Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Response answer(ResponseBuilder answer, Draft draft) {
        Map<String, Object> json = row(new Drafts.Row(
                draft.id(), draft.name(), draft.revision(), draft.madeBy(), draft.savedBy(), draft.savedAt()));
        json.put("files", draft.files());
        return answer.tag(new EntityTag(Integer.toString(draft.revision())))
                .entity(json)
                .build();
    }

    private static Map<String, Object> row(Drafts.Row draft) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(draft.id()));
        json.put("name", draft.name());
        json.put("revision", draft.revision());
        json.put("madeBy", draft.madeBy());
        json.put("savedBy", draft.savedBy());
        json.put("savedAt", draft.savedAt());
        return json;
    }
}
