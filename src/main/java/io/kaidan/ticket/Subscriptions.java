package io.kaidan.ticket;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
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

    /** These tokens wait for no event any more. */
    public void endOf(Collection<Token> tokens) {
        List<Long> ids = tokens.stream().map(Token::id).filter(Objects::nonNull).toList();
        if (!ids.isEmpty()) {
            entities.createQuery("delete from Subscription s where s.tokenId in :ids")
                    .setParameter("ids", ids)
                    .executeUpdate();
        }
    }

    /** A token waits for these events no more, by the ids of their nodes. */
    public void endOf(Token token, Collection<String> nodes) {
        if (token.id() != null && !nodes.isEmpty()) {
            entities.createQuery("delete from Subscription s where s.tokenId = :token and s.node in :nodes")
                    .setParameter("token", token.id())
                    .setParameter("nodes", nodes)
                    .executeUpdate();
        }
    }

    /** The ticket as a whole waits for no event any more. */
    public void endOf(Ticket ticket) {
        entities.createQuery("delete from Subscription s where s.ticketId = :ticket and s.tokenId is null")
                .setParameter("ticket", ticket.id())
                .executeUpdate();
    }
}
