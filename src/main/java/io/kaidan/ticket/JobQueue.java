package io.kaidan.ticket;

import io.kaidan.trace.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Jobs in the database. */
@ApplicationScoped
public class JobQueue {

    @PersistenceContext
    private EntityManager entities;

    /** It as it is now, null when it is over; ask for it after its ticket is locked. */
    public Job find(long id) {
        return entities.find(Job.class, id);
    }

    /** Saves what a ticket's tokens began to wait for; they are saved. */
    public void save(Ticket ticket, List<Job> begun) {
        for (Job job : begun) {
            job.belongsTo(ticket.id());
            Trace.current().ifPresent(job::follows);
            entities.persist(job);
        }
    }

    /** Nobody is to do it any more. */
    public void end(Job job) {
        entities.remove(job);
    }

    /**
     * Free jobs of a type, those that wait longest first; locked until the transaction ends, and none that another
     * transaction has locked. Tickets of flows that are taken off can only be read: their jobs stay. Fewer than there are where
     * their tickets are large, but one at least.
     *
     * @param flows the ids of the flows they may belong to; null: any
     */
    @SuppressWarnings("unchecked")
    public List<Job> lockFree(String type, Collection<Long> flows, int most, Instant now) {
        Sql sql = new Sql()
                .add("select j.* from job j join ticket t on t.id = j.ticket_id join flow f on f.id = t.flow_id")
                .add(" where f.deployment <> 'undeployed' and j.type = ")
                .value(type)
                .add(" and j.available_at <= ")
                .value(Timestamp.from(now));
        if (flows != null) {
            sql.add(" and f.id in (");
            String comma = "";
            for (Long flow : flows) {
                sql.add(comma).value(flow);
                comma = ", ";
            }
            sql.add(")");
        }
        sql.add(" order by j.available_at, j.id limit ").value(most).add(" for update of j skip locked");
        Sql part = sql.upTo(
                Part.BYTES,
                "(select pg_column_size(t.values) from ticket t where t.id = r.ticket_id)",
                "(select octet_length(cast(t.values as text)) from ticket t where t.id = r.ticket_id)");
        return part.fill(entities.createNativeQuery(part.text(), Job.class)).getResultList();
    }

    /**
     * Makes jobs free again.
     *
     * @param ids of those that a worker has; one that another has meanwhile, or that is over, stays as it is
     * @param until until when the worker has them
     */
    public void release(List<Long> ids, String worker, Instant until, Instant now) {
        entities.createQuery("update Job j set j.worker = null, j.availableAt = :now"
                        + " where j.id in :ids and j.worker = :worker and j.availableAt = :until")
                .setParameter("now", now)
                .setParameter("ids", ids)
                .setParameter("worker", worker)
                .setParameter("until", until)
                .executeUpdate();
    }

    /** Which of these types have free jobs. */
    public List<String> typesWithFree(Set<String> types, Instant now) {
        return entities.createQuery(
                        "select distinct j.type from Job j where j.type in :types and j.availableAt <= :now",
                        String.class)
                .setParameter("types", new ArrayList<>(types))
                .setParameter("now", now)
                .getResultList();
    }
}
