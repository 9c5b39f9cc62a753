package io.kaidan.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.metric.Lag;
import io.kaidan.run.TestDatabase;
import io.kaidan.trace.Trace;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobSchedulerTest {

    private final DataSource database = TestDatabase.get().dataSource();
    private final String job = "job-" + UUID.randomUUID();
    private final BlockingQueue<String> worked = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    private JobScheduler scheduler;

    @AfterEach
    void stop() {
        scheduler.stop();
    }

    @Test
    void a_job_is_done_with_its_id() throws Exception {
        start(worked::add, (id, cause) -> givenUp.add(id));

        scheduler.schedule(job, Map.of("7", Instant.now()));
        scheduler.wake();

        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7");
    }

    @Test
    void a_job_that_failed_ten_times_is_given_up_with_the_last_cause() throws Exception {
        start(
                id -> {
                    throw new IllegalStateException("broken");
                },
                (id, cause) -> givenUp.add(id + " " + cause.getMessage()));
        scheduler.schedule(job, Map.of("7", Instant.now().plusSeconds(3600)));

        failedBefore(9);
        scheduler.wake();

        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isEqualTo("7 broken");
    }

    @Test
    void while_the_database_cannot_serve_no_job_is_given_up_and_its_attempts_begin_anew() throws Exception {
        start(
                id -> {
                    worked.add(id);
                    throw new IllegalStateException(new SQLException("could not extend file", "53100"));
                },
                (id, cause) -> givenUp.add(id));
        scheduler.schedule(job, Map.of("7", Instant.now().plusSeconds(3600)));

        failedBefore(9);
        scheduler.wake();

        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7");
        scheduler.stop();
        assertThat(givenUp).isEmpty();
        assertThat(number("consecutive_failures")).isZero();
        assertThat(number("extract(epoch from execution_time - now())")).isBetween(10, 30);
    }

    @Test
    void a_job_that_failed_less_often_is_tried_again_later() throws Exception {
        start(
                id -> {
                    worked.add(id);
                    throw new IllegalStateException("broken");
                },
                (id, cause) -> givenUp.add(id));
        scheduler.schedule(job, Map.of("7", Instant.now().plusSeconds(3600)));

        failedBefore(8);
        scheduler.wake();

        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7");
        scheduler.stop();
        assertThat(givenUp).isEmpty();
        assertThat(number("consecutive_failures")).isEqualTo(9);
    }

    @Test
    void a_job_that_is_never_given_up_is_told_of_and_tried_again_an_hour_later() throws Exception {
        start(new JobScheduler.Handler(
                id -> {
                    throw new IllegalStateException("broken");
                },
                (id, cause) -> givenUp.add(id + " " + cause.getMessage()),
                true));
        scheduler.schedule(job, Map.of("7", Instant.now().plusSeconds(3600)));

        failedBefore(9);
        scheduler.wake();

        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isEqualTo("7 broken");
        scheduler.stop();
        assertThat(number("consecutive_failures")).isEqualTo(10);
        assertThat(number("extract(epoch from execution_time - now())")).isBetween(3500, 3600);
    }

    @Test
    void many_jobs_are_scheduled_at_once_and_done_without_being_woken() throws Exception {
        start(worked::add, (id, cause) -> givenUp.add(id));
        Map<String, Instant> due = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            due.put("many " + i, Instant.now());
        }

        scheduler.schedule(job, due);

        for (int i = 0; i < 500; i++) {
            assertThat(worked.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        scheduler.stop();
        assertThat(worked).isEmpty();
        assertThat(number("count(*)")).isZero();
    }

    @Test
    void a_job_that_is_there_already_stays_as_it_is() throws Exception {
        start(worked::add, (id, cause) -> givenUp.add(id));
        Instant later = Instant.now().plusSeconds(3600);
        scheduler.schedule(job, Map.of("7", later));

        scheduler.schedule(job, Map.of("7", later.plusSeconds(3600), "8", later));

        assertThat(number("count(*)")).isEqualTo(2);
        assertThat(number("extract(epoch from max(execution_time) - now())")).isBetween(3500, 3600);
    }

    @Test
    void a_job_that_is_taken_back_is_not_done_and_leaves_no_row() throws Exception {
        start(worked::add, (id, cause) -> givenUp.add(id));
        Instant later = Instant.now().plusSeconds(3600);
        scheduler.schedule(job, Map.of("7", later, "8", later, "9", later));

        scheduler.cancel(job, List.of("7", "9", "no such"));

        assertThat(number("count(*)")).isEqualTo(1);
        assertThat(number("cast(max(task_instance) as integer)")).isEqualTo(8);
    }

    @Test
    void a_job_that_is_being_done_is_not_taken_back() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        start(
                id -> {
                    worked.add(id);
                    await(end);
                },
                (id, cause) -> givenUp.add(id));
        scheduler.schedule(job, Map.of("7", Instant.now()));
        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7");

        scheduler.cancel(job, List.of("7"));

        assertThat(number("count(*)")).isEqualTo(1);
        end.countDown();
        scheduler.stop();
        assertThat(number("count(*)")).isZero();
    }

    @Test
    void a_job_that_waits_for_its_next_attempt_can_be_done_at_once() throws Exception {
        start(worked::add, (id, cause) -> givenUp.add(id));
        scheduler.schedule(job, Map.of("7", Instant.now().plusSeconds(3600)));

        scheduler.hasten(job, List.of("7"));
        scheduler.wake();

        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7");
    }

    @Test
    void a_job_goes_on_with_the_trace_of_who_scheduled_it_and_one_of_nobody_has_its_own() throws Exception {
        start(id -> worked.add(id + " " + Trace.current().orElseThrow().id()), (id, cause) -> givenUp.add(id));
        Trace trace = Trace.from(null);

        Trace.enter(trace);
        scheduler.schedule(job, Map.of("7", Instant.now()));
        Trace.enter(null);
        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7 " + trace.id());

        scheduler.schedule(job, Map.of("8", Instant.now()));
        assertThat(worked.poll(20, TimeUnit.SECONDS)).matches("8 [0-9a-f]{32}").doesNotContain(trace.id());
    }

    @Test
    void who_gives_a_job_up_knows_its_trace_as_well() throws Exception {
        start(
                id -> {
                    throw new IllegalStateException("broken");
                },
                (id, cause) -> givenUp.add(Trace.current().orElseThrow().id()));
        Trace trace = Trace.from(null);
        Trace.enter(trace);
        scheduler.schedule(job, Map.of("7", Instant.now().plusSeconds(3600)));
        Trace.enter(null);

        failedBefore(9);
        scheduler.wake();

        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isEqualTo(trace.id());
    }

    @Test
    void it_tells_how_many_jobs_are_due_and_for_how_long() throws Exception {
        start(worked::add, (id, cause) -> givenUp.add(id));
        scheduler.stop();
        Lag before = scheduler.lag();

        scheduler.schedule(
                job,
                Map.of(
                        "7",
                        Instant.now().minusSeconds(100_000),
                        "8",
                        Instant.now(),
                        "9",
                        Instant.now().plusSeconds(60)));

        assertThat(scheduler.lag().due()).isEqualTo(before.due() + 2);
        assertThat(scheduler.lag().seconds()).isBetween(100_000.0, 100_060.0);
        scheduler.cancel(job, List.of("7", "8", "9"));
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Consumer<String> work, BiConsumer<String, Throwable> giveUp) {
        start(new JobScheduler.Handler(work, giveUp));
    }

    private void start(JobScheduler.Handler handler) {
        scheduler = new JobScheduler("scheduled_tasks", 4, database, Thread::new, Map.of(job, handler), Map.of());
        scheduler.start();
    }

    private void failedBefore(int times) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("update scheduled_tasks"
                        + " set consecutive_failures = ?, execution_time = now() where task_name = ?")) {
            update.setInt(1, times);
            update.setString(2, job);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** Of the rows of this test's jobs. */
    private int number(String expression) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select " + expression + " from scheduled_tasks where task_name = ?")) {
            query.setString(1, job);
            var row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }
}
