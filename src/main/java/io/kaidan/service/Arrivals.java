package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.catalog.Starts;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Flow;
import io.kaidan.ticket.Broadcast;
import io.kaidan.ticket.Broadcasts;
import io.kaidan.ticket.Inbox;
import io.kaidan.ticket.Message;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Subscriptions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Messages and signals arrive, each at one ticket in a transaction of its own. The ticket is locked first and the message
 * taken then, whoever begins: so two never wait for each other.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Arrivals {

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
    private Inbox inbox;

    @Inject
    private Broadcasts broadcasts;

    @Inject
    private Starts starts;

    @Inject
    private Clock clock;

    private record Waiting(DeployedFlow deployed, Ticket ticket, Subscription subscription) {}

    /** Keeps a new message. Returns the message instead that was sent before with the same sender's id. */
    public Optional<Message> keep(Message message) {
        Optional<Message> before =
                message.messageId() == null ? Optional.empty() : inbox.sentBefore(message, clock.instant());
        if (before.isEmpty()) {
            inbox.save(message);
        }
        return before;
    }

    /** How a message that was given to somebody went. */
    public enum Given {
        TAKEN,
        NOBODY_WAITS,
        ELSEWHERE
    }

    /** Gives a message to who waits. He may wait no more, and somebody else may have taken it or be about to. */
    public Given give(long messageId, long subscriptionId) {
        Optional<Waiting> waiting = waiting(subscriptionId);
        if (waiting.isEmpty()) {
            return Given.NOBODY_WAITS;
        }
        Optional<Message> message = inbox.claim(messageId, clock.instant());
        message.ifPresent(m -> take(waiting.get(), m));
        return message.isPresent() ? Given.TAKEN : Given.ELSEWHERE;
    }

    /** What has become of a message, when whoever is about to take it is done. */
    public Optional<Message> settled(long messageId) {
        return inbox.settled(messageId);
    }

    /** Who waits; nobody does where the application has been taken off. */
    private Optional<Waiting> waiting(long subscriptionId) {
        Optional<Ticket> ticket = tickets.lockBySubscription(subscriptionId);
        Subscription subscription = ticket.isEmpty() ? null : subscriptions.find(subscriptionId);
        return subscription == null
                ? Optional.empty()
                : Optional.of(new Waiting(applications.flowById(ticket.get().flowId()), ticket.get(), subscription))
                        .filter(waiting -> !waiting.deployed().isUndeployed());
    }

    private void take(Waiting waiting, Message message) {
        happen(waiting, message.values(), message.by());
        message.taken(
                Message.CORRELATED,
                waiting.deployed().apiPath(),
                waiting.ticket().dataNo(),
                clock.instant());
    }

    private void happen(Waiting waiting, Map<String, Object> values, String by) {
        Flow flow =
                library.flow(waiting.ticket().versionId(), waiting.deployed().apiPath());
        transitions.run(
                waiting.deployed(),
                waiting.ticket(),
                flow,
                new Signal.Happen(waiting.subscription(), values, by, clock.instant()));
    }

    /** Opens a ticket by a message. Returns whether it did: the key's ticket may be open, or another have taken it. */
    public boolean open(long messageId, long flowId) {
        Optional<String> key = inbox.find(messageId).map(Message::correlationKey);
        key.ifPresent(k -> inbox.lockStart(flowId, k));
        if (!inbox.startable(messageId).contains(flowId)) {
            return false;
        }
        Instant now = clock.instant();
        Optional<Message> claimed = inbox.claim(messageId, now);
        claimed.ifPresent(message -> {
            DeployedFlow deployed = applications.flowById(flowId);
            String start = starts.node(flowId, Starts.MESSAGE, message.name()).orElseThrow();
            Ticket ticket = new Ticket(flowId, deployed.versionId(), message.by(), now);
            ticket.openedFor(message.correlationKey());
            open(deployed, ticket, new Signal.Open(message.values(), message.by(), now, start));
            message.taken(Message.OPENED, deployed.apiPath(), ticket.dataNo(), now);
        });
        return claimed.isPresent();
    }

    private void open(DeployedFlow deployed, Ticket ticket, Signal.Open signal) {
        transitions.run(deployed, ticket, library.flow(deployed.versionId(), deployed.apiPath()), signal);
    }

    /** A signal reaches one of those who waited for it; nothing happens where it has before, or nobody waits any more. */
    public void deliver(Broadcast broadcast, Broadcasts.Delivery delivery) {
        if (delivery.subscriptionId() != null) {
            Optional<Waiting> waiting = waiting(delivery.subscriptionId());
            if (broadcasts.deliver(delivery)) {
                waiting.ifPresent(w -> happen(w, broadcast.values(), broadcast.by()));
            }
        } else if (broadcasts.deliver(delivery)) {
            DeployedFlow deployed = applications.flowById(delivery.flowId());
            starts.node(delivery.flowId(), Starts.SIGNAL, broadcast.name())
                    .filter(start -> deployed.isDeployed() && deployed.enabled())
                    .ifPresent(start -> open(
                            deployed,
                            new Ticket(deployed.id(), deployed.versionId(), broadcast.by(), clock.instant()),
                            new Signal.Open(broadcast.values(), broadcast.by(), clock.instant(), start)));
        }
    }

    /** Takes back a message that nobody took and that is not to be kept. Returns whether nobody had taken it. */
    public boolean discard(long messageId) {
        return inbox.remove(messageId);
    }

    /** Messages whose time is over go. */
    public void expire() {
        inbox.expire(clock.instant());
    }

    /** A signal has reached everybody. */
    public void end(long broadcastId) {
        broadcasts.end(broadcastId);
    }
}
