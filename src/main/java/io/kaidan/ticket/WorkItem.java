package io.kaidan.ticket;

import io.kaidan.persistence.JsonListConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One stop of a ticket at a human point. Each arrival makes a new one, a loop back included; its id is the data_id.
 * It is open, then either done by a push or cancelled, when its ticket ends or its token is taken elsewhere.
 */
@Entity
@Table(name = "work_item")
public class WorkItem {

    public static final String OPEN = "open";
    public static final String DONE = "done";
    public static final String CANCELLED = "cancelled";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "work_item")
    @SequenceGenerator(name = "work_item", sequenceName = "work_item_seq", allocationSize = 500)
    private Long id;

    @Column(name = "ticket_id")
    private long ticketId;

    @Column(name = "token_id")
    private long tokenId;

    @Column(name = "node")
    private String node;

    @Column(name = "name")
    private String name;

    @Column(name = "state")
    private String state;

    @Column(name = "assignee")
    private String assignee;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "candidate_users")
    private List<Object> candidateUsers;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "candidate_groups")
    private List<Object> candidateGroups;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "since")
    private Instant since;

    @Column(name = "done_at")
    private Instant doneAt;

    @Column(name = "done_by")
    private String doneBy;

    @Transient
    private Token token;

    protected WorkItem() {}

    /** A token stops at a human point. */
    public WorkItem(Token token, String name, Assignment assignment, Instant since) {
        this.token = token;
        this.node = token.node();
        this.name = name;
        this.state = OPEN;
        this.assignee = assignment.assignee();
        this.candidateUsers = List.copyOf(assignment.candidateUsers());
        this.candidateGroups = List.copyOf(assignment.candidateGroups());
        this.dueAt = assignment.dueAt();
        this.since = since;
    }

    /** Who is to act on a work item, and until when; any of it may be absent. */
    public record Assignment(
            String assignee, List<String> candidateUsers, List<String> candidateGroups, Instant dueAt) {}

    public Long id() {
        return id;
    }

    public long ticketId() {
        return ticketId;
    }

    /** Whether this is the token that waits for it. */
    public boolean waitsWith(Token other) {
        return other == token || other.id() != null && other.id() == tokenId;
    }

    public String node() {
        return node;
    }

    public String name() {
        return name;
    }

    public String state() {
        return state;
    }

    public boolean isOpen() {
        return state.equals(OPEN);
    }

    public String assignee() {
        return assignee;
    }

    public List<String> candidateUsers() {
        return candidateUsers.stream().map(String::valueOf).toList();
    }

    public List<String> candidateGroups() {
        return candidateGroups.stream().map(String::valueOf).toList();
    }

    public Instant dueAt() {
        return dueAt;
    }

    public Instant since() {
        return since;
    }

    public Instant doneAt() {
        return doneAt;
    }

    public String doneBy() {
        return doneBy;
    }

    /** Whether this person may act on it without the flow's modify permission. */
    public boolean isFor(String username, java.util.Collection<String> groups) {
        return username.equals(assignee)
                || candidateUsers.contains(username)
                || groups.stream().anyMatch(candidateGroups::contains);
    }

    /** Whether somebody may act on it beside its assignee. */
    public boolean hasCandidates() {
        return !candidateUsers.isEmpty() || !candidateGroups.isEmpty();
    }

    /** Others are to act on it from now on. Returns what changed, null when nothing did. */
    public Map<String, Object> assign(String user, List<String> users, List<String> groups) {
        Map<String, Object> changes = new LinkedHashMap<>();
        note(changes, "assignee", assignee, user);
        note(changes, "candidateUsers", candidateUsers, users);
        note(changes, "candidateGroups", candidateGroups, groups);
        assignee = user;
        candidateUsers = List.copyOf(users);
        candidateGroups = List.copyOf(groups);
        return changes.isEmpty() ? null : changes;
    }

    private static void note(Map<String, Object> changes, String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            changes.put(what, Arrays.asList(before, after));
        }
    }

    /** Its ticket stands at the same place in another version of the flow. */
    public void migrated(String newNode, String newName) {
        node = newNode;
        name = newName;
    }

    /** Somebody pushed it on. */
    public void done(String by, Instant at) {
        state = DONE;
        doneBy = by;
        doneAt = at;
    }

    void belongsTo(long ticket) {
        ticketId = ticket;
        tokenId = token.id();
    }
}
