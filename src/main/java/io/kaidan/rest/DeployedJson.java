package io.kaidan.rest;

import io.kaidan.service.Deployments.Deployed;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a deploy has made, whichever call deployed. */
final class DeployedJson {

    private DeployedJson() {}

    static Response created(Deployed deployed, UriInfo uri, Locale locale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", deployed.name());
        json.put("version", deployed.version());
        json.put("flows", deployed.flows());
        json.put("warnings", FindingJson.list(deployed.warnings(), locale));
        return Response.created(
                        uri.getBaseUriBuilder().path("applications/{name}").build(deployed.name()))
                .entity(json)
                .build();
    }
}
