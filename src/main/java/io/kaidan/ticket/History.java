package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** The history of tickets: who did what when, and which values changed. */
@ApplicationScoped
public class History {

    /** Before it there are all lines. */
    public static final long NOW = 0;

    @PersistenceContext
    private EntityManager entities;

    /**
     * A part of a ticket's history, the newest line first, each without the log, which {@link ExecutionLog} reads. By the
     * time: each node of a cluster has ids of its own.
     *
     * @param before the id of the line after the part, or {@link #NOW}
     */
    @SuppressWarnings("unchecked")
    public Part<TicketEvent> part(long ticketId, long before, int limit) {
        Sql sql = new Sql()
                .add("select id, ticket_id, at, by_user, event, node, changes, variables, reason, problem, closed,")
                .add(" cast(null as jsonb) as log from ticket_event where ticket_id = ")
                .value(ticketId);
        if (before != NOW) {
            sql.add(" and (at, id) < (select at, id from ticket_event where id = ")
                    .value(before)
                    .add(")");
        }
        sql.add(" order by at desc, id desc limit ").value(limit + 1);
        Sql fitting = sql.upTo(
                Part.BYTES,
                "coalesce(pg_column_size(r.changes), 0) + coalesce(pg_column_size(r.variables), 0)",
                "octet_length(cast(r as text))");
        List<Object[]> rows = fitting.fill(entities.createNativeQuery(fitting.text(), TicketEvent.COUNTED))
                .getResultList();
        return Part.of(rows, row -> (TicketEvent) row[0], limit, row -> (Long) row[1]);
    }
}
