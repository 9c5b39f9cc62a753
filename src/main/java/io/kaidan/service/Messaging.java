package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.json.Json;
import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Arrivals.Given;
import io.kaidan.setting.Setting;
import io.kaidan.ticket.CorrelationKey;
import io.kaidan.ticket.Inbox;
import io.kaidan.ticket.Message;
import io.kaidan.ticket.Reach;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Subscriptions;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Messages: each for one ticket. A message is kept first and then looks for who waits; who begins to wait looks for a
 * message after that. Both look when the other's transaction is committed, so neither misses the other, and what they do
 * then is theirs alone ({@link Arrivals}).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Messaging {

    /** The job of who begins to wait; its id is the subscription's. */
    public static final String LOOK = "find-message";

    /** The job when a ticket is over that a message with a key had opened; its id is the ticket's. */
    public static final String NEXT = "open-by-next-message";

    /** What is done all the time. */
    public static final String TIDY = "tidy-messages";

    static final Duration TIDY_PAUSE = Duration.ofSeconds(10);

    private static final long YEAR = 365L * 24 * 60 * 60;
    private static final System.Logger LOG = System.getLogger(Messaging.class.getName());

    @Inject
    private Arrivals arrivals;

    @Inject
    private Inbox inbox;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Clock clock;

    /**
     * What became of a message.
     *
     * @param state correlated, opened, kept, or none: nobody waited, and it was not to be kept
     * @param apiPath of the ticket that took it; null where none did, or the caller knows nothing of the flow
     * @param dataNo as {@code apiPath}
     */
    public record Outcome(long id, String state, String apiPath, Long dataNo) {}

    /**
     * Sends a message to the ticket that has waited for it the longest, else opens one by it, else keeps it.
     *
     * @param body {@code name}, and any of {@code correlationKey}, {@code values}, {@code timeToLiveSeconds}, {@code messageId}
     * @throws Refused with every reason at once
     */
    public Outcome publish(Caller caller, Map<String, ?> body) {
        Reach reach = Sending.reach(caller);
        Members members = new Members(body);
        members.allow("name", "correlationKey", "values", "timeToLiveSeconds", "messageId");
        String name = Sending.name(members);
        String key = key(members, body);
        Map<String, Object> values = Sending.values(members);
        Duration life = life(members, body);
        String messageId = members.has("messageId") ? members.name("messageId", CorrelationKey.LONGEST) : null;
        Refused.ifAny(members.problems());

        boolean kept = !life.isZero();
        Instant now = clock.instant();
        Message message = new Message(
                name,
                key,
                kept ? messageId : null,
                values,
                caller.username(),
                now,
                now.plus(kept ? life : Message.UNDER_WAY),
                reach);
        Optional<Message> before = arrivals.keep(message);
        if (before.isPresent()) {
            return outcome(before.get(), caller);
        }
        settle(message.id());
        if (!kept && arrivals.discard(message.id())) {
            return none(message.id());
        }
        return arrivals.settled(message.id()).map(m -> outcome(m, caller)).orElseGet(() -> none(message.id()));
    }

    private static Outcome none(long id) {
        return new Outcome(id, "none", null, null);
    }

    private static Outcome outcome(Message message, Caller caller) {
        boolean known = message.apiPath() != null && caller.knows(message.apiPath());
        return new Outcome(
                message.id(), message.state(), known ? message.apiPath() : null, known ? message.dataNo() : null);
    }

    private static String key(Members members, Map<String, ?> body) {
        Object sent = body == null ? null : body.get("correlationKey");
        String key = CorrelationKey.of(sent).orElse(null);
        if (sent != null && key == null) {
            members.add(Problem.at("correlationKey", "correlation_key", "correlationKey", Json.write(sent)));
        }
        return key;
    }

    private static Duration life(Members members, Map<String, ?> body) {
        Object sent = body == null ? null : body.get("timeToLiveSeconds");
        if (sent == null) {
            return Setting.MESSAGE_SECONDS.seconds();
        }
        if (!(sent instanceof Integer) && !(sent instanceof Long)) {
            members.add(Problem.at("timeToLiveSeconds", "type", Phrase.of("expect.number"), Json.write(sent)));
            return Duration.ZERO;
        }
        long seconds = ((Number) sent).longValue();
        if (seconds < 0 || seconds > YEAR) {
            Phrase expected = seconds < 0 ? Phrase.of("expect.min", 0) : Phrase.of("expect.max", YEAR);
            members.add(Problem.at("timeToLiveSeconds", "range", expected, seconds));
        }
        return Duration.ofSeconds(seconds);
    }

    /** Looks for somebody who takes the message. */
    private void settle(long messageId) {
        OptionalLong receiver = inbox.receiver(messageId);
        while (receiver.isPresent()) {
            Given given = arrivals.give(messageId, receiver.getAsLong());
            if (given == Given.TAKEN || given == Given.ELSEWHERE && !isKept(messageId)) {
                return;
            } // else that one waits no more, or whoever was to take it could not
            receiver = inbox.receiver(messageId);
        }
        for (long flow : inbox.startable(messageId)) {
            if (arrivals.open(messageId, flow)) {
                return;
            }
        }
    }

    private boolean isKept(long messageId) {
        return arrivals.settled(messageId)
                .filter(m -> m.state().equals(Message.KEPT) && m.expiresAt().isAfter(clock.instant()))
                .isPresent();
    }

    /**
     * Somebody has begun to wait: messages may have come before. They go to who waits the longest, as any message; what
     * interrupts nothing gets all of them.
     */
    public void look(long subscriptionId) {
        OptionalLong message = keptFor(subscriptionId);
        while (message.isPresent()) {
            settle(message.getAsLong());
            message = keptFor(subscriptionId);
        }
    }

    private OptionalLong keptFor(long subscriptionId) {
        Subscription waiting = subscriptions.find(subscriptionId);
        return waiting == null ? OptionalLong.empty() : inbox.keptFor(waiting, clock.instant());
    }

    /** A ticket is over that a message with a key had opened: the next one may open another. */
    public void next(long ticketId) {
        inbox.next(ticketId, clock.instant()).ifPresent(this::settle);
    }

    /** Messages that were overlooked since a node died are settled, and those whose time is over go. */
    public void tidy() {
        Instant now = clock.instant();
        for (long message : inbox.overlooked(now.minus(Message.UNDER_WAY), now)) {
            try {
                settle(message);
            } catch (RuntimeException failure) { // the others want to be settled, too
                LOG.log(System.Logger.Level.WARNING, "The message " + message + " could not be settled", failure);
            }
        }
        if (inbox.anyExpired(now)) {
            arrivals.expire();
        }
    }
}
