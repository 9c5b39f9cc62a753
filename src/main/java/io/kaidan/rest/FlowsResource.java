package io.kaidan.rest;

import io.kaidan.form.Field;
import io.kaidan.problem.Refused;
import io.kaidan.service.Catalog;
import io.kaidan.service.Catalog.FlowView;
import io.kaidan.service.FlowRow;
import io.kaidan.service.Forms;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** One flow: its fields and nodes, its switches, how many tickets it has. */
@Path("/flows/{apiPath}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class FlowsResource {

    @Inject
    Catalog catalog;

    @Inject
    Forms forms;

    @Context
    SecurityContext security;

    /** With {@code ?version=} its fields, nodes and drawing are those of that version of its application. */
    @GET
    public Map<String, Object> get(@PathParam("apiPath") String apiPath, @QueryParam("version") String version) {
        return json(catalog.flow(Authentication.caller(security), apiPath, number(version)));
    }

    private static Integer number(String version) {
        if (version != null && !version.matches("[0-9]{1,9}")) {
            throw Refused.because("unknown_version", version);
        }
        return version == null ? null : Integer.valueOf(version);
    }

    /** Toggles switches, chooses columns and how long closed tickets are kept; acts at once. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> change(@PathParam("apiPath") String apiPath, Map<String, Object> changes) {
        return json(catalog.change(Authentication.caller(security), apiPath, changes));
    }

    /** The form with which tickets are opened. */
    @GET
    @Path("form")
    public Map<String, Object> form(@PathParam("apiPath") String apiPath) {
        return FormJson.of(forms.start(Authentication.caller(security), apiPath));
    }

    private static Map<String, Object> json(FlowView flow) {
        FlowRow row = flow.row();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("apiPath", row.apiPath());
        json.put("name", row.name());
        json.put("description", row.description());
        json.put("version", row.version());
        json.put("enabled", row.enabled());
        json.put("api", row.api());
        json.put("log", row.log());
        json.put("attachments", row.attachments());
        json.put("worklog", row.worklog());
        json.put("tasks", row.tasks());
        json.put("retentionDays", row.retentionDays());
        json.put("columns", row.columns());
        json.put("application", flow.application());
        json.put("fields", flow.fields().stream().map(FlowsResource::field).toList());
        json.put("nodes", flow.nodes().stream().map(FlowsResource::node).toList());
        json.put("open", flow.open());
        json.put("closed", flow.closed());
        json.put("bpmn", flow.bpmn());
        return json;
    }

    private static Map<String, Object> node(Catalog.NodeRow node) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", node.id());
        json.put("name", node.name());
        json.put("type", node.type());
        json.put(
                "fields",
                node.fields() == null
                        ? null
                        : node.fields().stream().map(FlowsResource::field).toList());
        return json;
    }

    private static Map<String, Object> field(Field field) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", field.key());
        json.put("label", field.label());
        json.put("type", field.type());
        json.put("subtype", field.subtype());
        json.put("required", field.required());
        json.put("header", field.header());
        json.put("options", field.options());
        return json;
    }
}
