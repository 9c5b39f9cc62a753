package io.kaidan.identity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Somebody who may sign in. The name never changes, because tickets keep it; who leaves is deactivated.
 * What he may do is the sum of his roles; which tickets are offered to him depends on his groups.
 */
@Entity
@Table(name = "users")
public class User {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "users_seq")
    @SequenceGenerator(name = "users_seq", sequenceName = "users_seq", allocationSize = 50)
    @Column(name = "id")
    private Long id;

    @Column(name = "username", nullable = false)
    private String username;

    @Column(name = "display_name", nullable = false)
    private String displayName;

    @Column(name = "email")
    private String email;

    @Column(name = "active", nullable = false)
    private boolean active;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(name = "failures", nullable = false)
    private int failures;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @ElementCollection
    @CollectionTable(name = "user_group", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "group_id")
    private Set<Long> groupIds = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "user_role", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role_id")
    private Set<Long> roleIds = new HashSet<>();

    protected User() {}

    public User(String username, Password password, Instant createdAt) {
        this.username = username;
        this.displayName = username;
        this.passwordHash = password.text();
        this.active = true;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public void display(String name) {
        displayName = name;
    }

    /** @param address null or empty: he has none */
    public void mailTo(String address) {
        email = address == null || address.isEmpty() ? null : address;
    }

    public void activate(boolean on) {
        active = on;
    }

    public void change(Password password) {
        passwordHash = password.text();
    }

    public void putInto(Collection<Long> groups) {
        groupIds.retainAll(groups);
        groupIds.addAll(groups);
    }

    public void give(Collection<Long> roles) {
        roleIds.retainAll(roles);
        roleIds.addAll(roles);
    }
}
