package io.kaidan.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The value of a setting that an administrator has chosen while the product runs. */
@Entity
@Table(name = "setting")
public class StoredSetting {

    @Id
    @Column(name = "name")
    private String name;

    @Column(name = "value")
    private String value;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    protected StoredSetting() {}

    public StoredSetting(String name) {
        this.name = name;
    }

    public void become(String newValue, String by, Instant at) {
        value = newValue;
        changedBy = by;
        changedAt = at;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt;
    }
}
