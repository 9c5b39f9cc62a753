package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Messages in the database, and who may take them. Whoever takes one holds the lock of his ticket by then, and may wait
 * for the ticket that called his; so nobody who holds a ticket ever waits for a message.
 */
@ApplicationScoped
public class Inbox {

    /** Messages that {@link #overlooked} gives at once. */
    private static final int PORTION = 100;

    /** Subscriptions that the message m may end; what stands for the blank says which keys. */
    private static final String RECEIVERS = """
            from subscription s join ticket t on t.id = s.ticket_id join flow f on f.id = t.flow_id
            where s.kind = 'message' and s.name = m.name and s.correlation_key %s and f.deployment <> 'undeployed'
            and (m.may_modify is null or jsonb_exists(m.may_modify, f.api_path))""";

    private static final String OF_ITS_KEY = RECEIVERS.formatted("= m.correlation_key");
    private static final String OF_ANY_KEY = RECEIVERS.formatted("is null");

    /** Flows on which the message m may open a ticket now. */
    private static final String STARTS = """
            from flow_start b join flow f on f.id = b.flow_id
            where b.kind = 'message' and b.name = m.name and f.deployment = 'deployed' and f.enabled
            and (m.may_add is null or jsonb_exists(m.may_add, f.api_path))
            and (m.correlation_key is null or not exists (select 1 from ticket o
                where o.flow_id = b.flow_id and o.start_key = m.correlation_key and o.state = 'OPEN'))""";

    @PersistenceContext
    private EntityManager entities;

    public void save(Message message) {
        entities.persist(message);
    }

    public Optional<Message> find(long id) {
        return Optional.ofNullable(entities.find(Message.class, id));
    }

    /**
     * The message that the same sender's id already stands for. Who asks at the same time for the same id waits until this
     * transaction ends, so that of several only the first finds none.
     */
    public Optional<Message> sentBefore(Message again, Instant now) {
        String key = again.correlationKey() == null ? "" : again.correlationKey();
        lock(String.join("\n", again.name(), key, again.messageId(), again.by()), 0);
        Sql same = new Sql()
                .add("from message where name = ")
                .value(again.name())
                .add(" and coalesce(correlation_key, '') = ")
                .value(key)
                .add(" and message_id = ")
                .value(again.messageId())
                .add(" and sent_by = ")
                .value(again.by());
        Sql over = same.within("delete ", " and expires_at <= ").value(Timestamp.from(now));
        over.fill(entities.createNativeQuery(over.text())).executeUpdate();
        return one(same.fill(entities.createNativeQuery("select * " + same.text(), Message.class)));
    }

    /** Lets one transaction after the other open tickets on a flow for the same key. */
    public void lockStart(long flowId, String correlationKey) {
        lock(correlationKey, flowId);
    }

    private void lock(String text, long seed) {
        entities.createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(?, ?)) as text)")
                .setParameter(1, text)
                .setParameter(2, seed)
                .getResultList();
    }

    /** The oldest subscription that a message may end; empty when nobody waits for it. */
    public OptionalLong receiver(long messageId) {
        return number(entities.createNativeQuery("""
                        select r.id from message m cross join lateral (
                            (select s.id, s.since %s order by s.since, s.id limit 1) union all
                            (select s.id, s.since %s order by s.since, s.id limit 1)) r
                        where m.id = ? order by r.since, r.id limit 1""".formatted(OF_ITS_KEY, OF_ANY_KEY))
                .setParameter(1, messageId));
    }

    /** The flows on which a message may open a ticket, by their ids, in the order of their API paths. */
    public List<Long> startable(long messageId) {
        return numbers(entities.createNativeQuery(
                        "select s.flow_id from message m cross join lateral (select b.flow_id, f.api_path " + STARTS
                                + ") s where m.id = ? order by s.api_path")
                .setParameter(1, messageId));
    }

    /** Takes a message; empty when somebody else has, or is about to, or its time is over. */
    public Optional<Message> claim(long id, Instant now) {
        return one(entities.createNativeQuery("""
                        select * from message where id = ? and state = 'kept' and expires_at > ?
                        for update skip locked""", Message.class)
                .setParameter(1, id)
                .setParameter(2, Timestamp.from(now)));
    }

    /** The oldest message that is kept for who waits here; he is not the only one who may, and not to be preferred. */
    public OptionalLong keptFor(Subscription waiting, Instant now) {
        boolean any = waiting.correlationKey() == null;
        Query query = entities.createNativeQuery("""
                        select m.id from message m, subscription s
                        join ticket t on t.id = s.ticket_id join flow f on f.id = t.flow_id
                        where s.id = ? and m.state = 'kept' and m.name = ? and m.expires_at > ? %s
                        and f.deployment <> 'undeployed'
                        and (m.may_modify is null or jsonb_exists(m.may_modify, f.api_path))
                        order by m.sent_at, m.id limit 1""".formatted(any ? "" : "and m.correlation_key = ?"))
                .setParameter(1, waiting.id())
                .setParameter(2, waiting.name())
                .setParameter(3, Timestamp.from(now));
        return number(any ? query : query.setParameter(4, waiting.correlationKey()));
    }

    /** A message when whoever is about to take it has done so or not. Who asks must hold no ticket. */
    public Optional<Message> settled(long id) {
        return one(entities.createNativeQuery("select * from message where id = ? for share", Message.class)
                .setParameter(1, id));
    }

    /** Takes back a message that is not to be kept. Returns whether nobody had taken it. */
    public boolean remove(long id) {
        return entities.createNativeQuery("delete from message where id = ? and state = 'kept'")
                        .setParameter(1, id)
                        .executeUpdate()
                > 0;
    }

    /** The oldest message that waits for a ticket to be over: for the same key, on the same flow. */
    public OptionalLong next(long ticketId, Instant now) {
        return number(entities.createNativeQuery("""
                        select m.id from ticket t join flow_start b on b.flow_id = t.flow_id and b.kind = 'message'
                        join message m on m.name = b.name and m.correlation_key = t.start_key and m.state = 'kept'
                        where t.id = ? and m.expires_at > ? order by m.sent_at, m.id limit 1""").setParameter(1, ticketId).setParameter(2, Timestamp.from(now)));
    }

    /** Messages sent before a moment that somebody could take but nobody did, for whoever was to see to it is dead. */
    public List<Long> overlooked(Instant before, Instant now) {
        return numbers(entities.createNativeQuery("""
                        select m.id from message m where m.state = 'kept' and m.sent_at < ? and m.expires_at > ?
                        and (exists (select 1 %s) or exists (select 1 %s) or exists (select 1 %s))
                        order by m.sent_at, m.id limit %d""".formatted(OF_ITS_KEY, OF_ANY_KEY, STARTS, PORTION))
                .setParameter(1, Timestamp.from(before))
                .setParameter(2, Timestamp.from(now)));
    }

    /** Whether the time of any message is over. */
    public boolean anyExpired(Instant now) {
        return !entities.createNativeQuery("select m.id from message m where m.expires_at <= ? limit 1")
                .setParameter(1, Timestamp.from(now))
                .getResultList()
                .isEmpty();
    }

    /** Messages whose time is over go. */
    public void expire(Instant now) {
        entities.createNativeQuery("delete from message m where m.expires_at <= ?")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
    }

    @SuppressWarnings("unchecked")
    private static Optional<Message> one(Query query) {
        Stream<Message> found = query.getResultStream();
        return found.findFirst();
    }

    private static OptionalLong number(Query query) {
        return numbers(query).stream().mapToLong(Long::longValue).findFirst();
    }

    private static List<Long> numbers(Query query) {
        List<?> found = query.getResultList();
        return found.stream().map(n -> ((Number) n).longValue()).toList();
    }
}
