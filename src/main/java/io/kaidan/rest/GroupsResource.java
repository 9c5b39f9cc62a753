package io.kaidan.rest;

import io.kaidan.identity.GroupRow;
import io.kaidan.service.Directory;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** The groups, for administrators; the key in the path is the name. */
@Path("/groups")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class GroupsResource {

    private static final String ONE = "{name: .*[^/]}";

    @Inject
    Directory directory;

    @Context
    SecurityContext security;

    @GET
    public Paging.Page<GroupRow> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                directory.groups(Authentication.caller(security), paging.after(), paging.fetch()), GroupRow::name);
    }

    @POST
    public Response add(Map<String, Object> body, @Context UriInfo uri) {
        GroupRow added = directory.addGroup(Authentication.caller(security), body);
        return Response.created(uri.getAbsolutePathBuilder().path("{name}").build(new Object[] {added.name()}, false))
                .entity(added)
                .build();
    }

    @GET
    @Path(ONE)
    public GroupRow get(@PathParam("name") String name) {
        return directory.group(Authentication.caller(security), name);
    }

    @PATCH
    @Path(ONE)
    public GroupRow change(@PathParam("name") String name, Map<String, Object> body) {
        return directory.changeGroup(Authentication.caller(security), name, body);
    }

    @DELETE
    @Path(ONE)
    public void remove(@PathParam("name") String name) {
        directory.removeGroup(Authentication.caller(security), name);
    }
}
