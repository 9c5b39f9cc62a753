package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.engine.Migration;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Flow;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Subscriptions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Takes one ticket to another version of its flow, or leaves it as it is. */
@Stateless
public class TicketMigration {

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Tickets tickets;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Clock clock;

    /**
     * What is wanted of every ticket.
     *
     * @param version the id of the version to go to
     * @param nodes ids of nodes to those of the other version, where they differ
     * @param dryRun whether it is only to be found out
     */
    record Plan(String apiPath, long version, Map<String, String> nodes, boolean dryRun, String by, String reason) {}

    @Resource
    private SessionContext transaction;

    /** Migrates one ticket. Returns why it stays; nothing when it went, or would go, or has closed meanwhile. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Problem> migrate(Plan plan, long flowId, long dataNo) {
        Ticket ticket = tickets.lock(flowId, dataNo).filter(Ticket::isOpen).orElse(null);
        if (ticket == null || ticket.versionId() == plan.version()) {
            return List.of();
        }
        Flow fresh = library.flow(plan.version(), plan.apiPath());
        Migration migration = new Migration(library.flow(ticket.versionId(), plan.apiPath()), fresh, plan.nodes());
        List<Problem> problems = migration.problems(ticket);
        if (problems.isEmpty()) {
            Signal.Migrate signal = new Signal.Migrate(
                    migration,
                    applications.versionNumber(ticket.versionId()),
                    applications.versionNumber(plan.version()),
                    tickets.openWorkItems(ticket.id()),
                    subscriptions.of(ticket),
                    plan.by(),
                    clock.instant(),
                    plan.reason());
            ticket.migrated(plan.version());
            transitions.run(applications.flowById(flowId), ticket, fresh, signal);
            if (plan.dryRun()) {
                transaction.setRollbackOnly(); // only doing it shows everything that could be wrong
            }
        }
        return problems;
    }
}
