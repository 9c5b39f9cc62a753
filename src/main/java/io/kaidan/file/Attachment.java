package io.kaidan.file;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A file that is kept with a ticket, or with a submission until that becomes one. It never changes. Its bytes are no
 * part of it: {@link Attachments} reads and writes them piece by piece.
 */
@Entity
@Table(name = "attachment")
public class Attachment {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "attachment")
    @SequenceGenerator(name = "attachment", sequenceName = "attachment_seq", allocationSize = 50)
    private Long id;

    @Column(name = "ticket_id")
    private Long ticketId;

    @Column(name = "submission_id")
    private Long submissionId;

    @Column(name = "field")
    private String field;

    @Column(name = "name")
    private String name;

    @Column(name = "size")
    private long size;

    @Column(name = "content_type")
    private String contentType;

    @Column(name = "sha256")
    private String sha256;

    @Column(name = "added_by")
    private String by;

    @Column(name = "added_at")
    private Instant at;

    protected Attachment() {}

    private Attachment(Long ticketId, Long submissionId, Upload upload, String by, Instant at) {
        this.ticketId = ticketId;
        this.submissionId = submissionId;
        this.field = upload.field();
        this.name = upload.name();
        this.size = upload.size();
        this.contentType = upload.contentType();
        this.sha256 = upload.sha256();
        this.by = by;
        this.at = at;
    }

    static Attachment ofTicket(long ticketId, Upload upload, String by, Instant at) {
        return new Attachment(ticketId, null, upload, by, at);
    }

    static Attachment ofSubmission(long submissionId, Upload upload, String by, Instant at) {
        return new Attachment(null, submissionId, upload, by, at);
    }

    public Long id() {
        return id;
    }

    /** Null while it belongs to a submission. */
    public Long ticketId() {
        return ticketId;
    }

    /** The file field; null for one of the ticket's own attachments. */
    public String field() {
        return field;
    }

    public String name() {
        return name;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    public String contentType() {
        return contentType;
    }

    /** Of its bytes, hexadecimal. */
    public String sha256() {
        return sha256;
    }

    public String by() {
        return by;
    }

    public Instant at() {
        return at;
    }
}
