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

    /** A ticket as those see it who see only its caller, or only what it called: where it is, and no value of it. */
    public record Linked(String apiPath, long dataNo, String node, String state, long incidents) {}

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

    /** The ticket that called this one; empty where none did, or it is deleted. The node is the call activity. */
    public Optional<Linked> caller(Ticket called) {
        if (!called.isCalled()) {
            return Optional.empty();
        }
        return linked(entities.createNativeQuery("""
                        select f.api_path, t.data_no, cast(? as text), t.state, 0
                        from ticket t join flow f on f.id = t.flow_id where t.id = ?""")
                        .setParameter(1, called.caller().node())
                        .setParameter(2, called.caller().id()))
                .findFirst();
    }

    /**
     * The tickets that this one called, the oldest first. The node is the call activity; the incidents are those of the
     * called ticket and of all that it called in turn.
     */
    public List<Linked> called(Ticket caller) {
        return linked(entities.createNativeQuery("""
                        with recursive below (id, top) as (
                            select t.id, t.id from ticket t where t.caller_id = ?
                            union all
                            select t.id, b.top from ticket t join below b on t.caller_id = b.id)
                        select f.api_path, t.data_no, t.caller_node, t.state,
                            (select count(*) from below b join token k on k.ticket_id = b.id
                             where b.top = t.id and k.failure is not null)
                        from ticket t join flow f on f.id = t.flow_id where t.caller_id = ? order by t.opened_at, t.id""")
                        .setParameter(1, caller.id())
                        .setParameter(2, caller.id()))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Stream<Linked> linked(Query query) {
        Stream<Object[]> rows = query.getResultStream();
        return rows.map(row -> new Linked(
                (String) row[0],
                ((Number) row[1]).longValue(),
                (String) row[2],
                ((String) row[3]).toLowerCase(Locale.ROOT),
                ((Number) row[4]).longValue()));
    }
}
