package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.problem.Refused;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Workers that wait for jobs. One thread looks for all of them, so that who waits holds neither a thread nor a
 * transaction: at once for jobs that this node makes, every second for those of other nodes and those that are free again.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LongPolls {

    private static final System.Logger LOG = System.getLogger(LongPolls.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Answers that are written at once: one that is read slowly holds up no other. */
    private static final int ANSWERS = 32;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Workers workers;

    @Inject
    private FreeTypes freeTypes;

    @Inject
    private NewJobs newJobs;

    @Inject
    private Clock clock;

    private final Queue<Poll> waiting = new ConcurrentLinkedQueue<>();
    private Thread looking;
    private ExecutorService answering;
    private Instant looked = Instant.EPOCH;

    private record Poll(
            Caller caller, Ask ask, Instant end, Consumer<List<Assigned>> answer, Consumer<RuntimeException> failure) {}

    /**
     * Answers as soon as there are jobs, and with none when the worker's patience is at its end.
     *
     * @param answer called once, in this thread or in another
     * @param failure called instead when something went wrong
     * @throws Refused see {@link Workers#take}
     */
    public void take(Caller caller, Ask ask, Consumer<List<Assigned>> answer, Consumer<RuntimeException> failure) {
        List<Assigned> jobs = workers.take(caller, ask);
        if (!jobs.isEmpty() || ask.patience().isZero()) {
            answer.accept(jobs);
            return;
        }
        waiting.add(new Poll(caller, ask, clock.instant().plus(ask.patience()), answer, failure));
        startLooking();
        newJobs.announce(ask.type()); // one may have come between
    }

    private synchronized void startLooking() {
        if (looking == null) {
            newJobs.listen();
            answering = Executors.newFixedThreadPool(ANSWERS, threads);
            looking = threads.newThread(this::look);
            looking.setDaemon(true);
            looking.start();
        }
    }

    /** Who still waits loses the connection, and asks another node: a server that stops can answer no more. */
    @PreDestroy
    synchronized void stop() {
        waiting.clear();
        if (looking != null) {
            looking.interrupt();
            answering.shutdownNow();
        }
    }

    private void look() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Set<String> types = new HashSet<>(newJobs.await(LOOK));
                if (!waiting.isEmpty()) {
                    serve(types);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Set<String> types) {
        Instant now = clock.instant();
        try {
            if (!now.isBefore(looked.plus(LOOK))) {
                looked = now;
                Set<String> wanted = new HashSet<>();
                waiting.forEach(poll -> wanted.add(poll.ask().type()));
                types.addAll(freeTypes.of(wanted));
            }
        } catch (RuntimeException failure) { // the database may be away for a moment
            LOG.log(System.Logger.Level.WARNING, "Nobody could look for jobs; next try in " + LOOK, failure);
        }
        for (Poll poll : waiting) {
            List<Assigned> jobs = types.contains(poll.ask().type()) ? taken(poll) : List.of();
            if (!jobs.isEmpty() || !now.isBefore(poll.end())) {
                answer(poll, jobs);
            }
        }
    }

    private List<Assigned> taken(Poll poll) {
        try {
            return workers.take(poll.caller(), poll.ask());
        } catch (RuntimeException failure) {
            if (waiting.remove(poll)) {
                poll.failure().accept(failure);
            }
            return List.of();
        }
    }

    private void answer(Poll poll, List<Assigned> jobs) {
        if (waiting.remove(poll)) {
            answering.execute(() -> write(poll, jobs));
        }
    }

    private static void write(Poll poll, List<Assigned> jobs) {
        try {
            poll.answer().accept(jobs);
        } catch (RuntimeException gone) { // whoever waited is away: the jobs are free again when their time is up
            LOG.log(System.Logger.Level.DEBUG, "Nobody took the answer of a long poll", gone);
        }
    }
}
