package io.kaidan.quick;

import io.kaidan.service.Listings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** My tasks (我的任務): what waits for the caller or for one of his groups, over all flows. */
@Path("/my-mission/api/my-mission/list")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class MyTasksResource extends CallResource {

    @Inject
    Listings listings;

    @POST
    public Response list(InputStream body) {
        return list(body, (caller, request) -> listings.tasks(caller, ListingReader.read(request)));
    }
}
