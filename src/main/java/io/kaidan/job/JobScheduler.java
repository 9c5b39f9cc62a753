package io.kaidan.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Durable jobs in PostgreSQL, shared by all nodes: each runs on one node, and again after a failure or when its node died,
 * so what it does must bear to be done twice. A job is a name and an id; what they mean is its handler's matter.
 */
public final class JobScheduler {

    private static final int THREADS = 4;
    private static final Duration POLL = Duration.ofSeconds(5);
    /** With four of them missed a node is dead and its jobs go to another: 20 seconds, looked after every 10. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    /** The waits grow by half each time: the last attempt is about ten minutes after the first. */
    private static final int ATTEMPTS = 10;

    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    /**
     * What a job does, with its id.
     *
     * @param work when it throws, it is called again later
     * @param giveUp called instead of the next attempt when ten have failed, with what the last one threw
     */
    public record Handler(Consumer<String> work, BiConsumer<String, Throwable> giveUp) {}

    /** What is done again and again, on one node at a time: that long after the time before. */
    public record Recurring(Duration pause, Runnable work) {}

    private final Scheduler scheduler;

    public JobScheduler(DataSource database, ThreadFactory threads, Map<String, Handler> handlers) {
        this(database, threads, handlers, Map.of());
    }

    /**
     * @param database a connection taken within a transaction joins it
     * @param threads makes the threads that the jobs run on
     * @param handlers by the job's name
     * @param recurring by name; a migration puts the first time of each
     */
    public JobScheduler(
            DataSource database,
            ThreadFactory threads,
            Map<String, Handler> handlers,
            Map<String, Recurring> recurring) {
        List<Task<?>> tasks = new ArrayList<>();
        handlers.forEach((name, handler) -> tasks.add(Tasks.oneTime(name)
                .onFailure(retryOrGiveUp(handler))
                .onDeadExecutionRevive()
                .execute((job, context) -> handler.work().accept(job.getId()))));
        // not as start tasks: looking for their rows at the start, within the server's transaction, fails
        recurring.forEach((name, job) -> tasks.add(Tasks.recurring(name, FixedDelay.of(job.pause()))
                .execute((instance, context) -> job.work().run())));
        scheduler = Scheduler.create(database, tasks)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .threads(THREADS)
                // pools of our own: the server's managed executor would not let itself be stopped
                .executorService(Executors.newFixedThreadPool(THREADS, threads))
                .dueExecutor(Executors.newSingleThreadExecutor(threads))
                .housekeeperExecutor(Executors.newScheduledThreadPool(3, threads))
                .build();
    }

    private static FailureHandler<Void> retryOrGiveUp(Handler handler) {
        FailureHandler<Void> retry = new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY);
        return (failed, operations) -> {
            if (failed.getExecution().consecutiveFailures + 1 < ATTEMPTS) {
                retry.onFailure(failed, operations);
            } else {
                handler.giveUp()
                        .accept(
                                failed.getExecution().taskInstance.getId(),
                                failed.getCause().orElse(null));
                operations.stop();
            }
        };
    }

    /** Schedules within the transaction at hand: without its commit there is no job. */
    public void schedule(String name, String id, Instant at) {
        scheduler.schedule(new TaskInstance<>(name, id), at);
    }

    /** Looks for due jobs now rather than at the next poll. */
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    public void start() {
        scheduler.start();
    }

    public void stop() {
        scheduler.stop();
    }
}
