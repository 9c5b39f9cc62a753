package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Signals on their way, in the database: whom each has still to reach. */
@ApplicationScoped
public class Broadcasts {

    @PersistenceContext
    private EntityManager entities;

    /**
     * One that a signal has still to reach.
     *
     * @param subscriptionId whose ticket waits for it; null: it opens a ticket
     * @param flowId the flow on which it opens one; null: a ticket waits
     */
    public record Delivery(long id, Long subscriptionId, Long flowId) {}

    /**
     * Sends a signal to all who wait for it at this moment, and to the flows that it starts.
     *
     * @param late who began to wait only after it was thrown
     * @return how many it is to reach
     */
    public int send(Broadcast broadcast, Collection<Subscription> late) {
        entities.persist(broadcast);
        entities.flush();
        String ids = Subscriptions.ids(late);
        int waiting = entities.createNativeQuery("""
                        insert into delivery (broadcast_id, subscription_id)
                        select g.id, s.id from broadcast g
                        join subscription s on s.kind = 'signal' and s.name = g.name
                        join ticket t on t.id = s.ticket_id join flow f on f.id = t.flow_id
                        where g.id = ? and f.deployment <> 'undeployed' and s.id not in (%s)
                        and (g.may_modify is null or jsonb_exists(g.may_modify, f.api_path))
                        order by s.since, s.id""".formatted(ids))
                .setParameter(1, broadcast.id())
                .executeUpdate();
        int starting =
                entities.createNativeQuery("""
                        insert into delivery (broadcast_id, flow_id)
                        select g.id, b.flow_id from broadcast g
                        join flow_start b on b.kind = 'signal' and b.name = g.name join flow f on f.id = b.flow_id
                        where g.id = ? and f.deployment = 'deployed' and f.enabled
                        and (g.may_add is null or jsonb_exists(g.may_add, f.api_path))
                        order by f.api_path""").setParameter(1, broadcast.id()).executeUpdate();
        return waiting + starting;
    }

    public Optional<Broadcast> find(long id) {
        return Optional.ofNullable(entities.find(Broadcast.class, id));
    }

    /** Whom a signal has still to reach, those after a delivery, some at a time. */
    public List<Delivery> left(long broadcastId, long after) {
        List<?> rows = entities.createNativeQuery("""
                        select id, subscription_id, flow_id from delivery
                        where broadcast_id = ? and id > ? order by id limit 200""")
                .setParameter(1, broadcastId)
                .setParameter(2, after)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Delivery(number(row[0]), number(row[1]), number(row[2])))
                .toList();
    }

    private static Long number(Object value) {
        return value == null ? null : ((Number) value).longValue();
    }

    /** This transaction makes the delivery. Returns whether nobody has made it before. */
    public boolean deliver(Delivery delivery) {
        return entities.createNativeQuery("delete from delivery where id = ?")
                        .setParameter(1, delivery.id())
                        .executeUpdate()
                > 0;
    }

    /** It has reached everybody. */
    public void end(long broadcastId) {
        entities.createNativeQuery("delete from broadcast where id = ?")
                .setParameter(1, broadcastId)
                .executeUpdate();
    }
}
