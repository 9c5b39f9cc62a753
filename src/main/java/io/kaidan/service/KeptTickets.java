package io.kaidan.service;

import io.kaidan.catalog.DeployedFlow;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Tickets that something is to be laid beside: kept from being deleted meanwhile, while others may push them on. */
@ApplicationScoped
public class KeptTickets {

    @Inject
    private Tickets tickets;

    /** A ticket for those who may view the flow's tickets, and for those who are, or were, to act on this one. */
    Ticket toRead(Caller caller, DeployedFlow flow, long dataNo, Door door) {
        return get(caller, flow, dataNo, door, Permission.VIEW, false);
    }

    /** A ticket for those who may modify the flow's tickets, and for those who are to act on this one. */
    Ticket toChange(Caller caller, DeployedFlow flow, long dataNo, Door door) {
        return get(caller, flow, dataNo, door, Permission.MODIFY, true);
    }

    /**
     * Who may not ask for a ticket does not learn whether there is one.
     *
     * @param waiting whether only those who are to act on it may, beside those with the permission
     */
    private Ticket get(
            Caller caller, DeployedFlow flow, long dataNo, Door door, Permission permission, boolean waiting) {
        var found = tickets.keep(flow.id(), dataNo);
        boolean permitted = caller.may(permission, flow.apiPath())
                || found.isPresent()
                        && tickets.isFor(MyTasks.viewer(caller), found.get().id(), waiting);
        door.require(caller, permitted, flow.apiPath());
        return found.orElseThrow(() -> Refused.because("unknown_ticket", Long.toString(dataNo)));
    }
}
