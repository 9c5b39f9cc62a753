package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.run.OldRelease;
import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that old releases have left come to the schema of this one, step by step, and lose nothing. */
class UpgradeTest {

    /** What migrations themselves write to. */
    private static final Set<String> OF_MIGRATIONS = Set.of("scheduled_tasks", "epoch");

    private static Postgres postgres;

    @BeforeAll
    static void start() {
        postgres = TestDatabase.throwAway();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 16, 23, 28})
    void every_row_is_there_after_each_migration(int version) throws Exception {
        DataSource database = postgres.another("v" + version);
        OldRelease.load(database, version);
        Map<String, Long> before = rows(database);
        assertThat(before.get("ticket")).isPositive();
        Flyway newest = Flyway.configure().dataSource(database).load();

        for (var migration : newest.info().pending()) {
            Flyway.configure()
                    .dataSource(database)
                    .target(migration.getVersion())
                    .load()
                    .migrate();
            Map<String, Long> after = rows(database);
            after.keySet().retainAll(before.keySet());
            assertThat(after).as("after " + migration.getScript()).isEqualTo(before);
        }

        new Schema(database).migrate();
        assertThat(newest.info().pending()).isEmpty();
        newest.validate();
    }

    @Test
    void files_without_an_owner_go_and_none_can_come_any_more() throws Exception {
        DataSource database = postgres.another("orphans");
        OldRelease.load(database, 10);
        String orphan = "insert into attachment (id, name, size, content_type, sha256, added_by, added_at)"
                + " values (%d, 'a', 1, 'a/b', '', 'ann', now())";
        execute(database, orphan.formatted(70_000));
        execute(database, "insert into attachment_chunk (attachment_id, seq, bytes) values (70000, 0, 'x')");
        long files = rows(database).get("attachment");
        long chunks = rows(database).get("attachment_chunk");

        new Schema(database).migrate();

        assertThat(rows(database)).containsEntry("attachment", files - 1).containsEntry("attachment_chunk", chunks - 1);
        assertThatThrownBy(() -> execute(database, orphan.formatted(70_001)))
                .hasMessageContaining("attachment_has_owner");
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many rows each table has. */
    private static Map<String, Long> rows(DataSource database) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : OldRelease.tables(statement)) {
                try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        }
        rows.keySet().removeAll(OF_MIGRATIONS);
        return rows;
    }
}
