package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.json.Members;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Broadcast;
import io.kaidan.ticket.Broadcasts;
import io.kaidan.ticket.Reach;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signals: each for everybody who waits for it when it is sent, and for the flows that it starts. */
@Stateless
public class Signals {

    /** The name of the job that takes a signal around; its id is the broadcast's. */
    public static final String JOB = "deliver-signal";

    @Inject
    private Transitions transitions;

    @Inject
    private Arrivals arrivals;

    @Inject
    private Broadcasts broadcasts;

    @Inject
    private Clock clock;

    /** A signal under way to so many. */
    public record Sent(long id, int receivers) {}

    /**
     * Sends a signal; it goes around in the background.
     *
     * @param body {@code name}, and {@code values} where it brings any
     * @throws Refused with every reason at once
     */
    public Sent send(Caller caller, Map<String, ?> body) {
        Reach reach = Sending.reach(caller);
        Members members = new Members(body);
        members.allow("name", "values");
        String name = Sending.name(members);
        Map<String, Object> values = Sending.values(members);
        Refused.ifAny(members.problems());
        Broadcast broadcast = new Broadcast(name, values, caller.username(), clock.instant(), reach);
        int receivers = transitions.send(broadcast, List.of());
        return new Sent(broadcast.id(), receivers);
    }

    /**
     * Takes a signal around: each ticket in a transaction of its own, so that a job that runs twice goes on where it was.
     * One that fails keeps none of the others from it.
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void deliver(long broadcastId) {
        Optional<Broadcast> broadcast = broadcasts.find(broadcastId);
        if (broadcast.isEmpty()) {
            return;
        }
        RuntimeException failed = null;
        List<Broadcasts.Delivery> left = broadcasts.left(broadcastId, 0);
        while (!left.isEmpty()) {
            for (Broadcasts.Delivery delivery : left) {
                try {
                    arrivals.deliver(broadcast.get(), delivery);
                } catch (RuntimeException failure) {
                    failed = failure;
                }
            }
            left = broadcasts.left(broadcastId, left.get(left.size() - 1).id());
        }
        if (failed != null) {
            throw failed; // the job is tried again, for those that failed
        }
        arrivals.end(broadcastId);
    }
}
