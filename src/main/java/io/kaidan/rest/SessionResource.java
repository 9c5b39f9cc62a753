package io.kaidan.rest;

import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.service.ConsoleSessions;
import io.kaidan.setting.Setting;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The session of a browser, and whoever asks about himself. */
@Path("/session")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    ConsoleSessions sessions;

    @Context
    SecurityContext security;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response signIn(Map<String, Object> body) {
        ConsoleSessions.Opened opened = sessions.open(body);
        return Response.ok(json(opened.caller()))
                .header(HttpHeaders.SET_COOKIE, cookie(opened.token()))
                .build();
    }

    @GET
    public Response whoAmI() {
        return Response.ok(json(Authentication.caller(security))).build();
    }

    @DELETE
    public Response signOut(@CookieParam(Authentication.COOKIE) String token) {
        if (token != null) {
            sessions.end(token);
        }
        return Response.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("") + "; Max-Age=0")
                .build();
    }

    @POST
    @Path("password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void changePassword(@CookieParam(Authentication.COOKIE) String token, Map<String, Object> body) {
        sessions.changePassword(Authentication.caller(security), body, token);
    }

    /** No script reads it, no foreign page has it sent, and the browser forgets it when it is closed. */
    private String cookie(String token) {
        String secure = security.isSecure() || Setting.SESSION_SECURE.on() ? "; Secure" : "";
        return Authentication.COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" + secure;
    }

    private Map<String, Object> json(Caller caller) {
        Map<String, List<String>> permissions = new TreeMap<>();
        caller.permissions()
                .forEach((apiPath, granted) -> permissions.put(
                        apiPath, granted.stream().sorted().map(Permission::text).toList()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("username", caller.username());
        json.put("displayName", sessions.user(caller).displayName());
        json.put("admin", caller.admin());
        json.put("groups", caller.groups().stream().sorted().toList());
        json.put("permissions", permissions);
        return json;
    }
}
