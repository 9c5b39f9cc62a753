package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Which tickets called which, in the database. */
@ApplicationScoped
public class CalledTickets {

    @PersistenceContext
    private EntityManager entities;

    /**
     * A called ticket as those see it who see its caller: no value of it.
     *
     * @param apiPath null, as the number is, for those who may not know which ticket it is
     * @param node the call activity
     * @param incidents those of the called ticket and of all that it called in turn
     */
    public record Called(String apiPath, Long dataNo, String node, String state, long incidents) {

        /** As those see it who see its caller only. */
        public Called withheld() {
            return new Called(null, null, node, state, incidents);
        }
    }

    /** The ids of the open tickets that these tokens called. */
    public List<Long> openBy(Collection<Token> tokens) {
        List<Long> ids = tokens.stream().map(Token::id).filter(Objects::nonNull).toList();
        return ids.isEmpty() ? List.of() : open("t.caller.tokenId", ids);
    }

    /** The ids of the open tickets that these tickets called. */
    public List<Long> openOf(Collection<Ticket> callers) {
        return callers.isEmpty()
                ? List.of()
                : open("t.caller.id", callers.stream().map(Ticket::id).toList());
    }

    private List<Long> open(String what, Collection<Long> ids) {
        return entities.createQuery(
                        "select t.id from Ticket t where " + what + " in :ids and t.state = :open order by t.id",
                        Long.class)
                .setParameter("ids", ids)
                .setParameter("open", TicketState.OPEN)
                .getResultList();
    }

    /** The ticket that called this one; empty where none did, or it is deleted. */
    @SuppressWarnings("unchecked")
    public Optional<CalledBy> caller(Ticket called) {
        if (!called.isCalled()) {
            return Optional.empty();
        }
        Stream<Object[]> rows = entities.createNativeQuery(
                        "select f.api_path, t.data_no, t.version_id from ticket t join flow f on f.id = t.flow_id where t.id = ?")
                .setParameter(1, called.caller().id())
                .getResultStream();
        return rows.findFirst()
                .map(row -> new CalledBy(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        called.caller().node(),
                        ((Number) row[2]).longValue()));
    }

    /** The tickets that this one called, the oldest first. */
    public List<Called> called(Ticket caller) {
        return called(
                entities.createNativeQuery("""
                        with recursive below (id, top) as (
                            select t.id, t.id from ticket t where t.caller_id = ? and t.state = 'OPEN'
                            union all
                            select t.id, b.top from ticket t join below b on t.caller_id = b.id where t.state = 'OPEN'),
                        failed (top, number) as (
                            select b.top, count(*) from below b join token k on k.ticket_id = b.id
                            where k.failure is not null group by b.top)
                        select f.api_path, t.data_no, t.caller_node, t.state, coalesce(x.number, 0)
                        from ticket t join flow f on f.id = t.flow_id left join failed x on x.top = t.id
                        where t.caller_id = ? order by t.opened_at, t.id""").setParameter(1, caller.id()).setParameter(2, caller.id()));
    }

    @SuppressWarnings("unchecked")
    private static List<Called> called(Query query) {
        Stream<Object[]> rows = query.getResultStream();
        return rows.map(row -> new Called(
                        (String) row[0],
                        ((Number) row[1]).longValue(),
                        (String) row[2],
                        ((String) row[3]).toLowerCase(Locale.ROOT),
                        ((Number) row[4]).longValue()))
                .toList();
    }
}
