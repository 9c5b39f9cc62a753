package io.kaidan.service;

import io.kaidan.metric.Lag;
import io.kaidan.ticket.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How things stood when the database was asked last.
 *
 * @param at when
 * @param took how long it took to ask
 * @param flows what is open, by API path
 * @param queues of jobs, by name
 * @param connections this host's to the database, by whether they are used
 */
public record Reading(
        Instant at,
        Duration took,
        Map<String, Standing.Open> flows,
        Map<String, Lag> queues,
        Map<String, Long> connections) {

    /** Nothing is known. */
    static final Reading NONE = new Reading(Instant.EPOCH, Duration.ZERO, Map.of(), Map.of(), Map.of());
}
