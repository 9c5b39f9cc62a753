package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Subscriptions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Fires the timers of tickets. */
@Stateless
public class Timers {

    /** The name of the job; its id is the subscription's. */
    public static final String JOB = "fire-timer";

    @Inject
    private Tickets tickets;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Clock clock;

    /**
     * The timer is due. Nothing happens when nobody waits for it any more, for a job may run twice; nor when the application
     * is taken off, whose timers are scheduled anew when it is deployed again.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void fire(String subscriptionId) {
        long id = Long.parseLong(subscriptionId);
        Optional<Ticket> locked = tickets.lockBySubscription(id);
        Subscription timer = locked.isEmpty() ? null : subscriptions.find(id);
        if (timer == null) {
            return;
        }
        if (!applications.flowById(locked.get().flowId()).isUndeployed()) {
            run(locked.get(), new Signal.Happen(timer, Map.of(), Signal.SYSTEM, clock.instant()));
        }
    }

    /** The timer is due and fails again and again: an incident where it is waited for. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void stall(String subscriptionId, Problem why) {
        long id = Long.parseLong(subscriptionId);
        Optional<Ticket> locked = tickets.lockBySubscription(id);
        Subscription timer = locked.isEmpty() ? null : subscriptions.find(id);
        if (timer != null) {
            run(locked.get(), new Signal.Stall(timer, why, Signal.SYSTEM, clock.instant()));
        }
    }

    private void run(Ticket ticket, Signal signal) {
        DeployedFlow deployed = applications.flowById(ticket.flowId());
        transitions.run(deployed, ticket, library.flow(ticket.versionId(), deployed.apiPath()), signal);
    }
}
