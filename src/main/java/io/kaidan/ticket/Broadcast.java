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
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A signal on its way to everybody who waited for it when it was sent. */
@Entity
@Table(name = "broadcast")
public class Broadcast {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "broadcast")
    @SequenceGenerator(name = "broadcast", sequenceName = "broadcast_seq", allocationSize = 50)
    private Long id;

    @Column(name = "name")
    private String name;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "values")
    private Map<String, Object> values;

    @Column(name = "sent_by")
    private String by;

    @Column(name = "sent_at")
    private Instant at;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "may_modify")
    private List<Object> mayModify;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "may_add")
    private List<Object> mayAdd;

    protected Broadcast() {}

    public Broadcast(String name, Map<String, Object> values, String by, Instant at, Reach reach) {
        this.name = name;
        this.values = values;
        this.by = by;
        this.at = at;
        this.mayModify = reach.modify();
        this.mayAdd = reach.add();
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Map<String, Object> values() {
        return values;
    }

    public String by() {
        return by;
    }
}
