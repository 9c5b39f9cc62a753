package io.kaidan.design;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Drafts in the database. */
@ApplicationScoped
public class Drafts {

    /** A draft in a list, without its files. */
    public record Row(long id, String name, int revision, String madeBy, String savedBy, Instant savedAt) {}

    @PersistenceContext
    private EntityManager entities;

    public void save(Draft draft) {
        entities.persist(draft);
    }

    public void remove(Draft draft) {
        entities.remove(draft);
    }

    public Optional<Draft> find(long id) {
        return Optional.ofNullable(entities.find(Draft.class, id));
    }

    /** It, locked until the transaction ends. */
    public Optional<Draft> lock(long id) {
        return Optional.ofNullable(entities.find(Draft.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** All, those saved last first. */
    public List<Row> all() {
        return entities.createQuery("""
                        select d.id, d.name, d.revision, d.madeBy, d.savedBy, d.savedAt from Draft d
                        order by d.savedAt desc, d.id desc""", Object[].class)
                .getResultStream()
                .map(d -> new Row(
                        (Long) d[0], (String) d[1], (Integer) d[2], (String) d[3], (String) d[4], (Instant) d[5]))
                .toList();
    }
}
