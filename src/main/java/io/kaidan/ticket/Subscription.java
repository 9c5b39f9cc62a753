package io.kaidan.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;

/**
 * An event that a ticket waits for beside people: a timer, a message, a signal. It ends with what it was for: when the
 * token leaves the node, and when the ticket is over.
 */
@Entity
@Table(name = "subscription")
public class Subscription {

    public static final String TIMER = "timer";
    public static final String MESSAGE = "message";
    public static final String SIGNAL = "signal";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "subscription")
    @SequenceGenerator(name = "subscription", sequenceName = "subscription_seq", allocationSize = 50)
    private Long id;

    @Column(name = "ticket_id")
    private long ticketId;

    @Column(name = "token_id")
    private Long tokenId;

    @Column(name = "node")
    private String node;

    @Column(name = "kind")
    private String kind;

    @Column(name = "name")
    private String name;

    @Column(name = "correlation_key")
    private String correlationKey;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "cycle")
    private String cycle;

    @Transient
    private Token token;

    protected Subscription() {}

    private Subscription(Token token, String node, String kind) {
        this.token = token;
        this.node = node;
        this.kind = kind;
    }

    /**
     * A timer.
     *
     * @param token that waits; null: the ticket as a whole
     * @param node the event
     * @param cycle what of the cycle is left after it; null: it is due once
     */
    public static Subscription timer(Token token, String node, Instant dueAt, String cycle) {
        Subscription timer = new Subscription(token, node, TIMER);
        timer.dueAt = dueAt;
        timer.cycle = cycle;
        return timer;
    }

    /**
     * A message or signal.
     *
     * @param token that waits; null: the ticket as a whole
     * @param node the event
     * @param correlationKey for whom a message is; null where it is for anybody
     */
    public static Subscription named(Token token, String node, String kind, String name, String correlationKey) {
        Subscription subscription = new Subscription(token, node, kind);
        subscription.name = name;
        subscription.correlationKey = correlationKey;
        return subscription;
    }

    public Long id() {
        return id;
    }

    public long ticketId() {
        return ticketId;
    }

    /** The token that waits; null: the ticket as a whole. */
    public Token token(Ticket ticket) {
        if (token == null && tokenId != null) {
            token = ticket.token(tokenId).orElse(null);
        }
        return token;
    }

    /** Whether the ticket as a whole waits. */
    public boolean isOfTicket() {
        return token == null && tokenId == null;
    }

    /** Whether it waits with this token. */
    public boolean waitsWith(Token other) {
        return other == token || other.id() != null && other.id().equals(tokenId);
    }

    public String node() {
        return node;
    }

    /** Its ticket stands at the same place in another version of the flow. */
    public void migrated(String newNode) {
        node = newNode;
    }

    public String kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String correlationKey() {
        return correlationKey;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public String cycle() {
        return cycle;
    }

    void belongsTo(long ticket) {
        ticketId = ticket;
        tokenId = token == null ? null : token.id();
    }
}
