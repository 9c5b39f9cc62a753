package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Tickets as far as a caller may see them: with the flow's view permission, and where he is, or was, to act. */
@ApplicationScoped
public class VisibleTickets {

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    /** A ticket that is shown to somebody, and all its work items. */
    record Seen(Ticket ticket, List<WorkItem> workItems) {}

    /** The ticket; empty where {@link #get} refuses. */
    Optional<Seen> find(Caller caller, String apiPath, long dataNo) {
        long flow = applications
                .flow(apiPath)
                .orElseThrow(() -> Refused.because("unknown_flow", apiPath))
                .id();
        return tickets.find(flow, dataNo)
                .map(ticket -> new Seen(ticket, tickets.workItems(ticket.id())))
                .filter(seen -> caller.may(Permission.VIEW, apiPath)
                        || seen.workItems().stream().anyMatch(i -> i.isFor(caller.username(), caller.groups())));
    }

    /** The ticket; who may not know of the flow does not learn whether there is one. */
    Seen get(Caller caller, String apiPath, long dataNo) {
        return find(caller, apiPath, dataNo).orElseThrow(() -> {
            caller.require(caller.may(Permission.VIEW, apiPath), apiPath);
            return Refused.because("unknown_ticket", dataNo);
        });
    }
}
