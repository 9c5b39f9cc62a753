package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;

/**
 * What holds for the statements of a transaction that look for whatever somebody asks. The data source has PostgreSQL make one
 * plan for a statement, whatever its values, which is what the many small ones need: to plan takes longer than to carry out. But
 * made for values that many tickets have, such a plan reads a million of them to find one that none has.
 */
@ApplicationScoped
public class Lookup {

    private static final String PLAN = "set_config('plan_cache_mode', 'force_custom_plan', true)";

    @PersistenceContext
    private EntityManager entities;

    protected Lookup() {}

    /** For use without a container. */
    public Lookup(EntityManager entities) {
        this.entities = entities;
    }

    /** Each statement is planned for its own values from here on. */
    public void begin() {
        entities.createNativeQuery("select " + PLAN).getSingleResult();
    }

    /** The same; and one that takes longer than this fails, see {@link io.kaidan.problem.Timeout}. */
    public void begin(Duration longest) {
        entities.createNativeQuery("select " + PLAN + ", set_config('statement_timeout', ?1, true)")
                .setParameter(1, Long.toString(longest.toMillis()))
                .getSingleResult();
    }
}
