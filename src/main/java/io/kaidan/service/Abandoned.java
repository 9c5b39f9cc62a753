package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.CalledTickets;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.Token;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/**
 * Called tickets that nobody waits for, and callers of tickets that are gone. Each is a transition of its own in the
 * background; nothing happens when it has happened already, for a job may run twice.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Abandoned {

    /** The name of the job that cancels a called ticket; its id is the ticket's. */
    public static final String CANCEL = "cancel-called";

    /** The name of the job that tells a caller of a deleted ticket; its id is the waiting token's. */
    public static final String DELETED = "called-deleted";

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Calling calling;

    @Inject
    private Tickets tickets;

    @Inject
    private CalledTickets called;

    @Inject
    private Clock clock;

    /** The caller waits no more: the called ticket is over, and in turn what that one called. */
    public void cancel(String ticketId) {
        tickets.lockById(Long.parseLong(ticketId))
                .filter(Ticket::isOpen)
                .ifPresent(ticket -> run(
                        ticket,
                        new Signal.Cancel(
                                Signal.SYSTEM,
                                clock.instant(),
                                Messages.text(Messages.ENGLISH, "reason.caller_over"))));
    }

    /** The called ticket is deleted: its caller would wait for ever. */
    public void deleted(String tokenId) {
        long id = Long.parseLong(tokenId);
        tickets.lockByToken(id).ifPresent(caller -> caller.token(id)
                .filter(token -> calling.waits(caller, token)
                        && called.openBy(List.of(token)).isEmpty())
                .ifPresent(token -> tell(caller, token)));
    }

    private void tell(Ticket caller, Token token) {
        run(caller, new Signal.Unanswered(token, Problem.of("call_deleted"), Signal.SYSTEM, clock.instant()));
    }

    private void run(Ticket ticket, Signal signal) {
        DeployedFlow deployed = applications.flowById(ticket.flowId());
        transitions.run(deployed, ticket, library.flow(ticket.versionId(), deployed.apiPath()), signal);
    }
}
