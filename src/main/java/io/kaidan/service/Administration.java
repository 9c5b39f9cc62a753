package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Correction;
import io.kaidan.flow.Flow;
import io.kaidan.form.Checked;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a hand in the course of an open ticket, for those with the flow's modify permission. Every act is one transition
 * under the ticket's lock and needs a reason, which stands in the history. Bodies are JSON objects as the client sent
 * them.
 *
 * <p>Refuses with {@code ticket_closed} where the ticket is over, {@code flow_undeployed} where tickets can only be read,
 * else with everything that is wrong with the body at once.
 */
@Stateless
public class Administration {

    private static final int LONGEST_REASON = 4_000;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Tickets tickets;

    @Inject
    private Assignees assignees;

    @Inject
    private Clock clock;

    /** The ticket is over: nobody is to act on it any more. Body: {@code reason}. */
    public void cancel(Caller caller, String apiPath, long dataNo, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("reason");
        String reason = reason(members);
        Ticket ticket = open(caller, apiPath, dataNo);
        Refused.ifAny(members.problems());
        run(ticket, apiPath, new Signal.Cancel(caller.username(), clock.instant(), reason));
    }

    /** Moves the token that waits longest at the node {@code from} to the node {@code to}. Body: both, {@code reason}. */
    public void move(Caller caller, String apiPath, long dataNo, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("from", "to", "reason");
        String reason = reason(members);
        members.require("from");
        members.require("to");
        String from = members.text("from");
        String to = members.text("to");
        Ticket ticket = open(caller, apiPath, dataNo);
        Signal.Move move = new Signal.Move(from, to, caller.username(), clock.instant(), reason);
        move.problems(ticket, flow(ticket, apiPath)).forEach(members::add);
        Refused.ifAny(members.problems());
        run(ticket, apiPath, move);
    }

    /** Corrects values, see {@link Correction}; no token moves. Body: {@code values} by key, {@code reason}. */
    public void correct(Caller caller, String apiPath, long dataNo, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("values", "reason");
        String reason = reason(members);
        members.require("values");
        Map<String, Object> sent = members.object("values");
        Ticket ticket = open(caller, apiPath, dataNo);
        Checked checked = Correction.check(flow(ticket, apiPath), ticket.values(), sent == null ? Map.of() : sent);
        checked.problems().forEach(members::add);
        Refused.ifAny(members.problems());
        run(ticket, apiPath, new Signal.Correct(checked.values(), caller.username(), clock.instant(), reason));
    }

    /**
     * Others are to act on an open work item; its present assignee may say so too. Body: any of {@code assignee}, {@code
     * candidateUsers}, {@code candidateGroups}, where null clears and what is not sent stays, and {@code reason}.
     *
     * @throws Refused {@code already_pushed} when nobody is to act on it any more
     */
    public void assign(Caller caller, String apiPath, long dataNo, long dataId, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("assignee", "candidateUsers", "candidateGroups", "reason");
        String reason = reason(members);
        DeployedFlow deployed = deployed(apiPath);
        Optional<Ticket> found = tickets.lock(deployed.id(), dataNo);
        Optional<WorkItem> stop =
                found.flatMap(t -> Optional.ofNullable(tickets.workItem(dataId)).filter(w -> w.ticketId() == t.id()));
        boolean assignee =
                stop.filter(w -> caller.username().equals(w.assignee())).isPresent();
        caller.require(assignee || caller.may(Permission.MODIFY, apiPath), apiPath);
        Ticket ticket = stillOpen(found, deployed, dataNo);
        WorkItem item = stop.orElseThrow(() -> Refused.because("unknown_work_item", dataId));
        if (!item.isOpen()) {
            throw Refused.because("already_pushed", dataId);
        }
        Assignees.Chosen chosen = assignees.read(members, item);
        Refused.ifAny(members.problems());
        run(
                ticket,
                apiPath,
                new Signal.Assign(
                        item,
                        chosen.assignee(),
                        chosen.candidateUsers(),
                        chosen.candidateGroups(),
                        caller.username(),
                        clock.instant(),
                        reason));
    }

    private static String reason(Members members) {
        return members.words("reason", LONGEST_REASON);
    }

    private Ticket open(Caller caller, String apiPath, long dataNo) {
        DeployedFlow deployed = deployed(apiPath);
        caller.require(caller.may(Permission.MODIFY, apiPath), apiPath);
        return stillOpen(tickets.lock(deployed.id(), dataNo), deployed, dataNo);
    }

    private static Ticket stillOpen(Optional<Ticket> locked, DeployedFlow deployed, long dataNo) {
        Ticket ticket = locked.orElseThrow(() -> Refused.because("unknown_ticket", dataNo));
        if (!ticket.isOpen()) {
            throw Refused.because("ticket_closed", dataNo);
        }
        if (deployed.isUndeployed()) {
            throw Refused.because("flow_undeployed", deployed.apiPath());
        }
        return ticket;
    }

    private DeployedFlow deployed(String apiPath) {
        return applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }

    private Flow flow(Ticket ticket, String apiPath) {
        return library.flow(ticket.versionId(), apiPath);
    }

    private void run(Ticket ticket, String apiPath, Signal signal) {
        transitions.run(deployed(apiPath), ticket, flow(ticket, apiPath), signal);
    }
}
