package io.kaidan.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/** Schedules in the database. */
@ApplicationScoped
public class Schedules {

    @PersistenceContext
    private EntityManager entities;

    /** Saves a new one; from then on it has its id. */
    public void save(Schedule schedule) {
        entities.persist(schedule);
    }

    public void remove(Schedule schedule) {
        entities.remove(schedule);
    }

    public Optional<Schedule> find(long id) {
        return Optional.ofNullable(entities.find(Schedule.class, id));
    }

    /** It, locked until the transaction ends. */
    public Optional<Schedule> lock(long id) {
        return Optional.ofNullable(entities.find(Schedule.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * One page, by id.
     *
     * @param userId of who made them; null: everybody's
     * @param flowId of this flow; null: of all
     * @param after ids above this one only
     */
    public List<Schedule> page(Long userId, Long flowId, long after, int limit) {
        String mine = userId == null ? "" : " and s.byId = :user";
        String ofFlow = flowId == null ? "" : " and s.flowId = :flow";
        TypedQuery<Schedule> query = entities.createQuery(
                "select s from Schedule s where s.id > :after" + mine + ofFlow + " order by s.id", Schedule.class);
        query.setParameter("after", after).setMaxResults(limit);
        if (userId != null) {
            query.setParameter("user", userId);
        }
        if (flowId != null) {
            query.setParameter("flow", flowId);
        }
        return query.getResultList();
    }
}
