package io.kaidan.service;

import io.kaidan.problem.Refused;
import io.kaidan.problem.Timeout;
import io.kaidan.ticket.Lookup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.function.Supplier;

/** Of who waits for what he looks for: no question keeps the database, a connection and a thread busy for longer. */
@ApplicationScoped
public class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Inject
    private Lookup lookup;

    /**
     * Asks something within the caller's transaction.
     *
     * @throws Refused {@code too_slow} where a statement takes too long
     */
    public <T> T within(Supplier<T> question) {
        try {
            lookup.begin(LONGEST);
            return question.get();
        } catch (PersistenceException failure) {
            if (Timeout.isBehind(failure)) {
                throw Refused.because("too_slow", LONGEST.toSeconds());
            }
            throw failure;
        }
    }
}
