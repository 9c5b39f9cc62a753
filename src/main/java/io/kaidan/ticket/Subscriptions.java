package io.kaidan.ticket;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What tickets wait for beside people, in the database. */
@ApplicationScoped
public class Subscriptions {

    @PersistenceContext
    private EntityManager entities;

    /** It as it is now, null when it is no longer waited for; ask for it after its ticket is locked. */
    public Subscription find(long id) {
        return entities.find(Subscription.class, id);
    }

    /** Everything that a ticket waits for. */
    public List<Subscription> of(Ticket ticket) {
        return entities.createQuery(
                        "select s from Subscription s where s.ticketId = :ticket order by s.id", Subscription.class)
                .setParameter("ticket", ticket.id())
                .getResultList();
    }

    /** Saves what a ticket began to wait for; its tokens are saved. */
    public void save(Ticket ticket, List<Subscription> begun) {
        for (Subscription subscription : begun) {
            subscription.belongsTo(ticket.id());
            entities.persist(subscription);
        }
    }

    /** The ids of some that are saved, as SQL lists them; never empty. */
    static String ids(Collection<Subscription> some) {
        return some.isEmpty() ? "0" : some.stream().map(s -> s.id().toString()).collect(joining(","));
    }

    /** What has happened is not waited for again. */
    public void end(List<Subscription> happened) {
        if (!happened.isEmpty()) {
            entities.createQuery("delete from Subscription s where s.id in :ids")
                    .setParameter("ids", happened.stream().map(Subscription::id).toList())
                    .executeUpdate();
        }
    }

    /**
     * These tokens wait for no event any more.
     *
     * @return the ids of those that were timers
     */
    public List<Long> endOf(Collection<Token> tokens) {
        List<Long> ids = tokens.stream().map(Token::id).filter(Objects::nonNull).toList();
        return ids.isEmpty() ? new ArrayList<>() : end("token_id in (" + marks(ids) + ")", ids);
    }

    /**
     * A token waits for these events no more, by the ids of their nodes.
     *
     * @return the ids of those that were timers
     */
    public List<Long> endOf(Token token, List<String> nodes) {
        if (token.id() == null || nodes.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(nodes);
        parameters.add(0, token.id());
        return end("token_id = ? and node in (" + marks(nodes) + ")", parameters);
    }

    /**
     * The ticket as a whole waits for no event any more.
     *
     * @return the ids of those that were timers
     */
    public List<Long> endOf(Ticket ticket) {
        return end("ticket_id = ? and token_id is null", List.of(ticket.id()));
    }

    private static String marks(List<?> parameters) {
        return String.join(", ", Collections.nCopies(parameters.size(), "?"));
    }

    private List<Long> end(String condition, List<?> parameters) {
        Query delete = entities.createNativeQuery("delete from subscription where " + condition + " returning id, kind")
                .setFlushMode(FlushModeType.COMMIT); // what the transaction changed so far is none of these rows
        for (int i = 0; i < parameters.size(); i++) {
            delete.setParameter(i + 1, parameters.get(i));
        }
        List<Long> timers = new ArrayList<>();
        for (Object row : delete.getResultList()) {
            Object[] columns = (Object[]) row;
            if (columns[1].equals(Subscription.TIMER)) {
                timers.add(((Number) columns[0]).longValue());
            }
        }
        return timers;
    }

    /** The timers of a ticket at these events whose moment has come. */
    public List<Long> dueTimers(Ticket ticket, Collection<String> nodes, Instant now) {
        return entities.createQuery(
                        "select s.id from Subscription s"
                                + " where s.ticketId = :ticket and s.node in :nodes and s.dueAt <= :now",
                        Long.class)
                .setParameter("ticket", ticket.id())
                .setParameter("nodes", nodes)
                .setParameter("now", now)
                .getResultList();
    }

    /** When each timer of the tickets of these flows is due, by its id. */
    public Map<String, Instant> timers(Collection<Long> flowIds) {
        return entities.createQuery(
                        "select s from Subscription s, Ticket t where s.ticketId = t.id"
                                + " and t.flowId in :flows and s.kind = :timer",
                        Subscription.class)
                .setParameter("flows", flowIds)
                .setParameter("timer", Subscription.TIMER)
                .getResultStream()
                .collect(toMap(s -> s.id().toString(), Subscription::dueAt));
    }

    /** The timers of tickets that are about to be deleted. */
    public List<Long> timers(long flowId, Collection<Long> dataNos) {
        return dataNos.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select s.id from Subscription s, Ticket t where s.ticketId = t.id"
                                        + " and t.flowId = :flow and t.dataNo in :numbers and s.kind = :timer",
                                Long.class)
                        .setParameter("flow", flowId)
                        .setParameter("numbers", dataNos)
                        .setParameter("timer", Subscription.TIMER)
                        .getResultList();
    }
}
