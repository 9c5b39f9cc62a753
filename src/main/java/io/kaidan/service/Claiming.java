package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody takes on what several might do, or gives it back to them. That tells the others that it is being done; it takes
 * no right from them, so that nothing is stuck when he falls ill. For those who are to act on it, and for those with the
 * flow's modify permission; the history tells it.
 */
@Stateless
public class Claiming {

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Tickets tickets;

    @Inject
    private Clock clock;

    /**
     * The caller takes it on; nothing happens where he has already.
     *
     * @throws Refused {@code already_claimed} where somebody else has, {@code already_pushed} where it is done
     */
    public WorkItem claim(Caller caller, Stop stop) {
        Found found = find(caller, stop);
        WorkItem item = found.item();
        if (item.assignee() != null && !isMine(caller, item)) {
            throw Refused.because("already_claimed", item.assignee());
        }
        assign(caller, found, caller.username());
        return item;
    }

    /**
     * The caller gives it back to all candidates; nothing happens where nobody has it. Who may modify the flow's tickets
     * takes it away from somebody else.
     *
     * @throws Refused {@code already_claimed} where somebody else has it, {@code no_candidates} where nobody would be left
     */
    public WorkItem giveBack(Caller caller, Stop stop) {
        Found found = find(caller, stop);
        WorkItem item = found.item();
        if (item.assignee() != null && !isMine(caller, item) && !caller.may(Permission.MODIFY, stop.apiPath())) {
            throw Refused.because("already_claimed", item.assignee());
        }
        if (!item.hasCandidates()) {
            throw Refused.because("no_candidates", item.name());
        }
        assign(caller, found, null);
        return item;
    }

    private record Found(DeployedFlow deployed, Ticket ticket, WorkItem item) {}

    /** Locks the ticket, so that of two who come at once the second sees what the first did. */
    private Found find(Caller caller, Stop stop) {
        DeployedFlow deployed =
                applications.flow(stop.apiPath()).orElseThrow(() -> Refused.because("unknown_flow", stop.apiPath()));
        Optional<Ticket> locked = tickets.lockByWorkItem(deployed.id(), stop.dataId(), caller.proof())
                .filter(ticket -> stop.dataNo().equals(ticket.dataNo()));
        Optional<WorkItem> item = locked.map(ticket -> tickets.workItem(stop.dataId()));
        boolean actor =
                item.filter(i -> i.isFor(caller.username(), caller.groups())).isPresent();
        caller.require(actor || caller.may(Permission.MODIFY, stop.apiPath()), stop.apiPath());
        if (locked.isEmpty()) {
            throw Refused.because("unknown_work_item", stop.dataId());
        }
        if (!item.get().isOpen()) {
            throw Refused.because("already_pushed", stop.dataId());
        }
        if (deployed.isUndeployed()) {
            throw Refused.because("flow_undeployed", stop.apiPath());
        }
        return new Found(deployed, locked.get(), item.get());
    }

    private static boolean isMine(Caller caller, WorkItem item) {
        return caller.username().equals(item.assignee());
    }

    private void assign(Caller caller, Found found, String assignee) {
        WorkItem item = found.item();
        if (Objects.equals(assignee, item.assignee())) {
            return;
        }
        Signal.Assign signal = new Signal.Assign(
                item,
                assignee,
                item.candidateUsers(),
                item.candidateGroups(),
                caller.username(),
                clock.instant(),
                null);
        transitions.run(
                found.deployed(),
                found.ticket(),
                library.flow(found.ticket().versionId(), found.deployed().apiPath()),
                signal);
    }
}
