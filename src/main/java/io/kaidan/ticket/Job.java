package io.kaidan.ticket;

import io.kaidan.persistence.JsonMapConverter;
import io.kaidan.trace.Trace;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Work that a token waits for, done outside of the flow: by a worker that takes it over HTTP, or, when its type is {@link
 * #HTTP}, by a call to another host.
 *
 * <p>Its life: it is free from the start. Whoever takes it holds it until his time is up; then, and when he fails, it is
 * free again, after a pause if he asks for one. It is gone when it is done, when its retries are used up, and with its
 * token.
 */
@Entity
@Table(name = "job")
public class Job {

    /** The type that is built in. */
    public static final String HTTP = "http";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "job")
    @SequenceGenerator(name = "job", sequenceName = "job_seq", allocationSize = 50)
    private Long id;

    @Column(name = "ticket_id")
    private long ticketId;

    @Column(name = "token_id")
    private long tokenId;

    @Column(name = "type")
    private String type;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "headers")
    private Map<String, Object> headers;

    @Column(name = "retries")
    private int retries;

    @Column(name = "available_at")
    private Instant availableAt;

    @Column(name = "worker")
    private String worker;

    @Column(name = "traceparent")
    private String traceparent;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "answer")
    private Map<String, Object> answer;

    @Transient
    private Token token;

    protected Job() {}

    /**
     * A job that is free.
     *
     * @param headers what the flow's designer tells whoever does it
     * @param retries how often it may be tried
     */
    public Job(Token token, String type, Map<String, Object> headers, int retries, Instant availableAt) {
        this.token = token;
        this.type = type;
        this.headers = headers;
        this.retries = retries;
        this.availableAt = availableAt;
    }

    /** It is a part of this. */
    public void follows(Trace trace) {
        traceparent = trace.next().toString();
    }

    /** A worker takes it, and nobody else does until his time is up. */
    public void take(String by, Instant until) {
        worker = by;
        availableAt = until;
    }

    /** It failed, and may be tried this often still, from a moment on. */
    public void failed(int left, Instant from) {
        retries = left;
        availableAt = from;
        worker = null;
    }

    /** It is done, but its ticket cannot go on now. */
    public void answered(Map<String, Object> kept) {
        answer = kept;
    }

    /** Whether a worker of this name may say how it went: no other has it. A worker without a name is believed. */
    public boolean isHeldBy(String name) {
        return name == null || name.equals(worker);
    }

    /** The pause before the next try when nobody asks for another: it doubles from one to the next. */
    public static Duration pause(Duration first, int tries) {
        return first.multipliedBy(1L << Math.min(tries, 10));
    }

    public Long id() {
        return id;
    }

    public long ticketId() {
        return ticketId;
    }

    public String type() {
        return type;
    }

    public Map<String, Object> headers() {
        return headers;
    }

    public int retries() {
        return retries;
    }

    /** What it is a part of, as the header has it; null: nobody has said so. */
    public String traceparent() {
        return traceparent;
    }

    /** From when on somebody may take it. */
    public Instant availableAt() {
        return availableAt;
    }

    /** Who has it, or had it last; null: nobody has. */
    public String worker() {
        return worker;
    }

    /** What has come for its ticket, which could not go on then; null: nothing. */
    public Map<String, Object> answer() {
        return answer;
    }

    /** The token that waits for it; null when it waits no more. */
    public Token token(Ticket ticket) {
        return ticket.token(tokenId).orElse(null);
    }

    /** Whether the token that waits for it is this one. */
    public boolean isOf(Token other) {
        return other == token || other.id() != null && other.id() == tokenId;
    }

    void belongsTo(long ticket) {
        ticketId = ticket;
        tokenId = token.id();
    }
}
