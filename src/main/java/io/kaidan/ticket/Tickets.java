package io.kaidan.ticket;

import io.kaidan.persistence.OneLook;
import io.kaidan.persistence.OneTrip;
import io.kaidan.persistence.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tickets in the database, with their tokens, work items and history. */
@ApplicationScoped
public class Tickets {

    /** Work items of a ticket that are read at once: one in an endless round comes to any number. */
    private static final int MOST_SHOWN = 1_000;

    @PersistenceContext
    private EntityManager entities;

    /**
     * Locks the ticket that a work item belongs to, until the transaction ends, and loads it with its tokens.
     * FOR NO KEY UPDATE: child rows can still be inserted by others, which EclipseLink's own FOR UPDATE would block. The work
     * item is looked for in a select of its own, and the flow is no condition: PostgreSQL would go through all tickets of a flow
     * that is new to it.
     *
     * @return empty also where it is a ticket of another flow, or the proof does not hold
     */
    public Optional<Ticket> lockByWorkItem(long flowId, long dataId, Proof proof) {
        Query locking =
                OneLook.of(entities, """
                select * from ticket where id = (select ticket_id from work_item where id = ?)
                and %s for no key update of ticket;
                select * from work_item where id = ?;
                select * from token where ticket_id = (select ticket_id from work_item where id = ?) order by id""".formatted(proof.condition()), Ticket.class, WorkItem.class, Token.class);
        int next = 2 + proof.parameters();
        proof.bind(locking.setParameter(1, dataId), 2)
                .setParameter(next, dataId)
                .setParameter(next + 1, dataId);
        List<?> found = locking.getResultList();
        Optional<Ticket> ticket = OneLook.rows(found, 0, Ticket.class).stream()
                .filter(t -> t.flowId() == flowId)
                .findFirst();
        ticket.ifPresent(t -> t.loaded(OneLook.rows(found, 2, Token.class)));
        return ticket;
    }

    /** Locks a ticket by its number, as {@link #lockByWorkItem} does, and loads it with its tokens. */
    public Optional<Ticket> lock(long flowId, long dataNo) {
        return locked(entities.createNativeQuery(
                        "select * from ticket where flow_id = ? and data_no = ? for no key update", Ticket.class)
                .setParameter(1, flowId)
                .setParameter(2, dataNo));
    }

    /** Locks the ticket that waits for an event, as {@link #lockByWorkItem} does, and loads it with its tokens. */
    public Optional<Ticket> lockBySubscription(long subscriptionId) {
        return locked(entities.createNativeQuery("""
                        select t.* from ticket t join subscription s on s.ticket_id = t.id
                        where s.id = ? for no key update of t""", Ticket.class).setParameter(1, subscriptionId));
    }

    /** Locks the ticket that waits for a job, as {@link #lockByWorkItem} does, and loads it with its tokens. */
    public Optional<Ticket> lockByJob(long jobId) {
        return locked(entities.createNativeQuery("""
                        select t.* from ticket t join job j on j.ticket_id = t.id
                        where j.id = ? for no key update of t""", Ticket.class).setParameter(1, jobId));
    }

    /** Tickets with their tokens, to be read only. */
    public List<Ticket> withTokens(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Ticket> found = entities.createQuery("select t from Ticket t where t.id in :ids", Ticket.class)
                .setParameter("ids", ids)
                .getResultList();
        Map<Long, List<Token>> standing = entities.createQuery(
                        "select t from Token t where t.ticketId in :ids order by t.id", Token.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.groupingBy(Token::ticketId));
        found.forEach(t -> t.loaded(standing.getOrDefault(t.id(), List.of())));
        return found;
    }

    /** Locks a ticket by its id, as {@link #lockByWorkItem} does, and loads it with its tokens. */
    public Optional<Ticket> lockById(long id) {
        return locked(entities.createNativeQuery("select * from ticket where id = ? for no key update", Ticket.class)
                .setParameter(1, id));
    }

    /** Locks the ticket that a token belongs to, as {@link #lockByWorkItem} does, and loads it with its tokens. */
    public Optional<Ticket> lockByToken(long tokenId) {
        return locked(entities.createNativeQuery("""
                        select t.* from ticket t join token k on k.ticket_id = t.id
                        where k.id = ? for no key update of t""", Ticket.class).setParameter(1, tokenId));
    }

    private Optional<Ticket> locked(Query locking) {
        Optional<Ticket> ticket = first(locking);
        ticket.ifPresent(t -> t.loaded(tokens(t.id())));
        return ticket;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Ticket> first(Query query) {
        Stream<Ticket> found = query.getResultStream();
        return found.findFirst();
    }

    private List<Token> tokens(long ticketId) {
        return entities.createQuery("select t from Token t where t.ticketId = :ticket order by t.id", Token.class)
                .setParameter("ticket", ticketId)
                .getResultList();
    }

    /** Where a ticket's branches stand: the ids of the elements, each once. */
    public List<String> waitingAt(long ticketId) {
        return entities.createQuery(
                        "select distinct t.node from Token t where t.ticketId = :ticket order by t.node", String.class)
                .setParameter("ticket", ticketId)
                .getResultList();
    }

    /** The work item as it is now; ask for it after its ticket is locked. */
    public WorkItem workItem(long dataId) {
        return entities.find(WorkItem.class, dataId);
    }

    /** A number for a new ticket of the flow: counted from 1, never given twice. None where the proof does not hold. */
    public OptionalLong nextNumber(long flowId, Proof proof) {
        Query next = entities.createNativeQuery("select nextval('" + numbers(flowId) + "') where " + proof.condition())
                .setFlushMode(FlushModeType.COMMIT); // it asks for nothing that the transaction has changed
        List<?> number = proof.bind(next, 1).getResultList();
        return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(((Number) number.get(0)).longValue());
    }

    /** Makes what the numbers of a new flow's tickets are counted with. No row is locked to count, so creates run in parallel. */
    public void startNumbers(long flowId) {
        entities.createNativeQuery("create sequence " + numbers(flowId)).executeUpdate();
    }

    private static String numbers(long flowId) {
        return "ticket_number_" + flowId;
    }

    /** Saves what a run made of a ticket; a new ticket is inserted. */
    public void save(Ticket ticket, List<WorkItem> workItems, List<TicketEvent> events) {
        if (ticket.id() == null) {
            entities.persist(ticket);
        }
        delete(ticket.consumed().stream().filter(t -> t.id() != null).toList());
        ticket.consumed().clear(); // it may go on in the same transaction
        for (Token token : ticket.tokens()) {
            if (token.id() == null) {
                token.belongsTo(ticket.id());
                entities.persist(token);
            }
        }
        for (WorkItem item : workItems) {
            item.belongsTo(ticket.id());
            entities.persist(item);
        }
        for (TicketEvent event : events) {
            event.belongsTo(ticket.id());
            entities.persist(event);
        }
    }

    /** What was saved is in the database from now on, for statements that look for it there. */
    public void flush() {
        entities.flush();
    }

    /** Writes into the history that files were attached, which no value of the form tells. */
    public void attached(Ticket ticket, List<String> names, String by, Instant at) {
        TicketEvent event = new TicketEvent(at, by, TicketEvent.ATTACHED, null, Map.of("files", names));
        event.belongsTo(ticket.id());
        entities.persist(event);
    }

    /** Nobody is to act any more on what these tokens waited for. */
    public void cancelWorkItems(List<Token> tokens, String by, Instant at) {
        List<Long> ids = tokens.stream().map(Token::id).filter(Objects::nonNull).toList();
        if (!ids.isEmpty()) {
            entities.createQuery("""
                            update WorkItem w set w.state = :cancelled, w.doneBy = :by, w.doneAt = :at
                            where w.tokenId in :ids and w.state = :open""")
                    .setParameter("cancelled", WorkItem.CANCELLED)
                    .setParameter("by", by)
                    .setParameter("at", at)
                    .setParameter("ids", ids)
                    .setParameter("open", WorkItem.OPEN)
                    .executeUpdate();
        }
    }

    /** One statement for all of them; removed one by one they would be updated first, for they have moved. */
    private void delete(List<Token> consumed) {
        if (!consumed.isEmpty()) {
            consumed.forEach(entities::detach);
            Query delete = entities.createNativeQuery("delete from token where id in ("
                    + String.join(", ", Collections.nCopies(consumed.size(), "?")) + ")");
            for (int i = 0; i < consumed.size(); i++) {
                delete.setParameter(i + 1, consumed.get(i).id());
            }
            OneTrip.add(delete);
        }
    }

    /**
     * Where a ticket waits for people, oldest first; empty for a ticket that does not exist, and where the proof does not
     * hold.
     */
    @SuppressWarnings("unchecked") // as the class says
    public List<WorkItem> openWorkItems(long flowId, long dataNo, Proof proof) {
        Query open = entities.createNativeQuery("""
                        select * from work_item
                        where ticket_id = (select id from ticket where flow_id = ? and data_no = ?)
                        and state = 'open' and %s order by id""".formatted(proof.condition()), WorkItem.class)
                .setParameter(1, flowId)
                .setParameter(2, dataNo);
        return proof.bind(open, 3).getResultList();
    }

    /** Where a ticket waits for people, oldest first. */
    public List<WorkItem> openWorkItems(long ticketId) {
        return entities.createQuery(
                        "select w from WorkItem w where w.ticketId = :ticket and w.state = :open order by w.id",
                        WorkItem.class)
                .setParameter("ticket", ticketId)
                .setParameter("open", WorkItem.OPEN)
                .getResultList();
    }

    /**
     * The numbers of a flow's open tickets that are on another version, ascending.
     *
     * @param versionId the version they are not on
     * @param from the version that they are on; null: any other
     * @param after numbers above this one only
     */
    public List<Long> openOnOtherVersions(long flowId, long versionId, Long from, long after, int limit) {
        return entities.createQuery("""
                        select t.dataNo from Ticket t
                        where t.flowId = :flow and t.state = :open and t.versionId <> :version
                        and (:anyVersion = true or t.versionId = :from) and t.dataNo > :after order by t.dataNo""", Long.class)
                .setParameter("flow", flowId)
                .setParameter("open", TicketState.OPEN)
                .setParameter("version", versionId)
                .setParameter("anyVersion", from == null)
                .setParameter("from", from == null ? 0L : from)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /**
     * Makes this transaction read everything as it is at one moment, whatever others commit meanwhile. It only reads, and
     * this is its first call.
     */
    public void readOneMoment() {
        entities.createNativeQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
    }

    public Optional<Ticket> find(long flowId, long dataNo) {
        return entities.createQuery(
                        "select t from Ticket t where t.flowId = :flow and t.dataNo = :number", Ticket.class)
                .setParameter("flow", flowId)
                .setParameter("number", dataNo)
                .getResultStream()
                .findFirst();
    }

    /** Locks a ticket against being deleted until the transaction ends; others may still push it on. */
    public Optional<Ticket> keep(long flowId, long dataNo) {
        return first(entities.createNativeQuery(
                        "select * from ticket where flow_id = ? and data_no = ? for key share", Ticket.class)
                .setParameter(1, flowId)
                .setParameter(2, dataNo));
    }

    /** Writes into the work log of a ticket. */
    public void save(WorkNote note) {
        entities.persist(note);
    }

    /**
     * Deletes tickets with all that belongs to them. Who is pushing one is waited for; those that were called are locked
     * before their callers, as whoever pushes them does.
     *
     * @return those that there were
     */
    public List<Ticket> delete(long flowId, Set<Long> dataNos) {
        if (dataNos.isEmpty()) {
            return List.of();
        }
        List<Ticket> found = entities.createQuery(
                        "select t from Ticket t where t.flowId = :flow and t.dataNo in :numbers order by t.caller.depth desc, t.id",
                        Ticket.class)
                .setParameter("flow", flowId)
                .setParameter("numbers", dataNos)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        if (!found.isEmpty()) {
            entities.createQuery("delete from Ticket t where t.id in :ids")
                    .setParameter("ids", found.stream().map(Ticket::id).toList())
                    .executeUpdate();
        }
        return found;
    }

    /** The work items of a ticket, the oldest first; of too many those that wait, and the newest. */
    public List<WorkItem> workItems(long ticketId) {
        return entities.createQuery(
                        "select w from WorkItem w where w.ticketId = :ticket"
                                + " order by case when w.state = :open then 0 else 1 end, w.id desc",
                        WorkItem.class)
                .setParameter("ticket", ticketId)
                .setParameter("open", WorkItem.OPEN)
                .setMaxResults(MOST_SHOWN)
                .getResultStream()
                .sorted(Comparator.comparing(WorkItem::id))
                .toList();
    }

    /** A work item of a ticket. */
    public Optional<WorkItem> workItem(long ticketId, long id) {
        return Optional.ofNullable(entities.find(WorkItem.class, id)).filter(item -> item.ticketId() == ticketId);
    }

    /**
     * Whether a ticket is for somebody.
     *
     * @param waiting whether he is to act on it; false: or once was
     */
    public boolean isFor(Viewer viewer, long ticketId, boolean waiting) {
        Sql sql = new Sql()
                .add("select 1 from work_item w where w.ticket_id = ")
                .value(ticketId)
                .add(waiting ? " and w.state = 'open' and " : " and ");
        viewer.addMine(sql);
        sql.add(" limit 1");
        return !sql.fill(entities.createNativeQuery(sql.text())).getResultList().isEmpty();
    }

    /** How many tickets of each flow are in a state; flows that have none are left out. */
    public Map<Long, Long> counts(List<Long> flowIds, TicketState state) {
        if (flowIds.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery("""
                        select t.flowId, count(t) from Ticket t
                        where t.flowId in :flows and t.state = :state group by t.flowId""", Object[].class)
                .setParameter("flows", flowIds)
                .setParameter("state", state)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (Long) row[1]));
    }

    /** How many tickets of a flow are in a state. */
    public long count(long flowId, TicketState state) {
        return entities.createQuery(
                        "select count(t) from Ticket t where t.flowId = :flow and t.state = :state", Long.class)
                .setParameter("flow", flowId)
                .setParameter("state", state)
                .getSingleResult();
    }
}
