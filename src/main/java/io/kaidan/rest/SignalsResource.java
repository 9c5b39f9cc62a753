package io.kaidan.rest;

import io.kaidan.service.Signals;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** Signals to whoever waits for them. */
@Path("/signals")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignalsResource {

    @Inject
    Signals signals;

    @Context
    SecurityContext security;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response send(Map<String, Object> body) {
        Signals.Sent sent = signals.send(Authentication.caller(security), body);
        return Response.accepted(Map.of("id", Long.toString(sent.id()), "receivers", sent.receivers()))
                .build();
    }
}
