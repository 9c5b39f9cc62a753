package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.problem.Outage;
import io.kaidan.ticket.OldTickets.Place;
import io.kaidan.ticket.OldTickets.Removed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Removes closed tickets that are older than their flow keeps them, in portions that are committed one by one: so nobody
 * waits for more than one of them, and what is left when the node stops is removed by the next run, on whichever node.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Retention {

    /** What is done again and again. */
    public static final String JOB = "remove-old-tickets";

    static final Duration PAUSE = Duration.ofMinutes(5);

    /** A run holds one of the threads that timers fire on. */
    static final Duration LONGEST = Duration.ofSeconds(15);

    /** Tickets of one transaction, and submissions. */
    static final int PORTION = 500;

    /** Bytes of files with which a portion ends: some seconds, by the figures in operations.md. */
    static final long PORTION_BYTES = 256L << 20;

    private static final System.Logger LOG = System.getLogger(Retention.class.getName());

    @Inject
    Applications applications;

    @Inject
    TicketRemoval removal;

    /**
     * Removes what is old, for a quarter of a minute at most.
     *
     * @param stopping whether the node is about to stop: then the run ends after the portion at hand
     */
    public void run(BooleanSupplier stopping) {
        Run run = new Run(stopping);
        long before;
        do {
            before = run.tickets;
            applications.flowsWithRetention().forEach(flow -> tryToRemove(flow, run));
        } while (run.tickets > before); // now tickets can go that these had called
        run.log();
    }

    /** A failure must not keep the old tickets of all flows behind this one. */
    private void tryToRemove(DeployedFlow flow, Run run) {
        try {
            remove(flow, run);
        } catch (RuntimeException failure) {
            if (!Outage.noted(failure)) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "Old tickets of the flow " + flow.apiPath()
                                + " could not be removed; the next run tries again, error id " + UUID.randomUUID(),
                        failure);
            }
        }
    }

    private void remove(DeployedFlow flow, Run run) {
        Place place = Place.START;
        while (place != null && run.mayGoOn()) {
            Removed removed = removal.removeOld(flow.id(), place);
            run.add(removed);
            place = removed.last();
        }
        int submissions = PORTION;
        while (submissions == PORTION && run.mayGoOn()) {
            submissions = removal.removeOldSubmissions(flow.id());
            run.submissions += submissions;
        }
    }

    /** How far one run is. */
    private static final class Run {

        private final BooleanSupplier stopping;
        private final long began = System.nanoTime();
        private long tickets;
        private long files;
        private long bytes;
        private long submissions;
        private boolean cutShort;

        Run(BooleanSupplier stopping) {
            this.stopping = stopping;
        }

        boolean mayGoOn() {
            cutShort |= stopping.getAsBoolean() || System.nanoTime() - began > LONGEST.toNanos();
            return !cutShort;
        }

        void add(Removed removed) {
            tickets += removed.tickets();
            files += removed.files();
            bytes += removed.bytes();
        }

        void log() {
            if (tickets > 0 || submissions > 0) {
                LOG.log(
                        System.Logger.Level.INFO,
                        String.format(
                                Locale.ROOT,
                                "Retention removed %,d tickets, %,d files (%,d bytes) and %,d submissions in %.1f s%s",
                                tickets,
                                files,
                                bytes,
                                submissions,
                                (System.nanoTime() - began) / 1e9,
                                cutShort ? "; the next run goes on" : ""));
            }
        }
    }
}
