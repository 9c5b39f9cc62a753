package io.kaidan.service;

import io.kaidan.metric.Lag;
import io.kaidan.ticket.Lookup;
import io.kaidan.ticket.Standing;
import io.kaidan.trace.Trace;
import jakarta.ejb.AsyncResult;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;

/** Asks the database how things stand: six small statements in one transaction. */
@Stateless
public class Readings {

    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Inject
    private Lookup lookup;

    @Inject
    private Standing standing;

    @Inject
    private Jobs jobs;

    @Inject
    private Environment environment;

    @Inject
    private Clock clock;

    /** Asks beside the thread that wants to know. It fails where the database does not answer, or a statement takes long. */
    @Asynchronous
    public Future<Reading> read() {
        Trace.enter(null); // a thread of the server's pool inherits the log's from the call that had it made
        Instant begun = clock.instant();
        lookup.begin(LONGEST);
        Map<String, Standing.Open> flows = standing.flows();
        Map<String, Lag> queues = new LinkedHashMap<>(jobs.lags());
        queues.put("workers", standing.workers());
        Map<String, Long> connections = environment.connections();
        Instant now = clock.instant();
        return new AsyncResult<>(new Reading(now, Duration.between(begun, now), flows, queues, connections));
    }
}
