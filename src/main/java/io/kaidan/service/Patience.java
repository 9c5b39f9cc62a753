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

    /** Of a page of an export, which nobody looks at while it is made. */
    static final Duration EXPORT = Duration.ofSeconds(60);

    @Inject
    private Lookup lookup;

    /**
     * Asks something within the caller's transaction.
     *
     * @throws Refused {@code too_slow} where a statement takes too long
     */
    public <T> T within(Supplier<T> question) {
        return within(LONGEST, question);
    }

    /** The same, with another patience. */
    <T> T within(Duration longest, Supplier<T> question) {
        try {
            lookup.begin(longest);
            return question.get();
        } catch (PersistenceException failure) {
            if (Timeout.isBehind(failure)) {
                throw Refused.because("too_slow", longest.toSeconds());
            }
            throw failure;
        }
    }
}
