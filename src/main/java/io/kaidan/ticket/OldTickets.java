package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * Tickets that have been closed for longer than their flow keeps them, and what was submitted as long ago. What somebody
 * has locked is passed over: it is there the next time. How long a flow keeps them is read anew by each statement. A
 * {@link Lookup} must have begun.
 */
@ApplicationScoped
public class OldTickets {

    /** Nothing is older than null, so a flow that keeps its tickets for ever loses none. */
    private static final String KEPT_SINCE = """
            with kept as (
                select cast(?2 as timestamptz) - make_interval(hours => 24 * f.retention_days) as since
                from flow f where f.id = ?1)""";

    @PersistenceContext
    private EntityManager entities;

    protected OldTickets() {}

    /** For use without a container. */
    public OldTickets(EntityManager entities) {
        this.entities = entities;
    }

    /** A ticket in the order in which those of its flow were opened. */
    public record Place(Instant openedAt, long dataNo) {

        /** Before all tickets. */
        public static final Place START = new Place(Instant.EPOCH, 0);
    }

    /**
     * What was removed at once.
     *
     * @param bytes of the files
     * @param last where it ended; null where there was no ticket
     */
    public record Removed(long tickets, long files, long bytes, Place last) {}

    /**
     * Removes old tickets with all that belongs to them, in the order in which they were opened. One that was called stays
     * as long as its caller does, and a caller as long as one that it called is open.
     *
     * @param after tickets behind this place only, so that those which stay are passed once and not again and again
     * @param most tickets at most
     * @param enough bytes of files with which it ends, with the ticket that has the last of them
     */
    public Removed remove(long flowId, Instant now, Place after, int most, long enough) {
        List<?> rows = entities.createNativeQuery(KEPT_SINCE + """
                        , old as materialized (
                            select t.id, t.opened_at, t.data_no from ticket t
                            where t.flow_id = ?1 and (t.opened_at, t.data_no) > (?3, ?4)
                            and t.opened_at < (select k.since from kept k) and t.closed_at < (select k.since from kept k)
                            and not exists (select 1 from ticket c where c.id = t.caller_id)
                            and not exists (select 1 from ticket c where c.caller_id = t.id and c.state = 'OPEN')
                            order by t.opened_at, t.data_no limit ?5 for update of t skip locked),
                        sized as (
                            select o.*, f.files, f.bytes,
                                sum(f.bytes) over (order by o.opened_at, o.data_no rows unbounded preceding) - f.bytes as before
                            from old o cross join lateral (
                                select count(*) as files, coalesce(sum(a.size), 0) as bytes
                                from attachment a where a.ticket_id = o.id) f),
                        portion as materialized (select * from sized where before < ?6),
                        gone as (delete from ticket t using portion p where t.id = p.id)
                        select p.opened_at, p.data_no, p.files, p.bytes from portion p order by p.opened_at, p.data_no""")
                .setParameter(1, flowId)
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, Timestamp.from(after.openedAt()))
                .setParameter(4, after.dataNo())
                .setParameter(5, most)
                .setParameter(6, enough)
                .getResultList();
        long files = 0;
        long bytes = 0;
        Place last = null;
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            last = new Place(Sql.instant(row[0]), ((Number) row[1]).longValue());
            files += ((Number) row[2]).longValue();
            bytes += ((Number) row[3]).longValue();
        }
        return new Removed(rows.size(), files, bytes, last);
    }

    /**
     * Removes what was submitted that long ago and refused, or became a ticket that is no more.
     *
     * @param most submissions at most
     * @return how many there were
     */
    public int removeSubmissions(long flowId, Instant now, int most) {
        return entities.createNativeQuery(KEPT_SINCE + """
                        delete from submission where id in (
                            select s.id from submission s
                            where s.flow_id = ?1 and s.state <> 'validating' and s.at < (select k.since from kept k)
                            and not exists (select 1 from ticket t where t.flow_id = ?1 and t.data_no = s.data_no)
                            order by s.at, s.id limit ?3 for update skip locked)""")
                .setParameter(1, flowId)
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, most)
                .executeUpdate();
    }
}
