package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.file.Attachment;
import io.kaidan.file.Attachments;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Submission;
import io.kaidan.ticket.Submissions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.TicketQuery;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** Tickets as people read them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TicketReading {

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    @Inject
    private Submissions submissions;

    @Inject
    private Attachments attachments;

    /** A ticket with everything that belongs to it. */
    public record TicketFile(
            Ticket ticket, List<WorkItem> workItems, List<Attachment> attachments, List<TicketEvent> history) {}

    /** A submission and where it went. */
    public record Submitted(Submission submission, String apiPath) {}

    /** One page of a flow's tickets, for those who may view them. */
    public List<Ticket> page(Caller caller, String apiPath, TicketQuery query) {
        DeployedFlow flow = flow(apiPath);
        if (!caller.may(Permission.VIEW, apiPath)) {
            throw Refused.because("forbidden");
        }
        return tickets.page(flow.id(), query);
    }

    /** One ticket, for those who may view it and for those who are, or were, to act on it. */
    public TicketFile ticket(Caller caller, String apiPath, long dataNo) {
        Ticket ticket =
                tickets.find(flow(apiPath).id(), dataNo).orElseThrow(() -> Refused.because("unknown_ticket", dataNo));
        List<WorkItem> items = tickets.workItems(ticket.id());
        if (!caller.may(Permission.VIEW, apiPath)
                && items.stream().noneMatch(i -> i.isFor(caller.username(), caller.groups()))) {
            throw Refused.because("forbidden");
        }
        return new TicketFile(ticket, items, attachments.byTicket(ticket.id()), tickets.events(ticket.id()));
    }

    /**
     * The caller's own submissions, newest first.
     *
     * @param before ids below this one only
     */
    public List<Submitted> submissions(Caller caller, long before, int limit) {
        List<Submission> found = submissions.of(caller.username(), before, limit);
        var paths = applications.apiPaths(found.stream().map(Submission::flowId).toList());
        return found.stream().map(s -> new Submitted(s, paths.get(s.flowId()))).toList();
    }

    private DeployedFlow flow(String apiPath) {
        return applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }
}
