package io.kaidan.ticket;

import static java.util.stream.Collectors.toMap;

import io.kaidan.persistence.JsonMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityResult;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A form on its way through a flow.
 *
 * <p>Its life: it is opened with the values of the start form and runs to its first human points, where tokens wait,
 * each with a {@link WorkItem}. Each push writes values and takes one token further. When the last token has reached an
 * end the ticket is closed; an administrator may cancel it before. It stays on the version of the application it was
 * opened with.
 */
@Entity
@Table(name = "ticket")
@SqlResultSetMapping(
        name = Ticket.COUNTED,
        entities = @EntityResult(entityClass = Ticket.class),
        columns = @ColumnResult(name = "found", type = Long.class))
public class Ticket {

    /** Of a native query: a ticket, and how many there are beside it. */
    static final String COUNTED = "Ticket.counted";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ticket")
    @SequenceGenerator(name = "ticket", sequenceName = "ticket_seq", allocationSize = 500)
    private Long id;

    @Column(name = "flow_id")
    private long flowId;

    @Column(name = "version_id")
    private long versionId;

    @Column(name = "data_no")
    private long dataNo;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private TicketState state;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "values")
    private Map<String, Object> values;

    @Column(name = "title")
    private String title;

    @Column(name = "status")
    private String status;

    @Column(name = "level")
    private String level;

    @Column(name = "opened_by")
    private String openedBy;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "updated_by")
    private String updatedBy;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "closed_at")
    private Instant closedAt;

    @Column(name = "version")
    private int version;

    @Column(name = "start_key", updatable = false)
    private String startKey;

    @Embedded
    private Caller caller = new Caller();

    /** The tokens as they stand; the repository loads and saves them. */
    @Transient
    private List<Token> tokens = new ArrayList<>();

    @Transient
    private List<Token> consumed = new ArrayList<>();

    protected Ticket() {}

    /** A new ticket; its number is given when everything else is known to be right. */
    public Ticket(long flowId, long versionId, String openedBy, Instant openedAt) {
        this.flowId = flowId;
        this.versionId = versionId;
        this.state = TicketState.OPEN;
        this.values = Map.of();
        this.openedBy = openedBy;
        this.openedAt = openedAt;
        this.updatedBy = openedBy;
        this.updatedAt = openedAt;
    }

    /** A message for this key opens it: while it is open, no other message does so on the same flow. */
    public void openedFor(String correlationKey) {
        startKey = correlationKey;
    }

    /** The correlation key of the message that opened it; null where it was opened otherwise. */
    public String startKey() {
        return startKey;
    }

    /** Another ticket opens it and waits for it. */
    public void calledBy(Caller other) {
        caller = other;
    }

    /** The ticket that opened it and waits for it; one that is none where somebody opened it. */
    public Caller caller() {
        return caller;
    }

    /** Whether another ticket opened it. */
    public boolean isCalled() {
        return caller.node() != null;
    }

    /** Takes new values; the whole document is replaced. Returns what changed, null when nothing did. */
    public Map<String, Object> write(Map<String, Object> document, Headers headers) {
        Map<String, Object> changes = new LinkedHashMap<>();
        TreeSet<String> keys = new TreeSet<>(values.keySet());
        keys.addAll(document.keySet());
        for (String key : keys) {
            if (!Objects.equals(values.get(key), document.get(key))) {
                changes.put(key, Arrays.asList(values.get(key), document.get(key)));
            }
        }
        values = document;
        title = headers.title();
        status = headers.status();
        level = headers.level();
        return changes.isEmpty() ? null : changes;
    }

    /** The texts of the fixed columns; each may be null. */
    public record Headers(String title, String status, String level) {}

    /** A new token at a node; without a scope it is in the ticket itself. */
    public Token addToken(String node, String link, Token scope) {
        Token token = new Token(node, link, scope);
        tokens.add(token);
        return token;
    }

    /** A token reached an end, was joined with another, or was taken away. */
    public void consume(Token token) {
        tokens.remove(token);
        consumed.add(token);
    }

    /** Something happened to it; with no token left it closes. Returns whether it did. */
    public boolean settle(String by, Instant at) {
        updatedBy = by;
        updatedAt = at;
        version++;
        if (tokens.isEmpty() && isOpen()) {
            state = TicketState.CLOSED;
            closedAt = at;
            return true;
        }
        return false;
    }

    /** It is over, wherever it stood; its tokens are consumed by then. */
    public void cancel(Instant at) {
        state = TicketState.CANCELLED;
        closedAt = at;
    }

    /** It goes on, on another version of its flow. */
    public void migrated(long newVersionId) {
        versionId = newVersionId;
    }

    public boolean isOpen() {
        return state == TicketState.OPEN;
    }

    public void numbered(long number) {
        dataNo = number;
    }

    void loaded(List<Token> standing) {
        tokens = new ArrayList<>(standing);
        consumed = new ArrayList<>();
        Map<Long, Token> byId = tokens.stream().collect(toMap(Token::id, t -> t));
        tokens.stream().filter(t -> t.scopeId() != null).forEach(t -> t.scope(byId.get(t.scopeId())));
    }

    List<Token> consumed() {
        return consumed;
    }

    public List<Token> tokens() {
        return tokens;
    }

    public Long id() {
        return id;
    }

    public long flowId() {
        return flowId;
    }

    public long versionId() {
        return versionId;
    }

    public long dataNo() {
        return dataNo;
    }

    public TicketState state() {
        return state;
    }

    public Map<String, Object> values() {
        return values;
    }

    /** What a token knows: the ticket's values, over them the variables of its scopes, its own over all. */
    public Map<String, Object> valuesAt(Token token) {
        Map<String, Object> seen = values;
        Deque<Token> scopes = new ArrayDeque<>();
        for (Token at = token; at != null; at = at.scope()) {
            if (!at.variables().isEmpty()) {
                scopes.push(at);
            }
        }
        for (Token scope : scopes) {
            seen = new LinkedHashMap<>(seen);
            seen.putAll(scope.variables());
        }
        return seen;
    }

    /** The token that waits for a work item. */
    public Token waitingFor(WorkItem item) {
        return tokens.stream()
                .filter(item::waitsWith)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a token for the work item " + item.id() + " but there is none"));
    }

    /** The token of this id; empty when it is gone. */
    public Optional<Token> token(long tokenId) {
        return tokens.stream().filter(t -> t.id() != null && t.id() == tokenId).findFirst();
    }

    /** The tokens directly in the scope of a token; null: in the ticket itself. */
    public List<Token> inside(Token scope) {
        return tokens.stream().filter(t -> t.scope() == scope).toList();
    }

    public String title() {
        return title;
    }

    public String status() {
        return status;
    }

    public String level() {
        return level;
    }

    public String openedBy() {
        return openedBy;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public Instant closedAt() {
        return closedAt;
    }

    public int version() {
        return version;
    }
}
