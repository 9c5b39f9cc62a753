package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

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
