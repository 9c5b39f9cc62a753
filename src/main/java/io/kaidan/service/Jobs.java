package io.kaidan.service;

import io.kaidan.job.JobScheduler;
import io.kaidan.metric.Lag;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import javax.sql.DataSource;

/** The background jobs: which there are, and how a use case has one done. */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Jobs {

    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

    @Resource(lookup = "java:comp/env/jdbc/kaidan")
    private DataSource database;

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    @Inject
    private StartValidation startValidation;

    @Inject
    private Timers timers;

    @Inject
    private Ticketing ticketing;

    @Inject
    private Messaging messaging;

    @Inject
    private Signals signals;

    @Inject
    private Abandoned abandoned;

    @Inject
    private Auditing auditing;

    @Inject
    private ScheduledOpening scheduledOpening;

    @Inject
    private Clock clock;

    @Inject
    private HttpTasks httpTasks;

    @Inject
    private Retention retention;

    private JobScheduler scheduler;
    private JobScheduler calls;
    private volatile boolean stopping;

    @PostConstruct
    void start() {
        scheduler = new JobScheduler(
                "scheduled_tasks",
                (int) Setting.JOB_THREADS.number(),
                database,
                threads,
                Map.of(
                        StartValidation.JOB, new JobScheduler.Handler(this::validate, this::giveUpValidation),
                        Timers.JOB, new JobScheduler.Handler(timers::fire, this::noteTimer, true),
                        ScheduledOpening.JOB, new JobScheduler.Handler(this::openScheduled, this::giveUpOpening),
                        Messaging.LOOK, new JobScheduler.Handler(this::look, giveUp(Messaging.LOOK)),
                        Messaging.NEXT, new JobScheduler.Handler(this::next, giveUp(Messaging.NEXT)),
                        Signals.JOB, new JobScheduler.Handler(this::deliver, this::noteSignal, true),
                        Abandoned.CANCEL, new JobScheduler.Handler(abandoned::cancel, note(Abandoned.CANCEL), true),
                        Abandoned.DELETED, new JobScheduler.Handler(abandoned::deleted, note(Abandoned.DELETED), true)),
                Map.of(
                        Messaging.TIDY, new JobScheduler.Recurring(Messaging.TIDY_PAUSE, messaging::tidy),
                        Ticketing.FORGET_KEYS,
                                new JobScheduler.Recurring(Ticketing.FORGET_KEYS_PAUSE, ticketing::forgetKeys),
                        Retention.JOB, new JobScheduler.Recurring(Retention.PAUSE, () -> retention.run(() -> stopping)),
                        Auditing.FORGET, new JobScheduler.Recurring(Auditing.FORGET_PAUSE, this::forgetAudit)));
        scheduler.start();
        calls = new JobScheduler(
                "scheduled_calls",
                HttpTasks.AT_ONCE,
                database,
                threads,
                Map.of(HttpTasks.JOB, new JobScheduler.Handler(httpTasks::call, this::giveUpHttp)),
                Map.of());
        calls.start();
    }

    @PreDestroy
    void stop() {
        stopping = true;
        calls.stop();
        scheduler.stop();
    }

    /** Has a job done as soon as the transaction at hand is committed, and never without it. */
    public void schedule(String name, long id) {
        schedule(name, id, clock.instant());
    }

    /** Has a job done at a moment, if the transaction at hand is committed. */
    public void schedule(String name, long id, Instant at) {
        schedule(name, Map.of(Long.toString(id), at));
    }

    /**
     * Has jobs done, each at its moment, if the transaction at hand is committed; one batch.
     *
     * @param due by their ids; empty: nothing happens
     */
    public void schedule(String name, Map<String, Instant> due) {
        if (!due.isEmpty()) {
            scheduler.schedule(name, due);
            if (!Collections.min(due.values()).isAfter(clock.instant())) {
                afterCommit(scheduler::wake);
            }
        }
    }

    /** Has jobs not done that nobody needs any more, if the transaction at hand is committed; one statement, or none. */
    public void cancel(String name, Collection<?> ids) {
        if (!ids.isEmpty()) {
            scheduler.cancel(name, ids.stream().map(String::valueOf).toList());
        }
    }

    /** Has jobs whose last attempt failed tried again at once, when the transaction at hand is committed. */
    public void hasten(String name, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            scheduler.hasten(name, ids.stream().map(String::valueOf).toList());
            afterCommit(scheduler::wake);
        }
    }

    /** Has the call of a task made at a moment, if the transaction at hand is committed. */
    public void scheduleCall(HttpRun run, Instant at) {
        calls.schedule(HttpTasks.JOB, Map.of(run.id(), at));
        afterCommit(calls::wake);
    }

    /** Looks for due jobs now, on this node, rather than at the next poll. */
    public void lookNow() {
        scheduler.wake();
        calls.wake();
    }

    /** How far behind the background jobs are, and the calls of tasks to other hosts; two statements. */
    public Map<String, Lag> lags() {
        return Map.of("background", scheduler.lag(), "calls", calls.lag());
    }

    /** Has something done when the transaction at hand is committed, and never without it. */
    public void afterCommit(Runnable action) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    action.run();
                }
            }
        });
    }

    /** A timer is never lost: it stays an incident until an attempt succeeds. */
    private void noteTimer(String subscription, Throwable cause) {
        String errorId = UUID.randomUUID().toString();
        LOG.log(
                System.Logger.Level.ERROR,
                "The timer of subscription " + subscription + " fails; it is tried again every hour, error id "
                        + errorId,
                cause);
        timers.stall(subscription, Problem.of("internal", errorId));
    }

    private void openScheduled(String job) {
        try {
            scheduledOpening.open(job);
        } catch (Refused refusal) {
            scheduledOpening.refuse(job, refusal.problems());
        }
    }

    private void giveUpOpening(String job, Throwable cause) {
        String errorId = UUID.randomUUID().toString();
        LOG.log(
                System.Logger.Level.ERROR,
                "The scheduled opening " + job + " is given up until the next time, error id " + errorId,
                cause);
        scheduledOpening.refuse(job, List.of(Problem.of("internal", errorId)));
    }

    private void look(String subscription) {
        messaging.look(Long.parseLong(subscription));
    }

    private void next(String ticket) {
        messaging.next(Long.parseLong(ticket));
    }

    private void deliver(String broadcast) {
        signals.deliver(Long.parseLong(broadcast));
    }

    /** A signal is never lost to those whom it has not reached yet. */
    private void noteSignal(String broadcast, Throwable cause) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The signal " + broadcast + " cannot reach everybody; it is tried again every hour, error id "
                        + UUID.randomUUID(),
                cause);
    }

    private void forgetAudit() {
        long began = System.nanoTime();
        boolean more = true;
        while (more && !stopping && System.nanoTime() - began < Retention.LONGEST.toNanos()) {
            more = auditing.forget();
        }
    }

    /** A ticket that nobody needs any more, or one that waits for it, is not forgotten. */
    private static BiConsumer<String, Throwable> note(String job) {
        return (id, cause) -> LOG.log(
                System.Logger.Level.ERROR,
                "The job " + job + " " + id + " fails; it is tried again every hour, error id " + UUID.randomUUID(),
                cause);
    }

    private static BiConsumer<String, Throwable> giveUp(String job) {
        return (id, cause) -> LOG.log(
                System.Logger.Level.ERROR,
                "The job " + job + " " + id + " is given up, error id " + UUID.randomUUID(),
                cause);
    }

    /** The ticket shows that it failed, and the log knows why. */
    private void giveUpHttp(String run, Throwable cause) {
        String errorId = UUID.randomUUID().toString();
        LOG.log(System.Logger.Level.ERROR, "The call of job " + run + " is given up, error id " + errorId, cause);
        httpTasks.giveUp(run, errorId);
    }

    private void validate(String submission) {
        long id = Long.parseLong(submission);
        try {
            startValidation.decide(id);
        } catch (Refused refusal) {
            startValidation.refuse(id, refusal);
        }
    }

    /** Nothing waits for ever: the submitter learns that it failed, and the log knows why. */
    private void giveUpValidation(String submission, Throwable cause) {
        String errorId = UUID.randomUUID().toString();
        LOG.log(
                System.Logger.Level.ERROR,
                "The validation of submission " + submission + " is given up, error id " + errorId,
                cause);
        startValidation.refuse(Long.parseLong(submission), Refused.because("internal", errorId));
    }
}
