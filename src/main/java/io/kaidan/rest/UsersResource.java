package io.kaidan.rest;

import io.kaidan.identity.Caller;
import io.kaidan.identity.UserQuery;
import io.kaidan.identity.UserRow;
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

/** The users, for administrators; the key in the path is the user name. */
@Path("/users")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final String ONE = "{name: .*[^/]}";

    @Inject
    Directory directory;

    @Context
    SecurityContext security;

    /** {@code ?search=} is text that occurs in a name or address, {@code ?group=} and {@code ?role=} whose users. */
    @GET
    public Paging.Page<UserRow> list(
            @QueryParam("search") String search,
            @QueryParam("group") String group,
            @QueryParam("role") String role,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Caller caller = Authentication.caller(security);
        caller.requireAdmin(); // before what is asked for is judged
        Paging paging = Paging.of(cursor, limit);
        UserQuery wanted = new UserQuery(search, group, role);
        return paging.page(directory.users(caller, wanted, paging.after(), paging.fetch()), UserRow::username);
    }

    @POST
    public Response add(Map<String, Object> body, @Context UriInfo uri) {
        UserRow added = directory.addUser(Authentication.caller(security), body);
        return Response.created(
                        uri.getAbsolutePathBuilder().path("{name}").build(new Object[] {added.username()}, false))
                .entity(added)
                .build();
    }

    @GET
    @Path(ONE)
    public UserRow get(@PathParam("name") String name) {
        return directory.user(Authentication.caller(security), name);
    }

    @PATCH
    @Path(ONE)
    public UserRow change(@PathParam("name") String name, Map<String, Object> body) {
        return directory.changeUser(Authentication.caller(security), name, body);
    }

    @DELETE
    @Path(ONE)
    public void remove(@PathParam("name") String name) {
        directory.removeUser(Authentication.caller(security), name);
    }
}
