package io.kaidan.ticket;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A note in the work log of a ticket. It is written once and never changed. */
@Entity
@Table(name = "work_note")
public class WorkNote {

    /** Characters of a note at most. */
    public static final int LENGTH = 10_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "work_note")
    @SequenceGenerator(name = "work_note", sequenceName = "work_note_seq", allocationSize = 50)
    private Long id;

    @Column(name = "ticket_id")
    private long ticketId;

    @Column(name = "content")
    private String content;

    @Column(name = "written_by")
    private String by;

    @Column(name = "written_at")
    private Instant at;

    protected WorkNote() {}

    public WorkNote(long ticketId, String content, String by, Instant at) {
        this.ticketId = ticketId;
        this.content = content;
        this.by = by;
        this.at = at;
    }

    public Long id() {
        return id;
    }
}
