package io.kaidan.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A named set of flows that is deployed, and undeployed, as a whole. Deploying makes its next version. */
@Entity
@Table(name = "application")
public class Application {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "application")
    @SequenceGenerator(name = "application", sequenceName = "application_seq", allocationSize = 50)
    private Long id;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private String description;

    @Column(name = "version")
    private int version;

    @Column(name = "deployed")
    private boolean deployed;

    protected Application() {}

    public Application(String name) {
        this.name = name;
        this.description = "";
    }

    /** Deploys the next version; its flows become those that tickets open on. */
    public ApplicationVersion deploy(String newDescription, byte[] zip, String by, Instant at) {
        description = newDescription;
        version++;
        deployed = true;
        return new ApplicationVersion(id, version, zip, by, at);
    }

    /** Takes it off: no new tickets, until it is deployed again. */
    public void undeploy() {
        deployed = false;
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public int version() {
        return version;
    }

    public boolean isDeployed() {
        return deployed;
    }
}
