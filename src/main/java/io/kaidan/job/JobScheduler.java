package io.kaidan.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.kaidan.metric.Lag;
import io.kaidan.problem.Outage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Durable jobs in PostgreSQL, shared by all nodes: each runs on one node, and again after a failure or when its node died,
 * so what it does must bear to be done twice. A job is a name and an id; what they mean is its handler's matter.
 */
public final class JobScheduler {

    /** A job that is due runs within about a second, whichever node has it: one statement, which finds nothing mostly. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Jobs that a node takes at once, and how few of them are left when it takes more; times the threads. */
    private static final double MOST_TAKEN = 4;

    private static final double FEW_LEFT = 1;

    /** With four of them missed a node is dead and its jobs go to another: 20 seconds, looked after every 10. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

    /** The waits grow by half each time: the last attempt is some six minutes after the first. */
    private static final int ATTEMPTS = 10;

    /** Before a job is tried again that the database could not serve. */
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    /** Later attempts of a job that is never given up. */
    private static final Duration EVERY_HOUR = Duration.ofHours(1);

    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    /**
     * What a job does, with its id.
     *
     * @param work when it throws, it is called again later
     * @param giveUp called when ten attempts have failed, with what the last one threw; while the database cannot serve there
     *     are none, however long that takes
     * @param forEver whether it is tried again every hour even then, and {@code giveUp} called each time
     */
    public record Handler(Consumer<String> work, BiConsumer<String, Throwable> giveUp, boolean forEver) {

        /** A job that is not tried an eleventh time. */
        public Handler(Consumer<String> work, BiConsumer<String, Throwable> giveUp) {
            this(work, giveUp, false);
        }
    }

    /** What is done again and again, on one node at a time: that long after the time before. */
    public record Recurring(Duration pause, Runnable work) {}

    /**
     * The library's loggers that would tell of an outage each second, with a stack trace: it is noted once instead. What they
     * tell without being worried is left out, for that are two lines for each job that is taken over after it. They are kept
     * here because a logger that nobody keeps forgets its filter.
     */
    private static final List<Logger> LOUD = Stream.of(
                    "Scheduler",
                    "RunUntilShutdown",
                    "RunAndLogErrors",
                    "ExecutePicked",
                    "task.DeadExecutionHandler$ReviveDeadExecution")
            .map(name -> Logger.getLogger(Scheduler.class.getPackageName() + "." + name))
            .toList();

    private final DataSource database;
    private final String table;
    private final Scheduler scheduler;

    /**
     * @param table where the jobs are kept; each scheduler of a node has its own
     * @param size how many jobs run at once
     * @param database a connection taken within a transaction joins it
     * @param threads makes the threads that the jobs run on
     * @param handlers by the job's name
     * @param recurring by name; a migration puts the first time of each
     */
    public JobScheduler(
            String table,
            int size,
            DataSource database,
            ThreadFactory threads,
            Map<String, Handler> handlers,
            Map<String, Recurring> recurring) {
        this.database = database;
        this.table = table;
        List<Task<?>> tasks = new ArrayList<>();
        handlers.forEach((name, handler) -> tasks.add(Tasks.oneTime(name, String.class)
                .onFailure(retryOrGiveUp(handler))
                .onDeadExecutionRevive()
                .execute((job, context) -> handler.work().accept(job.getId()))));
        // not as start tasks: looking for their rows at the start, within the server's transaction, fails
        recurring.forEach((name, job) -> tasks.add(Tasks.recurring(name, FixedDelay.of(job.pause()))
                .execute((instance, context) -> job.work().run())));
        JobTrace trace = new JobTrace();
        scheduler = Scheduler.create(database, tasks)
                .tableName(table)
                .serializer(trace)
                .addSchedulerListener(trace)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .threads(size)
                // one statement takes them for this node, instead of one for each
                .pollUsingLockAndFetch(FEW_LEFT, MOST_TAKEN)
                // pools of our own: the server's managed executor would not let itself be stopped
                .executorService(Executors.newFixedThreadPool(size, threads))
                .dueExecutor(Executors.newSingleThreadExecutor(threads))
                .housekeeperExecutor(Executors.newScheduledThreadPool(3, threads))
                .build();
    }

    private static FailureHandler<String> retryOrGiveUp(Handler handler) {
        FailureHandler<String> retry = new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY);
        return (failed, operations) -> {
            if (failed.getCause().filter(Outage::isBehind).isPresent()) {
                waitForDatabase(failed, operations);
            } else if (failed.getExecution().consecutiveFailures + 1 < ATTEMPTS) {
                retry.onFailure(failed, operations);
            } else {
                handler.giveUp()
                        .accept(
                                failed.getExecution().taskInstance.getId(),
                                failed.getCause().orElse(null));
                if (handler.forEver()) {
                    operations.reschedule(failed, failed.getTimeDone().plus(EVERY_HOUR));
                } else {
                    operations.stop();
                }
            }
        };
    }

    /** What has failed is the database and not the job, whose attempts are counted anew, as after a success. */
    private static void waitForDatabase(ExecutionComplete failed, ExecutionOperations<String> operations) {
        Instant now = failed.getTimeDone();
        operations.reschedule(ExecutionComplete.success(failed.getExecution(), now, now), now.plus(OUTAGE));
    }

    /**
     * Schedules jobs within the transaction at hand, all with one statement: without its commit there are none. They go on
     * with the trace of whoever schedules them.
     *
     * @param due by their ids; where there is such a job already, it stays as it is
     */
    public void schedule(String name, Map<String, Instant> due) {
        byte[] trace = JobTrace.current();
        Object[] at = due.values().stream().map(Instant::toEpochMilli).toArray();
        change("insert into " + table + """
                 (task_name, task_instance, execution_time, task_data, picked, version)
                select ?, j.id, timestamptz 'epoch' + j.at * interval '1 ms', ?, false, 1
                  from unnest(cast(? as text[]), cast(? as bigint[])) as j (id, at)
                    on conflict do nothing""", name, (connection, statement) -> {
            statement.setBytes(2, trace);
            statement.setArray(3, connection.createArrayOf("text", due.keySet().toArray()));
            statement.setArray(4, connection.createArrayOf("bigint", at));
        });
    }

    /** Takes jobs back within the transaction at hand. One that is being done right now is not held up. */
    public void cancel(String name, Collection<String> ids) {
        change("delete from " + table + " where task_name = ? and task_instance = any (?) and not picked", name, ids);
    }

    /** Has jobs that wait for another attempt done now, within the transaction at hand. */
    public void hasten(String name, Collection<String> ids) {
        change(
                "update " + table + " set execution_time = now(), version = version + 1"
                        + " where task_name = ? and task_instance = any (?) and not picked",
                name,
                ids);
    }

    private void change(String sql, String name, Collection<String> ids) {
        change(
                sql,
                name,
                (connection, statement) -> statement.setArray(2, connection.createArrayOf("text", ids.toArray())));
    }

    /** Sets the parameters behind the job's name. */
    private interface Parameters {
        void set(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private void change(String sql, String name, Parameters parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            parameters.set(connection, statement);
            statement.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException("Expected to change jobs of " + name + " but it failed", failure);
        }
    }

    /** How far behind it is, over all nodes; one statement, over the index of what is due. */
    public Lag lag() {
        String sql = "select count(*), coalesce(extract(epoch from now() - min(execution_time)), 0) from " + table
                + " where execution_time <= now() and not picked";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new Lag(row.getLong(1), row.getDouble(2));
        } catch (SQLException failure) {
            throw new IllegalStateException("Expected to count the due jobs but it failed", failure);
        }
    }

    /** Looks for due jobs now rather than at the next poll. */
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    public void start() {
        LOUD.forEach(logger -> logger.setFilter(JobScheduler::isNews));
        scheduler.start();
    }

    private static boolean isNews(LogRecord line) {
        return !line.getLevel().equals(Level.INFO) && !Outage.noted(line.getThrown());
    }

    public void stop() {
        scheduler.stop();
        LOUD.forEach(logger -> logger.setFilter(null));
    }
}
