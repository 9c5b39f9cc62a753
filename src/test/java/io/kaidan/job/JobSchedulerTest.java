package io.kaidan.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
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

        scheduler.schedule(job, "7", Instant.now());
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
        scheduler.schedule(job, "7", Instant.now().plusSeconds(3600));

        failedBefore(9);
        scheduler.wake();

        assertThat(givenUp.poll(20, TimeUnit.SECONDS)).isEqualTo("7 broken");
    }

    @Test
    void a_job_that_failed_less_often_is_tried_again_later() throws Exception {
        start(
                id -> {
                    worked.add(id);
                    throw new IllegalStateException("broken");
                },
                (id, cause) -> givenUp.add(id));
        scheduler.schedule(job, "7", Instant.now().plusSeconds(3600));

        failedBefore(8);
        scheduler.wake();

        assertThat(worked.poll(20, TimeUnit.SECONDS)).isEqualTo("7");
        scheduler.stop();
        assertThat(givenUp).isEmpty();
        assertThat(failures()).isEqualTo(9);
    }

    private void start(Consumer<String> work, BiConsumer<String, Throwable> giveUp) {
        scheduler = new JobScheduler(
                "scheduled_tasks", 4, database, Thread::new, Map.of(job, new JobScheduler.Handler(work, giveUp)));
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

    private int failures() throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select consecutive_failures from scheduled_tasks where task_name = ?")) {
            query.setString(1, job);
            var row = query.executeQuery();
            row.next();
            return row.getInt(1);
        }
    }
}
