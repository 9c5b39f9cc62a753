package io.kaidan.service;

import io.kaidan.job.JobScheduler;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Job;
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
    private static final int THREADS = 4;

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
    private Clock clock;

    @Inject
    private HttpTasks httpTasks;

    private JobScheduler scheduler;
    private JobScheduler calls;

    @PostConstruct
    void start() {
        scheduler = new JobScheduler(
                "scheduled_tasks",
                THREADS,
                database,
                threads,
                Map.of(
                        StartValidation.JOB, new JobScheduler.Handler(this::validate, this::giveUpValidation),
                        Timers.JOB, new JobScheduler.Handler(timers::fire, Jobs::giveUpTimer)));
        scheduler.start();
        calls = new JobScheduler(
                "scheduled_calls",
                HttpTasks.AT_ONCE,
                database,
                threads,
                Map.of(HttpTasks.JOB, new JobScheduler.Handler(httpTasks::call, this::giveUpCall)));
        calls.start();
    }

    @PreDestroy
    void stop() {
        calls.stop();
        scheduler.stop();
    }

    /** Has a job done as soon as the transaction at hand is committed, and never without it. */
    public void schedule(String name, long id) {
        schedule(name, id, clock.instant());
    }

    /** Has a job done at a moment, if the transaction at hand is committed. */
    public void schedule(String name, long id, Instant at) {
        scheduler.schedule(name, Long.toString(id), at);
        afterCommit(scheduler::wake);
    }

    /** Has the call of a job made at a moment, if the transaction at hand is committed; each try is a run of its own. */
    public void scheduleCall(Job job, int tries, Instant at) {
        calls.schedule(HttpTasks.JOB, HttpTasks.run(job, tries), at);
        afterCommit(calls::wake);
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

    private static void giveUpTimer(String subscription, Throwable cause) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The timer of subscription " + subscription + " is given up, error id " + UUID.randomUUID(),
                cause);
    }

    /** The ticket shows that it failed, and the log knows why. */
    private void giveUpCall(String run, Throwable cause) {
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
