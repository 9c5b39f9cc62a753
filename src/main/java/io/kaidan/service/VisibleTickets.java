package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tickets as far as a caller may see them: with the flow's view permission, and where he is, or was, to act. */
@ApplicationScoped
public class VisibleTickets {

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    /** The ticket; empty where {@link #get} refuses. */
    Optional<Ticket> find(Caller caller, String apiPath, long dataNo) {
        long flow = applications
                .flow(apiPath)
                .orElseThrow(() -> Refused.because("unknown_flow", apiPath))
                .id();
        return tickets.find(flow, dataNo)
                .filter(ticket -> caller.may(Permission.VIEW, apiPath)
                        || tickets.isFor(MyTasks.viewer(caller), ticket.id(), false));
    }

    /** The ticket; who may not know of the flow does not learn whether there is one. */
    Ticket get(Caller caller, String apiPath, long dataNo) {
        return find(caller, apiPath, dataNo).orElseThrow(() -> {
            caller.require(caller.may(Permission.VIEW, apiPath), apiPath);
            return Refused.because("unknown_ticket", dataNo);
        });
    }
}
