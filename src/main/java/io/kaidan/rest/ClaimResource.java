package io.kaidan.rest;

import static io.kaidan.rest.TicketsResource.number;

import io.kaidan.service.Claiming;
import io.kaidan.service.Stop;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;

/** The claim of one person on a work item that several may act on: made, and given back. */
@Path("/flows/{apiPath}/tickets/{dataNo}/work-items/{dataId}/claim")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClaimResource {

    @Inject
    Claiming claiming;

    @Context
    SecurityContext security;

    @POST
    public Map<String, Object> claim(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @PathParam("dataId") String dataId) {
        return TicketJson.workItem(claiming.claim(Authentication.caller(security), stop(apiPath, dataNo, dataId)));
    }

    @DELETE
    public Map<String, Object> giveBack(
            @PathParam("apiPath") String apiPath,
            @PathParam("dataNo") String dataNo,
            @PathParam("dataId") String dataId) {
        return TicketJson.workItem(claiming.giveBack(Authentication.caller(security), stop(apiPath, dataNo, dataId)));
    }

    private static Stop stop(String apiPath, String dataNo, String dataId) {
        return new Stop(apiPath, number(dataNo, "unknown_ticket"), number(dataId, "unknown_work_item"));
    }
}
