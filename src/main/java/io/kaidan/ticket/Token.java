package io.kaidan.ticket;

import io.kaidan.persistence.JsonMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a ticket stands: one token for each branch that runs in parallel.
 *
 * <p>A token that enters a sub-process, or an activity that is done for each element of a list, stays there as the scope
 * of the tokens inside, and goes on when they are done. A token may know variables of its own beside the ticket's
 * document; whoever is in its scope knows them too. One that could not go on keeps its {@link Failure}: an incident.
 */
@Entity
@Table(name = "token")
public class Token {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "token")
    @SequenceGenerator(name = "token", sequenceName = "token_seq", allocationSize = 500)
    private Long id;

    @Column(name = "ticket_id")
    private long ticketId;

    @Column(name = "node")
    private String node;

    @Column(name = "link")
    private String link;

    @Column(name = "scope_id")
    private Long scopeId;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "variables")
    private Map<String, Object> variables;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "loop")
    private Map<String, Object> loop;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "failure")
    private Map<String, Object> failure;

    /** The token of {@link #scopeId}; the ticket knows it. */
    @Transient
    private Token scope;

    protected Token() {}

    Token(String node, String link, Token scope) {
        this.scope = scope;
        moveTo(node, link);
    }

    public Long id() {
        return id;
    }

    public long ticketId() {
        return ticketId;
    }

    public String node() {
        return node;
    }

    /** The sequence flow over which the token came; null at a start. */
    public String link() {
        return link;
    }

    /** The token in whose scope it is; null: in the ticket itself. */
    public Token scope() {
        return scope;
    }

    /** Whether it is in the scope of this token, directly or further inside. */
    public boolean isInside(Token outer) {
        for (Token at = scope; at != null; at = at.scope) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }

    /** Whether it does one element's share of an activity that is done for each element of a list. */
    public boolean isInstance() {
        return scope != null && scope.node.equals(node);
    }

    /** It comes to a node; what it knew for itself alone, and what it failed at, stays behind. */
    public void moveTo(String newNode, String overLink) {
        node = newNode;
        link = overLink;
        variables = null;
        loop = null;
        failure = null;
    }

    /** It stands at the same place in another version of the flow. */
    public void migrated(String newNode, String newLink) {
        node = newNode;
        link = newLink;
    }

    /** Its own variables; empty for none. */
    public Map<String, Object> variables() {
        return variables == null ? Map.of() : variables;
    }

    /** Adds to its own variables; null is a value, too. */
    public void define(Map<String, Object> more) {
        if (!more.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>(variables());
            all.putAll(more);
            variables = all;
        }
    }

    /** It knows these variables no more by itself. */
    public void forget(Collection<String> names) {
        Map<String, Object> left = new LinkedHashMap<>(variables());
        left.keySet().removeAll(names);
        know(left);
    }

    /** Its own variables are these from now on; empty for none. */
    public void know(Map<String, Object> all) {
        variables = all.isEmpty() ? null : all;
    }

    /** How far the loop is of which it is the scope; null for none. */
    public Map<String, Object> loop() {
        return loop;
    }

    public void loop(Map<String, Object> state) {
        loop = state;
    }

    /** Why it could not go on; null when nothing failed. */
    public Failure failure() {
        return failure == null ? null : Failure.of(failure);
    }

    public boolean hasFailed() {
        return failure != null;
    }

    public void failed(Failure why) {
        failure = why.plain();
    }

    /** It is to try again. */
    public void recover() {
        failure = null;
    }

    Long scopeId() {
        return scopeId;
    }

    void scope(Token outer) {
        scope = outer;
    }

    /** It is about to be saved; its scope has been. */
    void belongsTo(long ticket) {
        ticketId = ticket;
        scopeId = scope == null ? null : scope.id;
    }
}
