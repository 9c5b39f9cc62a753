package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What creates with a key have opened, so that the same one sent again opens nothing else. A key is its sender's own. */
@ApplicationScoped
public class IdempotencyKeys {

    /** After that long a key is forgotten, and may be used for something else. */
    private static final Duration KEPT = Duration.ofHours(24);

    @PersistenceContext
    private EntityManager entities;

    protected IdempotencyKeys() {}

    /** For use without a container. */
    public IdempotencyKeys(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * What a create with a key has opened.
     *
     * @param fingerprint SHA-256 of what was sent
     * @param dataNo of the ticket; null where there is a submission
     * @param submission its id; null where there is a ticket
     */
    public record Opening(byte[] fingerprint, Long dataNo, Long submission) {}

    /**
     * Takes a key for the transaction at hand. Whoever takes the same one at the same time waits until that has ended, so
     * of several only the first finds nothing.
     *
     * @return what it has opened before; empty: this is the first use
     */
    public Optional<Opening> take(String username, String key, byte[] fingerprint, Instant now) {
        int taken = entities.createNativeQuery("""
                        insert into idempotency_key as k (username, key, fingerprint, at) values (?1, ?2, ?3, ?4)
                        on conflict (username, key) do update
                        set fingerprint = excluded.fingerprint, at = excluded.at, data_no = null, submission_id = null
                        where k.at <= ?5""")
                .setParameter(1, username)
                .setParameter(2, key)
                .setParameter(3, fingerprint)
                .setParameter(4, Timestamp.from(now))
                .setParameter(5, Timestamp.from(now.minus(KEPT)))
                .executeUpdate();
        return taken == 1 ? Optional.empty() : opening(username, key);
    }

    private Optional<Opening> opening(String username, String key) {
        List<?> found = entities.createNativeQuery("select k.fingerprint, k.data_no, k.submission_id"
                        + " from idempotency_key k where k.username = ?1 and k.key = ?2")
                .setParameter(1, username)
                .setParameter(2, key)
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .findFirst()
                .map(row -> new Opening((byte[]) row[0], (Long) row[1], (Long) row[2]));
    }

    /** Notes what the key that was taken has opened: a ticket's number or a submission's id, the other is null. */
    public void opened(String username, String key, Long dataNo, Long submission) {
        entities.createNativeQuery("update idempotency_key set data_no = ?3, submission_id = ?4"
                        + " where username = ?1 and key = ?2")
                .setParameter(1, username)
                .setParameter(2, key)
                .setParameter(3, dataNo)
                .setParameter(4, submission)
                .executeUpdate();
    }

    /** Keys whose day is over go. */
    public void forget(Instant now) {
        entities.createNativeQuery("delete from idempotency_key where at <= ?1")
                .setParameter(1, Timestamp.from(now.minus(KEPT)))
                .executeUpdate();
    }
}
