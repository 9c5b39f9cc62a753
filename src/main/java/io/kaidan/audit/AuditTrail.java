package io.kaidan.audit;

import io.kaidan.audit.AuditQuery.Place;
import io.kaidan.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The audit trail in the database, which lets nobody change what stands there. */
@ApplicationScoped
public class AuditTrail {

    private static final String COLUMNS =
            "select a.id, a.at, a.who, a.address, a.action, a.object, a.outcome, cast(a.changes as text), a.times"
                    + " from audit_entry a";

    @PersistenceContext
    private EntityManager entities;

    protected AuditTrail() {}

    /** For use without a container. */
    public AuditTrail(EntityManager entities) {
        this.entities = entities;
    }

    /** Writes a line at its end, if the transaction at hand is committed. */
    public void add(AuditEntry entry) {
        entities.createNativeQuery("""
                        insert into audit_entry (at, who, address, action, object, outcome, changes, times)
                        values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as jsonb), ?8)""")
                .setParameter(1, Timestamp.from(entry.at()))
                .setParameter(2, entry.who())
                .setParameter(3, entry.address())
                .setParameter(4, entry.action())
                .setParameter(5, entry.object())
                .setParameter(6, entry.outcome())
                .setParameter(7, Json.write(entry.changes()))
                .setParameter(8, entry.times())
                .executeUpdate();
    }

    /** The newest first. */
    public List<AuditEntry> page(AuditQuery wanted) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        add(conditions, values, "a.at >= ?", timestamp(wanted.from()));
        add(conditions, values, "a.at < ?", timestamp(wanted.to()));
        add(conditions, values, "a.who = ?", wanted.who());
        add(
                conditions,
                values,
                "a.action = ?",
                wanted.action() == null ? null : wanted.action().text());
        add(
                conditions,
                values,
                "a.outcome = ?",
                wanted.outcome() == null ? null : wanted.outcome().text());
        Place before = wanted.before();
        if (before != null) {
            values.add(timestamp(before.at()));
            values.add(before.id());
            conditions.add("(a.at, a.id) < (?" + (values.size() - 1) + ", ?" + values.size() + ")");
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        Query query = entities.createNativeQuery(COLUMNS + where + " order by a.at desc, a.id desc");
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        List<?> found = query.setMaxResults(wanted.limit()).getResultList();
        return found.stream().map(Object[].class::cast).map(AuditTrail::entry).toList();
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Object value) {
        if (value != null) {
            values.add(value);
            conditions.add(condition + values.size());
        }
    }

    private static Timestamp timestamp(Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }

    private static AuditEntry entry(Object[] row) {
        return new AuditEntry(
                ((Number) row[0]).longValue(),
                ((Timestamp) row[1]).toInstant(),
                (String) row[2],
                (String) row[3],
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (Map<?, ?>) Json.parseOwn((String) row[7]),
                ((Number) row[8]).intValue());
    }

    /**
     * Takes the oldest lines away whose time is over; the only thing that may.
     *
     * @param over lines before this moment go
     * @param most how many at once
     * @return how many went
     */
    public int forget(Instant over, int most) {
        entities.createNativeQuery("select set_config('kaidan.forgets', 'audit', true)")
                .getResultList();
        int gone = entities.createNativeQuery("""
                        delete from audit_entry where id in
                        (select id from audit_entry where at < ?1 order by at, id limit ?2)""")
                .setParameter(1, Timestamp.from(over))
                .setParameter(2, most)
                .executeUpdate();
        entities.createNativeQuery("select set_config('kaidan.forgets', '', true)")
                .getResultList();
        return gone;
    }
}
