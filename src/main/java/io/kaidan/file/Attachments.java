package io.kaidan.file;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The attachments in the database. Their bytes go in and out in chunks; never is more than one of them in memory. */
@ApplicationScoped
public class Attachments {

    /**
     * Bytes of a chunk. Large enough that 200 MB take 200 statements, small enough that a hundred transfers at once fit
     * into any heap. Never to be changed: positions in files that are stored already are counted with it.
     */
    static final int CHUNK = 1024 * 1024;

    @PersistenceContext
    EntityManager entities;

    /** Stores a file with its bytes, in the caller's transaction; a file of a ticket. */
    public Attachment storeForTicket(long ticketId, Upload upload, String by, Instant at) {
        return store(Attachment.ofTicket(ticketId, upload, by, at), upload);
    }

    /** Stores a file with its bytes, in the caller's transaction; a file of a submission. */
    public Attachment storeForSubmission(long submissionId, Upload upload, String by, Instant at) {
        return store(Attachment.ofSubmission(submissionId, upload, by, at), upload);
    }

    private Attachment store(Attachment attachment, Upload upload) {
        entities.persist(attachment);
        try (InputStream content = upload.open()) {
            byte[] chunk = content.readNBytes(CHUNK);
            for (int seq = 0; chunk.length > 0; seq++) {
                entities.createNativeQuery(
                                "insert into attachment_chunk (attachment_id, seq, bytes) values (?1, ?2, ?3)")
                        .setParameter(1, attachment.id())
                        .setParameter(2, seq)
                        .setParameter(3, chunk)
                        .setFlushMode(FlushModeType.COMMIT)
                        .executeUpdate();
                chunk = content.readNBytes(CHUNK);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return attachment;
    }

    /** The files of a submission become those of the ticket that it became. */
    public void moveToTicket(long submissionId, long ticketId) {
        entities.createQuery("update Attachment a set a.ticketId = :ticket, a.submissionId = null"
                        + " where a.submissionId = :submission")
                .setParameter("ticket", ticketId)
                .setParameter("submission", submissionId)
                .executeUpdate();
    }

    /** Removes the files of a submission that is refused. */
    public void deleteOfSubmission(long submissionId) {
        entities.createQuery("delete from Attachment a where a.submissionId = :submission")
                .setParameter("submission", submissionId)
                .executeUpdate();
    }

    /** The files of a ticket in the order in which they came. */
    public List<Attachment> byTicket(long ticketId) {
        return entities.createQuery(
                        "select a from Attachment a where a.ticketId = :ticket order by a.id", Attachment.class)
                .setParameter("ticket", ticketId)
                .getResultList();
    }

    public Optional<Attachment> find(long id) {
        return Optional.ofNullable(entities.find(Attachment.class, id));
    }

    /**
     * Where a file belongs, and with it who may read it.
     *
     * @param apiPath the flow of its ticket or submission
     * @param submittedBy who submitted it; null as soon as it belongs to a ticket
     * @param actor whether the person asked about has, or had, to act on the ticket
     */
    public record Belonging(String apiPath, String submittedBy, boolean actor) {}

    /** Where a file belongs, with regard to one person and his groups; empty where there is no such file. */
    public Optional<Belonging> belonging(long id, String username, Collection<String> groups) {
        List<?> found = entities.createNativeQuery("""
                        select f.api_path, s.submitted_by, exists (
                                 select 1 from work_item w
                                  where w.ticket_id = a.ticket_id
                                    and (w.assignee = ?2
                                         or jsonb_exists(w.candidate_users, ?2)
                                         or jsonb_exists_any(w.candidate_groups, string_to_array(?3, E'\\n'))))
                          from attachment a
                          left join ticket t on t.id = a.ticket_id
                          left join submission s on s.id = a.submission_id
                          join flow f on f.id = coalesce(t.flow_id, s.flow_id)
                         where a.id = ?1""")
                .setParameter(1, id)
                .setParameter(2, username)
                .setParameter(3, String.join("\n", groups))
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .map(row -> new Belonging((String) row[0], (String) row[1], (Boolean) row[2]))
                .findFirst();
    }

    /**
     * Writes a part of a file's bytes. Call it outside any transaction: each chunk is a short read of its own, so a slow
     * client holds nothing.
     *
     * @param from first byte, from 0
     * @param to last byte, inclusive
     * @throws IOException where the target takes no more
     */
    public void write(long id, long from, long to, OutputStream target) throws IOException {
        for (long at = from; at <= to; ) {
            int offset = (int) (at % CHUNK);
            int length = (int) Math.min(CHUNK - offset, to - at + 1);
            byte[] bytes = chunk(id, (int) (at / CHUNK), offset, length);
            target.write(bytes);
            at += bytes.length;
        }
    }

    private byte[] chunk(long id, int seq, int offset, int length) {
        List<?> found = entities.createNativeQuery(
                        "select substring(bytes, ?3, ?4) from attachment_chunk where attachment_id = ?1 and seq = ?2")
                .setParameter(1, id)
                .setParameter(2, seq)
                .setParameter(3, offset + 1)
                .setParameter(4, length)
                .getResultList();
        if (found.isEmpty() || ((byte[]) found.get(0)).length != length) {
            throw new IllegalStateException("Expected bytes of attachment " + id + " but it was removed meanwhile");
        }
        return (byte[]) found.get(0);
    }
}
