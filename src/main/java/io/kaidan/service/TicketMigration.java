package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.engine.Migration;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Flow;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
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
     * @param from the id of the version that it must be on; null: any other
     * @param version the id of the version to go to
     * @param nodes ids of nodes to those of the other version, where they differ
     * @param dryRun whether it is only to be found out
     */
    record Plan(
            String apiPath,
            Long from,
            long version,
            Map<String, String> nodes,
            boolean dryRun,
            String by,
            String reason) {}

    @Resource
    private SessionContext transaction;

    /** Migrates one ticket. Returns why it stays; nothing when it went, or would go. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public List<Problem> migrate(Plan plan, long flowId, long dataNo) {
        Ticket ticket = tickets.lock(flowId, dataNo)
                .orElseThrow(() -> Refused.because("unknown_ticket", Long.toString(dataNo)));
        requireInPlace(plan, ticket);
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

    private void requireInPlace(Plan plan, Ticket ticket) {
        String dataNo = Long.toString(ticket.dataNo());
        if (!ticket.isOpen()) {
            throw Refused.because("ticket_closed", dataNo);
        }
        long its = ticket.versionId();
        if (its == plan.version()) {
            throw Refused.because("same_version", dataNo, applications.versionNumber(its));
        }
        if (plan.from() != null && plan.from() != its) {
            throw Refused.because(
                    "other_version", dataNo, applications.versionNumber(plan.from()), applications.versionNumber(its));
        }
    }
}
