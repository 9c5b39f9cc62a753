package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.OldRelease;
import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaTest {
    @Test
    void nodes_that_start_at_once_migrate_an_empty_database_once() throws Exception {
        Postgres empty = TestDatabase.throwAway();
        CyclicBarrier start = new CyclicBarrier(4);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        Callable<Boolean> node = () -> {
            Schema schema = new Schema(empty.dataSource());
            start.await();
            schema.migrate();
            return schema.answers();
        };

        List<Future<Boolean>> started =
                nodes.invokeAll(Stream.generate(() -> node).limit(4).toList());

        for (Future<Boolean> one : started) {
            assertThat(one.get()).isTrue();
        }
        assertThat(migrationsTwice(empty.dataSource())).isZero();
        nodes.shutdown();
    }

    /** As an index over many tickets does, without the tickets: the database says nothing for longer than it else may. */
    @Test
    void a_migration_may_take_longer_than_the_database_may_say_nothing() throws Exception {
        Postgres old = TestDatabase.throwAway();
        OldRelease.load(old.dataSource(), 23);
        PGSimpleDataSource impatient = (PGSimpleDataSource) old.dataSource();
        impatient.setSocketTimeout(1);
        ExecutorService node = Executors.newSingleThreadExecutor();
        try (Connection other = old.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table submission in access exclusive mode");
            Future<?> migrated = node.submit(() -> new Schema(impatient).migrate());

            while (!waits(old.superuser(), Duration.ofSeconds(2))) {
                assertThat(migrated.isDone()).as("given up").isFalse();
                Thread.onSpinWait();
            }
            other.rollback();

            migrated.get();
        } finally {
            node.shutdownNow();
        }
        assertThat(Flyway.configure().dataSource(old.dataSource()).load().info().pending())
                .isEmpty();
    }

    /** Whether somebody has waited for a lock for so long. */
    private static boolean waits(DataSource database, Duration time) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and clock_timestamp() - query_start > interval '" + time.toMillis() + " ms'")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static int migrationsTwice(DataSource database) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) - count(distinct version) from flyway_schema_history where success")) {
            row.next();
            return row.getInt(1);
        }
    }
}
