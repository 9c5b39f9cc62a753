package io.kaidan.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** One deployed package. Immutable: tickets stay on the version they were opened with. */
@Entity
@Table(name = "application_version")
public class ApplicationVersion {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "application_version")
    @SequenceGenerator(name = "application_version", sequenceName = "application_version_seq", allocationSize = 50)
    private Long id;

    @Column(name = "application_id")
    private long applicationId;

    @Column(name = "version")
    private int version;

    @Column(name = "package")
    private byte[] zip;

    @Column(name = "deployed_by")
    private String deployedBy;

    @Column(name = "deployed_at")
    private Instant deployedAt;

    protected ApplicationVersion() {}

    ApplicationVersion(long applicationId, int version, byte[] zip, String deployedBy, Instant deployedAt) {
        this.applicationId = applicationId;
        this.version = version;
        this.zip = zip;
        this.deployedBy = deployedBy;
        this.deployedAt = deployedAt;
    }

    public Long id() {
        return id;
    }

    public int version() {
        return version;
    }

    public byte[] zip() {
        return zip;
    }

    public String deployedBy() {
        return deployedBy;
    }

    public Instant deployedAt() {
        return deployedAt;
    }
}
