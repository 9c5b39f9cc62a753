package io.kaidan.rest;

import io.kaidan.identity.RoleRow;
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

/** The roles, for administrators; the key in the path is the name. */
@Path("/roles")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RolesResource {

    private static final String ONE = "{name: .*[^/]}";

    @Inject
    Directory directory;

    @Context
    SecurityContext security;

    @GET
    public Paging.Page<RoleRow> list(@QueryParam("cursor") String cursor, @QueryParam("limit") String limit) {
        Paging paging = Paging.of(cursor, limit);
        return paging.page(
                directory.roles(Authentication.caller(security), paging.after(), paging.fetch()), RoleRow::name);
    }

    @POST
    public Response add(Map<String, Object> body, @Context UriInfo uri) {
        RoleRow added = directory.addRole(Authentication.caller(security), body);
        return Response.created(uri.getAbsolutePathBuilder().path("{name}").build(new Object[] {added.name()}, false))
                .entity(added)
                .build();
    }

    @GET
    @Path(ONE)
    public RoleRow get(@PathParam("name") String name) {
        return directory.role(Authentication.caller(security), name);
    }

    @PATCH
    @Path(ONE)
    public RoleRow change(@PathParam("name") String name, Map<String, Object> body) {
        return directory.changeRole(Authentication.caller(security), name, body);
    }

    @DELETE
    @Path(ONE)
    public void remove(@PathParam("name") String name) {
        directory.removeRole(Authentication.caller(security), name);
    }
}
