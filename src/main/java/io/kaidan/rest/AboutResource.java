package io.kaidan.rest;

import io.kaidan.json.Json;
import io.kaidan.service.Environment;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What the product is and of what it is made, as the build wrote it down; for administrators also on what it runs. */
@Path("/about")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AboutResource {

    private static final String LIBRARIES = "/META-INF/sbom/libraries.cdx.json";

    /** As the build wrote it down: read once. */
    private static final List<Map<String, String>> USED = libraries();

    @Inject
    Environment environment;

    @Context
    SecurityContext security;

    @Context
    ServletContext server;

    @GET
    public Map<String, Object> about() throws IOException {
        boolean admin = Authentication.caller(security).admin();
        Properties build = Environment.build();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", "Kaidan 開單");
        json.put("version", build.getProperty("version"));
        json.put("commit", build.getProperty("commit"));
        json.put("license", build.getProperty("license"));
        json.put("server", admin ? server.getServerInfo() : null);
        json.put("java", admin ? environment.java() : null);
        json.put("database", admin ? environment.database() : null);
        json.put("libraries", USED);
        return json;
    }

    private static List<Map<String, String>> libraries() {
        try (InputStream file = resource(LIBRARIES)) {
            String bill = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Json.list((Map<?, ?>) Json.parseOwn(bill), "components").stream()
                    .map(component -> library((Map<?, ?>) component))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> library(Map<?, ?> component) {
        Map<String, String> library = new LinkedHashMap<>();
        library.put("name", Json.text(component, "group") + ":" + Json.text(component, "name"));
        library.put("version", Json.text(component, "version"));
        library.put(
                "license",
                Json.list(component, "licenses").stream()
                        .map(license -> Json.text(Json.object((Map<?, ?>) license, "license"), "name"))
                        .collect(Collectors.joining(", ")));
        return library;
    }

    private static InputStream resource(String name) {
        return AboutResource.class.getResourceAsStream(name);
    }
}
