package io.kaidan.rest;

import io.kaidan.service.Messaging;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages to tickets. */
@Path("/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {

    @Inject
    Messaging messaging;

    @Context
    SecurityContext security;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> publish(Map<String, Object> body) {
        Messaging.Outcome outcome = messaging.publish(Authentication.caller(security), body);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(outcome.id()));
        json.put("state", outcome.state());
        json.put("apiPath", outcome.apiPath());
        json.put("dataNo", outcome.dataNo() == null ? null : Long.toString(outcome.dataNo()));
        return json;
    }
}
