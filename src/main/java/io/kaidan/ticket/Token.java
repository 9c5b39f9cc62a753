package io.kaidan.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Where a ticket stands: one token for each branch that runs in parallel. */
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

    protected Token() {}

    Token(String node, String link) {
        moveTo(node, link);
    }

    public Long id() {
        return id;
    }

    public String node() {
        return node;
    }

    /** The sequence flow over which the token came; null at the start. */
    public String link() {
        return link;
    }

    public void moveTo(String newNode, String overLink) {
        node = newNode;
        link = overLink;
    }

    void belongsTo(long ticket) {
        ticketId = ticket;
    }
}
