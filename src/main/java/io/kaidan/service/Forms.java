package io.kaidan.service;

import io.kaidan.catalog.DeployedFlow;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.QuickAction;
import io.kaidan.form.Form;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Forms for people to fill or to read, with the values that stand in them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Forms {

    @Inject
    private FlowLibrary library;

    @Inject
    private VisibleTickets visible;

    @Inject
    private Tickets tickets;

    /**
     * A form to be shown.
     *
     * @param name of the flow or of the stop
     * @param enabled whether it is taken when it is sent
     * @param attachments whether files may come with it that belong to the ticket itself
     * @param quickActions of the stop
     */
    public record Shown(
            String name,
            boolean enabled,
            boolean attachments,
            Form form,
            Map<String, Object> values,
            List<QuickAction> quickActions) {}

    /** The form with which tickets are opened, for those who may. */
    public Shown start(Caller caller, String apiPath) {
        DeployedFlow flow = library.deployed(caller, apiPath)
                .filter(DeployedFlow::isDeployed)
                .orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        caller.require(caller.may(Permission.ADD, apiPath), apiPath);
        Form form = library.flow(flow.versionId(), apiPath).startForm();
        return new Shown(flow.name(), flow.enabled(), flow.attachments(), form, Map.of(), List.of());
    }

    /** The form with which a ticket was opened, for those who see the ticket. */
    public Shown ticket(Caller caller, String apiPath, long dataNo) {
        DeployedFlow flow = flow(caller, apiPath);
        Ticket ticket = visible.get(caller, apiPath, dataNo);
        boolean enabled = ticket.isOpen() && !flow.isUndeployed();
        Form form = library.flow(ticket.versionId(), apiPath).startForm();
        return new Shown(flow.name(), enabled, flow.attachments(), form, ticket.values(), List.of());
    }

    /**
     * The form of a stop that waits, for those who see the ticket.
     *
     * @throws Refused {@code already_pushed} when it waits no more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Shown workItem(Caller caller, String apiPath, long dataNo, long dataId) {
        tickets.readOneMoment();
        DeployedFlow flow = flow(caller, apiPath);
        Ticket seen = visible.get(caller, apiPath, dataNo);
        WorkItem item =
                tickets.workItem(seen.id(), dataId).orElseThrow(() -> Refused.because("unknown_work_item", dataId));
        if (!item.isOpen()) {
            throw Refused.because("already_pushed", dataId);
        }
        Ticket ticket = tickets.withTokens(List.of(seen.id())).get(0);
        HumanPoint human =
                library.flow(ticket.versionId(), apiPath).node(item.node()).human();
        return new Shown(
                item.name(),
                !flow.isUndeployed(),
                flow.attachments(),
                human.form(),
                ticket.valuesAt(ticket.waitingFor(item)),
                human.quickActions());
    }

    private DeployedFlow flow(Caller caller, String apiPath) {
        return library.deployed(caller, apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }
}
