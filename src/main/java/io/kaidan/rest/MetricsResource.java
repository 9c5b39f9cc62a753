package io.kaidan.rest;

import io.kaidan.metric.Metrics;
import io.kaidan.service.Observation;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** The metrics of this node, as Prometheus 0.0.4 or OpenMetrics has them. */
@Path("/")
@RequestScoped
public class MetricsResource {

    @Inject
    Observation observation;

    @Inject
    Metrics metrics;

    @Context
    SecurityContext security;

    @GET
    public Response read(@HeaderParam(HttpHeaders.ACCEPT) String accept) {
        Authentication.caller(security).requireAdmin();
        observation.refresh();
        Metrics.Exposition all = metrics.write(accept);
        return Response.ok(all.bytes(), all.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
