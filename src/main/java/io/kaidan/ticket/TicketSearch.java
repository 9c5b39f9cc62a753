package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Looks for tickets, page by page. However many a flow has, the work of one page is bounded. */
@ApplicationScoped
public class TicketSearch {

    @PersistenceContext
    private EntityManager entities;

    /**
     * What was found. Where tickets are large, or have to be read one by one, it may be fewer than were asked for, or none, with
     * more to be found from {@code next} on.
     *
     * @param next where the next page begins, for {@link TicketQuery#cursor}; null at the end
     */
    public record Page(List<Ticket> tickets, String next) {}

    /** One page of a flow's tickets; its statements must see the database at one moment, and belong to a {@link Lookup}. */
    @SuppressWarnings("unchecked")
    public Page page(long flowId, TicketQuery query) {
        Sql sql = query.page(flowId);
        List<Object[]> found =
                sql.fill(entities.createNativeQuery(sql.text(), Ticket.COUNTED)).getResultList();
        Part<Ticket> part = Part.of(found, row -> (Ticket) row[0], query.limit(), row -> (Long) row[1]);
        List<Ticket> page = part.items();
        if (part.more()) {
            return new Page(page, query.end(page.get(page.size() - 1)));
        }
        return new Page(page, query.filter().reads() ? windowEnd(flowId, query) : null);
    }

    private String windowEnd(long flowId, TicketQuery query) {
        Sql sql = query.windowEnd(flowId);
        List<Object[]> rows = sql.rows(entities);
        if (rows.isEmpty()) {
            return null;
        }
        Object[] last = rows.get(0);
        return query.end(((Number) last[1]).longValue(), last[0]);
    }
}
