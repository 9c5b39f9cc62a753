package io.kaidan.service;

import io.kaidan.flow.Flow;
import io.kaidan.identity.Caller;
import io.kaidan.ticket.Incident;

/**
 * Where a ticket could not go on, as people read it.
 *
 * @param flow the name of its flow
 * @param node the name of the node where it stays, else the id of that
 */
public record NamedIncident(Incident incident, String flow, String node) {

    /** As this caller sees it; see {@link Incident#withheld}. */
    static NamedIncident of(Incident incident, Caller caller, FlowLibrary library) {
        Incident seen = incident.calledBy() == null || caller.sees(incident.apiPath()) ? incident : incident.withheld();
        Flow flow = library.flow(seen.versionId(), seen.apiPath());
        return new NamedIncident(seen, flow.name(), flow.node(seen.node()).label());
    }
}
