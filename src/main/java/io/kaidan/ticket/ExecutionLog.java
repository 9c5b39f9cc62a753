package io.kaidan.ticket;

import io.kaidan.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;

/** The log of tickets: each element that was entered and left, as {@link TicketEvent#log} keeps it. */
@ApplicationScoped
public class ExecutionLog {

    @PersistenceContext
    private EntityManager entities;

    /** Where an entry stands: the line of the history, and the place in it, from 1. */
    public record Place(long event, long number) {

        /** Before all entries. */
        public static final Place START = new Place(0, 0);
    }

    /** One entry: {@code at}, {@code node}, {@code event} and {@code values}, ready to be shown. */
    public record Entry(Place place, Map<String, Object> members) {}

    /** A part of a ticket's log, the oldest first. */
    public Part<Entry> part(long ticketId, Place after, int limit) {
        Sql sql = new Sql()
                .add("select e.id, x.number, cast(x.entry as text) as entry, e.at,")
                .add(" case when jsonb_exists(x.entry, '" + StoredLog.CHANGED
                        + "') then cast(e.changes as text) end as changes")
                .add(" from ticket_event e")
                .add(" cross join lateral jsonb_array_elements(e.log) with ordinality as x(entry, number)")
                .add(" where e.ticket_id = ")
                .value(ticketId)
                .add(" and e.log is not null");
        if (!after.equals(Place.START)) {
            String then = "(select a.at from ticket_event a where a.id = ";
            sql.add(" and e.at >= " + then).value(after.event()).add(")");
            sql.add(" and (e.at, e.id, x.number) > (" + then)
                    .value(after.event())
                    .add("), ");
            sql.value(after.event()).add(", ").value(after.number()).add(")");
        }
        sql.add(" order by e.at, e.id, x.number limit ").value(limit + 1);
        List<Object[]> rows =
                sql.upTo(Part.BYTES, "octet_length(cast(r as text))").rows(entities);
        return Part.of(rows, ExecutionLog::entry, limit, row -> ((Number) row[5]).longValue());
    }

    private static Entry entry(Object[] row) {
        return new Entry(
                new Place(((Number) row[0]).longValue(), ((Number) row[1]).longValue()),
                StoredLog.shown(map(row[2]), Sql.instant(row[3]), map(row[4])));
    }

    @SuppressWarnings("unchecked") // as the engine writes it
    private static Map<String, Object> map(Object json) {
        return json == null ? null : (Map<String, Object>) Json.parseOwn((String) json);
    }
}
