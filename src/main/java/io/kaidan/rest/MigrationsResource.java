package io.kaidan.rest;

import io.kaidan.problem.Messages;
import io.kaidan.service.Migrations;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes open tickets of a flow to another version of it. */
@Path("/flows/{apiPath}/migrations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MigrationsResource {

    @Inject
    Migrations migrations;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> migrate(@PathParam("apiPath") String apiPath, Map<String, Object> body) {
        Migrations.Result result = migrations.migrate(Authentication.caller(security), apiPath, body);
        Locale locale = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        List<Map<String, Object>> problems =
                result.left().stream().map(left -> json(left, locale)).toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", result.version());
        json.put("dryRun", result.dryRun());
        json.put("tickets", result.tickets());
        json.put("migrated", result.migrated());
        json.put("problems", problems);
        json.put("next", result.next());
        return json;
    }

    private static Map<String, Object> json(Migrations.Left left, Locale locale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataNo", Long.toString(left.dataNo()));
        json.put("field", left.problem().field());
        json.put("code", left.problem().code());
        json.put("message", left.problem().message(locale));
        return json;
    }
}
