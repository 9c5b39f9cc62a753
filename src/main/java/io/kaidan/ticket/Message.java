package io.kaidan.ticket;

import io.kaidan.persistence.JsonListConverter;
import io.kaidan.persistence.JsonMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A message that came. It is kept until one ticket takes it, or until its time is over. */
@Entity
@Table(name = "message")
public class Message {

    public static final String KEPT = "kept";
    public static final String CORRELATED = "correlated";
    public static final String OPENED = "opened";

    /** More than it takes to find out what becomes of a message. */
    public static final Duration UNDER_WAY = Duration.ofSeconds(10);

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "message")
    @SequenceGenerator(name = "message", sequenceName = "message_seq", allocationSize = 50)
    private Long id;

    @Column(name = "name")
    private String name;

    @Column(name = "correlation_key")
    private String correlationKey;

    @Column(name = "message_id")
    private String messageId;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "values")
    private Map<String, Object> values;

    @Column(name = "sent_by")
    private String by;

    @Column(name = "sent_at")
    private Instant at;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "may_modify")
    private List<Object> mayModify;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "may_add")
    private List<Object> mayAdd;

    @Column(name = "state")
    private String state;

    @Column(name = "api_path")
    private String apiPath;

    @Column(name = "data_no")
    private Long dataNo;

    protected Message() {}

    /**
     * A message that nobody has taken yet.
     *
     * @param correlationKey for whom it is; null: for nobody in particular
     * @param messageId by which its sender tells it from others; null: each is another
     */
    public Message(
            String name,
            String correlationKey,
            String messageId,
            Map<String, Object> values,
            String by,
            Instant at,
            Instant expiresAt,
            Reach reach) {
        this.name = name;
        this.correlationKey = correlationKey;
        this.messageId = messageId;
        this.values = values;
        this.by = by;
        this.at = at;
        this.expiresAt = expiresAt;
        this.mayModify = reach.modify();
        this.mayAdd = reach.add();
        this.state = KEPT;
    }

    /**
     * A ticket takes it that waited, or that it has opened. It is remembered for a while: as long as it was to be kept when
     * it has an id of its sender's, else until its sender has been told.
     */
    public void taken(String how, String byApiPath, long byDataNo, Instant now) {
        state = how;
        apiPath = byApiPath;
        dataNo = byDataNo;
        values = Map.of();
        Instant told = now.plus(UNDER_WAY);
        if (messageId == null && told.isBefore(expiresAt)) {
            expiresAt = told;
        }
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String correlationKey() {
        return correlationKey;
    }

    public String messageId() {
        return messageId;
    }

    public Map<String, Object> values() {
        return values;
    }

    public String by() {
        return by;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public String state() {
        return state;
    }

    /** Of the ticket that took it; null while it is kept. */
    public String apiPath() {
        return apiPath;
    }

    /** Of the ticket that took it; null while it is kept. */
    public Long dataNo() {
        return dataNo;
    }
}
