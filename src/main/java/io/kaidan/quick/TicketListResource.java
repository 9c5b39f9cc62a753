package io.kaidan.quick;

import io.kaidan.service.Listings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The tickets of a flow. */
@Path("/flowmanage/api/omdata/list/{apiPath}")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class TicketListResource extends CallResource {

    @Inject
    Listings listings;

    @POST
    public Response list(@PathParam("apiPath") String apiPath, InputStream body) {
        return list(
                body, (caller, request) -> listings.tickets(caller, apiPath, ListingReader.read(request), locale()));
    }
}
