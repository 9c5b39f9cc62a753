package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.file.Attachment;
import io.kaidan.file.Attachments;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.CalledBy;
import io.kaidan.ticket.CalledTickets;
import io.kaidan.ticket.CalledTickets.Called;
import io.kaidan.ticket.ExecutionLog;
import io.kaidan.ticket.History;
import io.kaidan.ticket.Incidents;
import io.kaidan.ticket.OwnWork;
import io.kaidan.ticket.Part;
import io.kaidan.ticket.Submission;
import io.kaidan.ticket.Submissions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.TicketQuery;
import io.kaidan.ticket.TicketSearch;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Tickets as people read them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TicketReading {

    /** Lines of its history that a ticket has with it; a ticket in an endless round has any number. */
    private static final int LINES = 1_000;

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    @Inject
    private VisibleTickets visible;

    @Inject
    private TicketSearch search;

    @Inject
    private CalledTickets called;

    @Inject
    private Submissions submissions;

    @Inject
    private Attachments attachments;

    @Inject
    private Incidents incidents;

    @Inject
    private History history;

    @Inject
    private ExecutionLog log;

    @Inject
    private FlowLibrary library;

    @Inject
    private Patience patience;

    /**
     * A ticket with everything that belongs to it.
     *
     * @param version the number of the version of its application on which it runs
     * @param waitingAt the ids of the elements where its branches stand
     * @param incidents its own, and those of the tickets that it called, and these in turn
     * @param history its newest lines, the newest first
     * @param parent the ticket that called it, where the reader may see that
     * @param children the tickets that it called; which they are, only where the reader may see them
     */
    public record TicketFile(
            Ticket ticket,
            int version,
            List<String> waitingAt,
            List<WorkItem> workItems,
            List<Attachment> attachments,
            List<NamedIncident> incidents,
            Part<TicketEvent> history,
            Optional<CalledBy> parent,
            List<Called> children) {}

    /** A submission and where it went. */
    public record Submitted(Submission submission, DeployedFlow flow) {}

    /**
     * One page of a flow's tickets, for those who may view them.
     *
     * @throws Refused {@code too_slow} where the answer would take too long
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public TicketSearch.Page page(Caller caller, String apiPath, TicketQuery query) {
        long flowId = viewed(caller, apiPath);
        return patience.within(() -> search.page(flowId, query));
    }

    /** The same, with more patience. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public TicketSearch.Page pageOfExport(Caller caller, String apiPath, TicketQuery query) {
        long flowId = viewed(caller, apiPath);
        return patience.within(Patience.EXPORT, () -> search.page(flowId, query));
    }

    private long viewed(Caller caller, String apiPath) {
        tickets.readOneMoment();
        DeployedFlow flow = flow(caller, apiPath);
        caller.require(caller.may(Permission.VIEW, apiPath), apiPath);
        return flow.id();
    }

    /** One ticket as it is at one moment, for those who may view it and for those who are, or were, to act on it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public TicketFile ticket(Caller caller, String apiPath, long dataNo) {
        tickets.readOneMoment();
        return file(caller, visible.get(caller, apiPath, dataNo), apiPath);
    }

    /** The same; empty where {@link #ticket} refuses. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<TicketFile> visible(Caller caller, String apiPath, long dataNo) {
        tickets.readOneMoment();
        return visible.find(caller, apiPath, dataNo).map(ticket -> file(caller, ticket, apiPath));
    }

    private TicketFile file(Caller caller, Ticket ticket, String apiPath) {
        return new TicketFile(
                ticket,
                applications.versionNumber(ticket.versionId()),
                tickets.waitingAt(ticket.id()),
                tickets.workItems(ticket.id()),
                attachments.byTicket(ticket.id()),
                incidents.of(ticket).stream()
                        .map(i -> NamedIncident.of(i, caller, library))
                        .toList(),
                history.part(ticket.id(), History.NOW, LINES),
                called.caller(ticket).filter(parent -> caller.sees(parent.apiPath())),
                called.called(ticket).stream()
                        .map(child -> caller.sees(child.apiPath()) ? child : child.withheld())
                        .toList());
    }

    /**
     * A part of the history of a ticket, the newest line first, for those who may see the ticket.
     *
     * @param before the id of the line after the part, or {@link History#NOW}
     */
    public Part<TicketEvent> history(Caller caller, String apiPath, long dataNo, long before, int limit) {
        return history.part(visible.get(caller, apiPath, dataNo).id(), before, limit);
    }

    /** A part of the execution log of a ticket, the oldest first, for those who may see the ticket. */
    public Part<ExecutionLog.Entry> log(
            Caller caller, String apiPath, long dataNo, ExecutionLog.Place after, int limit) {
        return log.part(visible.get(caller, apiPath, dataNo).id(), after, limit);
    }

    /**
     * The caller's own submissions, newest first.
     *
     * @param after the last one before the page; null: from the newest on
     */
    public List<Submitted> submissions(Caller caller, OwnWork.Place after, int limit) {
        List<Submission> found = submissions.of(caller.username(), after, limit);
        var flows =
                applications.flowsById(found.stream().map(Submission::flowId).toList());
        return found.stream().map(s -> new Submitted(s, flows.get(s.flowId()))).toList();
    }

    /** One of the caller's own submissions. */
    public Submitted submission(Caller caller, long id) {
        return submissions.find(List.of(id)).stream()
                .filter(s -> s.by().equals(caller.username()))
                .findFirst()
                .map(s -> new Submitted(s, applications.flowById(s.flowId())))
                .orElseThrow(() -> Refused.because("unknown_submission", id));
    }

    private DeployedFlow flow(Caller caller, String apiPath) {
        return library.deployed(caller, apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }
}
