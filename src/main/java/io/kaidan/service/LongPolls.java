package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.problem.Outage;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import io.kaidan.trace.Trace;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Workers that wait for jobs. One thread looks for all of them, so that who waits holds neither a thread nor a
 * transaction: at once for jobs that this node makes, every second for those of other nodes and those that are free again.
 *
 * <p>First come, first served, and nobody is asked to look for more jobs than there are. A worker that is gone gets none: it
 * is forgotten within two seconds or so, and a job whose answer does not go out is free again at once.
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

    private final Queue<Poll> waiting = new LinkedBlockingQueue<>((int) Setting.JOB_POLLS.number());
    private Thread looking;
    private ExecutorService answering;
    private Instant looked = Instant.EPOCH;

    /**
     * How to speak with a worker while it waits. Neither throws anything when it is gone.
     *
     * @param isThere asks whether it still is, as far as the network knows
     * @param give answers it, with jobs or none, once; whether that went out
     */
    public record Line(BooleanSupplier isThere, Predicate<List<Assigned>> give) {}

    private record Poll(Caller caller, Ask ask, Instant end, Line line) {

        /** Equal for polls that may get the same jobs: where one finds none, another finds none either. */
        Object reach() {
            return List.of(ask.type(), caller.admin() ? "all" : caller.permissions());
        }
    }

    /**
     * Takes jobs. Where there are none the worker waits: it is answered over its line as soon as there are some, and with
     * none when its patience is at its end.
     *
     * @return empty: it waits
     * @throws Refused see {@link Workers#take}; {@code polls_full} where too many wait at this node, or too many of this user
     */
    public Optional<List<Assigned>> take(Caller caller, Ask ask, Line line) {
        Poll poll = new Poll(caller, ask, clock.instant().plus(ask.patience()), line);
        boolean patient = !ask.patience().isZero();
        if (!patient || waiting.stream().noneMatch(other -> other.reach().equals(poll.reach()))) {
            List<Assigned> jobs = workers.take(caller, ask).jobs();
            if (!patient || !jobs.isEmpty()) {
                return Optional.of(jobs);
            }
        }
        queue(poll);
        startLooking();
        newJobs.announce(ask.type()); // one may have come between
        return Optional.empty();
    }

    /** A user with many workers leaves room for those of others. */
    private synchronized void queue(Poll poll) {
        long most = Setting.USER_JOB_POLLS.number();
        long his = waiting.stream()
                .filter(other -> other.caller().userId() == poll.caller().userId())
                .count();
        if (his >= most) {
            throw full("limit.userPolls", most);
        }
        if (!waiting.offer(poll)) {
            throw full("limit.polls", Setting.JOB_POLLS.number());
        }
    }

    private static Refused full(String whose, long most) {
        return Refused.because("polls_full", Phrase.of(whose, most));
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
        Trace.enter(null); // the log's is inherited: from the call that made this thread, and by those that answer
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Set<String> types = newJobs.await(LOOK);
                if (!waiting.isEmpty()) {
                    Instant now = clock.instant();
                    if (!now.isBefore(looked.plus(LOOK))) {
                        looked = now;
                        waiting.removeIf(poll -> !poll.line().isThere().getAsBoolean());
                        types.addAll(free());
                    }
                    serve(types, now);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Collection<String> free() {
        Set<String> wanted = new HashSet<>();
        waiting.forEach(poll -> wanted.add(poll.ask().type()));
        try {
            return wanted.isEmpty() ? wanted : freeTypes.of(wanted);
        } catch (RuntimeException failure) { // the database may be away for a moment
            tell("Nobody could look for jobs; next try in " + LOOK, failure);
            return List.of();
        }
    }

    private void serve(Set<String> types, Instant now) {
        Set<Object> emptyHanded = new HashSet<>(); // those of whom one has found nothing
        for (Poll poll : waiting) {
            Taken taken = Taken.NONE;
            if (types.contains(poll.ask().type()) && !emptyHanded.contains(poll.reach())) {
                if (!poll.line().isThere().getAsBoolean()) {
                    waiting.remove(poll);
                    continue;
                }
                taken = taken(poll);
                if (taken.isNone()) {
                    emptyHanded.add(poll.reach());
                }
            }
            if (!taken.isNone() || !now.isBefore(poll.end())) {
                waiting.remove(poll);
                Taken found = taken;
                answering.execute(() -> answer(poll, found));
            }
        }
    }

    private Taken taken(Poll poll) {
        try {
            return workers.take(poll.caller(), poll.ask());
        } catch (RuntimeException failure) { // it waits on: the database may be away for a moment
            tell("Nobody could take jobs of the type " + poll.ask().type(), failure);
            return Taken.NONE;
        }
    }

    private void answer(Poll poll, Taken taken) {
        if (poll.line().give().test(taken.jobs()) || taken.isNone()) {
            return;
        }
        String type = poll.ask().type();
        try {
            workers.release(taken);
            newJobs.announce(type);
        } catch (RuntimeException failure) { // they are free again when their time is up
            tell("Nobody could give back jobs of the type " + type, failure);
        }
    }

    private static void tell(String what, RuntimeException failure) {
        if (!Outage.noted(failure)) {
            LOG.log(System.Logger.Level.WARNING, what, failure);
        }
    }
}
