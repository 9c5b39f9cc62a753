package io.kaidan.rest;

import io.kaidan.service.FlowStatistics;
import io.kaidan.service.FlowStatistics.Report;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** How the tickets of a flow went in a period. */
@Path("/flows/{apiPath}/statistics")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {

    @Inject
    FlowStatistics statistics;

    @Context
    SecurityContext security;

    /** The period: {@code from} and {@code to}, days as 2026-01-31, both included, in the time zone {@code zone}. */
    @GET
    public Report get(
            @PathParam("apiPath") String apiPath,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("zone") String zone) {
        return statistics.report(Authentication.caller(security), apiPath, from, to, zone);
    }
}
