package io.kaidan.ticket;

import io.kaidan.persistence.JsonListConverter;
import io.kaidan.persistence.JsonMapConverter;
import io.kaidan.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One line of a ticket's history: who did what when, and which values changed. */
@Entity
@Table(name = "ticket_event")
@SqlResultSetMapping(
        name = TicketEvent.COUNTED,
        entities = @EntityResult(entityClass = TicketEvent.class),
        columns = @ColumnResult(name = "found", type = Long.class))
public class TicketEvent {

    /** Of a native query: a line, and how many there are beside it. */
    static final String COUNTED = "TicketEvent.counted";

    public static final String OPENED = "opened";
    public static final String PUSHED = "pushed";
    public static final String ATTACHED = "attached";
    public static final String SET = "set";
    public static final String CLOSED = "closed";
    public static final String CANCELLED = "cancelled";
    public static final String MOVED = "moved";
    public static final String ASSIGNED = "assigned";
    public static final String MIGRATED = "migrated";
    public static final String HAPPENED = "happened";
    public static final String INCIDENT = "incident";
    public static final String RETRIED = "retried";
    public static final String THROWN = "thrown";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ticket_event")
    @SequenceGenerator(name = "ticket_event", sequenceName = "ticket_event_seq", allocationSize = 500)
    private Long id;

    @Column(name = "ticket_id")
    private long ticketId;

    @Column(name = "at")
    private Instant at;

    @Column(name = "by_user")
    private String by;

    @Column(name = "event")
    private String event;

    @Column(name = "node")
    private String node;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "changes")
    private Map<String, Object> changes;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "variables")
    private Map<String, Object> variables;

    @Column(name = "reason")
    private String reason;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "problem")
    private Map<String, Object> problem;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "log")
    private List<Object> log;

    @Column(name = "closed")
    private boolean closed;

    protected TicketEvent() {}

    /**
     * @param node the id of the node it happened at
     * @param changes field to the list of its value before and after, of a work item for {@link #ASSIGNED}, and
     *     {@code node} for {@link #MOVED}; null when no value changed
     */
    public TicketEvent(Instant at, String by, String event, String node, Map<String, Object> changes) {
        this.at = at;
        this.by = by;
        this.event = event;
        this.node = node;
        this.changes = changes;
    }

    /**
     * As people read it. That a ticket is closed is a line of its own for them, but stored in the one of what
     * closed it.
     */
    public Stream<TicketEvent> lines() {
        return closed ? Stream.of(this, new TicketEvent(at, by, CLOSED, null, null)) : Stream.of(this);
    }

    public Long id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String by() {
        return by;
    }

    public String event() {
        return event;
    }

    public String node() {
        return node;
    }

    public Map<String, Object> changes() {
        return changes;
    }

    /** Changes of what only a branch knows, as {@link #changes}; null when there are none. */
    public Map<String, Object> variables() {
        return variables;
    }

    public void branchChanged(Map<String, Object> changed) {
        variables = changed;
    }

    /**
     * Each element that was entered or left with it, where the flow keeps a log; {@link ExecutionLog} reads it.
     *
     * @param entries each with {@code node}, {@code event} and {@code values}
     */
    public void log(List<Map<String, Object>> entries) {
        log = StoredLog.of(entries, changes);
    }

    /** With it the ticket was closed. */
    public void closesTicket() {
        closed = true;
    }

    /** Why it was done; null where it is a matter of course. */
    public String reason() {
        return reason;
    }

    /** Notes the reason that whoever did it gave. */
    public void because(String given) {
        reason = given;
    }

    /** Why the ticket could not go on, for {@link #INCIDENT}; else null. */
    public Problem problem() {
        return problem == null ? null : StoredProblem.of(problem);
    }

    /** Notes why the ticket could not go on. */
    public void failed(Problem why) {
        problem = StoredProblem.plain(why);
    }

    void belongsTo(long ticket) {
        ticketId = ticket;
    }
}
