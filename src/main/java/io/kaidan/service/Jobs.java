package io.kaidan.service;

import io.kaidan.job.JobScheduler;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
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
    private Abandoned abandoned;

    @Inject
    private ScheduledOpening scheduledOpening;

    @Inject
    private Clock clock;

    private JobScheduler scheduler;

    @PostConstruct
    void start() {
        scheduler = new JobScheduler(
                database,
                threads,
                Map.of(
                        StartValidation.JOB, new JobScheduler.Handler(this::validate, this::giveUpValidation),
                        Abandoned.CANCEL, new JobScheduler.Handler(abandoned::cancel, Jobs::giveUpCall),
                        Abandoned.DELETED, new JobScheduler.Handler(abandoned::deleted, Jobs::giveUpCall),
                        Timers.JOB, new JobScheduler.Handler(timers::fire, this::noteTimer, true),
                        ScheduledOpening.JOB, new JobScheduler.Handler(this::openScheduled, this::giveUpOpening)));
        scheduler.start();
    }

    @PreDestroy
    void stop() {
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
                wakeAfterCommit();
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
            wakeAfterCommit();
        }
    }

    private void wakeAfterCommit() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    scheduler.wake();
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

    private static void giveUpCall(String id, Throwable cause) {
        LOG.log(
                System.Logger.Level.ERROR,
                "What a call has left behind, ticket or token " + id + ", is given up, error id " + UUID.randomUUID(),
                cause);
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
