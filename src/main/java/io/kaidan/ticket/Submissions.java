package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;

/** Submissions in the database. */
@ApplicationScoped
public class Submissions {

    @PersistenceContext
    private EntityManager entities;

    public void save(Submission submission) {
        entities.persist(submission);
    }

    /** The submission, locked until the transaction ends; null where there is none. */
    public Submission lock(long id) {
        return entities.find(Submission.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those of these ids that there are. */
    public List<Submission> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery("select s from Submission s where s.id in :ids", Submission.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    /**
     * Somebody's own, newest first.
     *
     * @param after the last one before the page; null: from the newest on
     */
    public List<Submission> of(String username, OwnWork.Place after, int limit) {
        OwnWork.Place last = after == null ? OwnWork.Place.NEWEST : after;
        return entities.createQuery(
                        "select s from Submission s where s.by = :by"
                                + " and s.at <= :at and (s.at < :at or s.id < :id) order by s.at desc, s.id desc",
                        Submission.class)
                .setParameter("by", username)
                .setParameter("at", last.at())
                .setParameter("id", last.id())
                .setMaxResults(limit)
                .getResultList();
    }
}
