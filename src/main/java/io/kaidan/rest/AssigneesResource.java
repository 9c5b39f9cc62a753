package io.kaidan.rest;

import io.kaidan.service.People;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Whom a work item of a flow can be given to. */
@Path("/flows/{apiPath}/assignees")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AssigneesResource {

    @Inject
    People people;

    @Context
    SecurityContext security;

    /** Query parameter: {@code contains}, a part of their names. */
    @GET
    public People.Found find(
            @PathParam("apiPath") String apiPath, @QueryParam("contains") @DefaultValue("") String text) {
        return people.find(Authentication.caller(security), apiPath, text);
    }
}
