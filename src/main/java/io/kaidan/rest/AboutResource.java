package io.kaidan.rest;

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
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the product is and of what it is made, as the build wrote it down; for administrators also on what it runs. */
@Path("/about")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AboutResource {

    private static final String LIBRARIES = "/io/kaidan/libraries.tsv";

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
        json.put("libraries", libraries());
        return json;
    }

    private static List<Map<String, String>> libraries() throws IOException {
        try (InputStream file = resource(LIBRARIES)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> library(line.split("\t", -1)))
                    .toList();
        }
    }

    private static Map<String, String> library(String[] columns) {
        Map<String, String> library = new LinkedHashMap<>();
        library.put("name", columns[0]);
        library.put("version", columns[1]);
        library.put("license", columns[2]);
        return library;
    }

    private static InputStream resource(String name) {
        return AboutResource.class.getResourceAsStream(name);
    }
}
