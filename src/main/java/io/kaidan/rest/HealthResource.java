package io.kaidan.rest;

import io.kaidan.service.Schema;
import jakarta.ejb.EJB;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code live}: the process answers. {@code ready}: the schema is there and the database answers. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
    @EJB
    private Schema schema;

    @GET
    @Path("live")
    public String live() {
        return "{\"status\":\"up\"}";
    }

    @GET
    @Path("ready")
    public Response ready() {
        return schema.answers()
                ? Response.ok("{\"status\":\"up\"}").build()
                : Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .entity("{\"status\":\"down\"}")
                        .build();
    }
}
