package io.kaidan.service;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.flow.Node;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.IncidentQuery;
import io.kaidan.ticket.Incidents;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where tickets could not go on, for those with the modify permission of the flow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class IncidentReading {

    @Inject
    private Incidents incidents;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    /** An incident, with the names of its flow and of its node, else the id of that. */
    public record Shown(Incident incident, String flow, String name) {}

    /** One page, the newest tokens first; what the caller may not know of is left out. */
    public List<Incident> page(Caller caller, IncidentQuery query) {
        return incidents.page(query.of(permitted(caller, query.apiPaths())));
    }

    /** One page with the names of flows and nodes; see {@link #page}. */
    public List<Shown> shown(Caller caller, IncidentQuery query) {
        List<Incident> found = page(caller, query);
        Set<String> paths = found.stream().map(Incident::apiPath).collect(toSet());
        Map<String, String> names = paths.isEmpty()
                ? Map.of()
                : applications.flows(paths).stream().collect(toMap(DeployedFlow::apiPath, DeployedFlow::name));
        return found.stream()
                .map(i -> new Shown(i, names.get(i.apiPath()), name(i)))
                .toList();
    }

    private String name(Incident incident) {
        Node node =
                library.flow(incident.versionId(), incident.apiPath()).nodes().get(incident.node());
        return node == null || node.name() == null ? incident.node() : node.name();
    }

    private static Collection<String> permitted(Caller caller, Collection<String> asked) {
        if (caller.admin()) {
            return asked;
        }
        List<String> permitted = new ArrayList<>();
        caller.permissions().forEach((apiPath, permissions) -> {
            if (permissions.contains(Permission.MODIFY) && (asked == null || asked.contains(apiPath))) {
                permitted.add(apiPath);
            }
        });
        return permitted;
    }
}
