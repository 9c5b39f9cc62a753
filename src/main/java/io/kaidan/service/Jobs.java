package io.kaidan.service;

import io.kaidan.job.JobScheduler;
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
    private Messaging messaging;

    @Inject
    private Signals signals;

    @Inject
    private Abandoned abandoned;

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
                        Timers.JOB, new JobScheduler.Handler(timers::fire, Jobs::giveUpTimer),
                        Messaging.LOOK, new JobScheduler.Handler(this::look, giveUp(Messaging.LOOK)),
                        Messaging.NEXT, new JobScheduler.Handler(this::next, giveUp(Messaging.NEXT)),
                        Signals.JOB, new JobScheduler.Handler(this::deliver, giveUp(Signals.JOB)),
                        Abandoned.CANCEL, new JobScheduler.Handler(abandoned::cancel, Jobs::giveUpCall),
                        Abandoned.DELETED, new JobScheduler.Handler(abandoned::deleted, Jobs::giveUpCall)),
                Map.of(Messaging.TIDY, new JobScheduler.Recurring(Messaging.TIDY_PAUSE, messaging::tidy)));
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
        scheduler.schedule(name, Long.toString(id), at);
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

    private static void giveUpTimer(String subscription, Throwable cause) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The timer of subscription " + subscription + " is given up, error id " + UUID.randomUUID(),
                cause);
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

    private static BiConsumer<String, Throwable> giveUp(String job) {
        return (id, cause) -> LOG.log(
                System.Logger.Level.ERROR,
                "The job " + job + " " + id + " is given up, error id " + UUID.randomUUID(),
                cause);
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
