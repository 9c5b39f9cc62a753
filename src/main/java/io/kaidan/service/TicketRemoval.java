package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.CalledTickets;
import io.kaidan.ticket.Lookup;
import io.kaidan.ticket.OldTickets;
import io.kaidan.ticket.Subscriptions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes tickets for good: their stops, values, history, notes and files go with them, their numbers are never given
 * again. Tickets of other flows that they called stay, for those are records of flows of their own, and are cancelled
 * where they are open; a caller that waits for a deleted one gets an incident.
 */
@Stateless
public class TicketRemoval {

    /** Tickets of one call at most. */
    private static final int MOST = 1_000;

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    @Inject
    private CalledTickets called;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Jobs jobs;

    @Inject
    OldTickets old;

    @Inject
    Lookup lookup;

    @Inject
    Clock clock;

    @Inject
    private Auditing auditing;

    /**
     * Deletes tickets, open or closed: all of them, or none.
     *
     * @param unknown what is known already to be no number of a ticket; told to those only who may delete
     * @throws Refused with every reason at once; {@code unknown_ticket} for each number that is none
     */
    public void delete(Caller caller, String apiPath, Set<Long> dataNos, List<Problem> unknown) {
        DeployedFlow flow = applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        if (!caller.may(Permission.DELETE, apiPath)) {
            throw Refused.because("forbidden");
        }
        List<Problem> problems = new ArrayList<>();
        if (!flow.api()) {
            problems.add(Problem.of("api_disabled", apiPath));
        }
        if (flow.isUndeployed()) {
            problems.add(Problem.of("flow_undeployed", apiPath));
        }
        if (dataNos.isEmpty() && unknown.isEmpty()) {
            problems.add(Problem.at("data_no", "required"));
        }
        if (dataNos.size() > MOST) {
            problems.add(Problem.at("data_no", "too_large", Phrase.of("limit.tickets", MOST)));
        }
        Refused.ifAny(problems);
        jobs.cancel(Timers.JOB, subscriptions.timers(flow.id(), dataNos));
        Set<Long> missing = new LinkedHashSet<>(dataNos);
        List<Ticket> deleted = tickets.delete(flow.id(), dataNos);
        deleted.forEach(ticket -> missing.remove(ticket.dataNo()));
        problems.addAll(unknown);
        missing.forEach(number -> problems.add(Problem.of("unknown_ticket", Long.toString(number))));
        Refused.ifAny(problems);
        Changes gone = new Changes()
                .put(
                        "tickets",
                        deleted.stream().map(t -> Long.toString(t.dataNo())).toList(),
                        null);
        auditing.note(caller, AuditAction.TICKETS_DELETE, apiPath, gone);
        called.openOf(deleted).forEach(id -> jobs.schedule(Abandoned.CANCEL, id));
        deleted.stream()
                .filter(ticket -> ticket.isCalled() && ticket.isOpen())
                .forEach(ticket ->
                        jobs.schedule(Abandoned.DELETED, ticket.caller().tokenId()));
    }

    /** Removes one portion of a flow's old tickets, as {@link OldTickets#remove} does, in a transaction of its own. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public OldTickets.Removed removeOld(long flowId, OldTickets.Place after) {
        lookup.begin();
        return old.remove(flowId, clock.instant(), after, Retention.PORTION, Retention.PORTION_BYTES);
    }

    /** Removes one portion of what was submitted as long ago, in a transaction of its own; says how many. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int removeOldSubmissions(long flowId) {
        lookup.begin();
        return old.removeSubmissions(flowId, clock.instant(), Retention.PORTION);
    }
}
