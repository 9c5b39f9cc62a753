package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kaidan.run.OldRelease;
import io.kaidan.run.OnlineBackup;
import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL's own programs for backups, where this machine has those of version 17 or later: on its path, or in the folder that
 * {@code -Dkaidan.pg.bin=} names, as {@code .ci/run} does. Older ones refuse the tests' PostgreSQL, and the test binaries bring
 * none.
 */
class DumpTest {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final int NEEDED = 17;

    @BeforeEach
    void only_with_programs_that_are_new_enough() {
        boolean there = version("pg_dump") >= NEEDED && version("pg_basebackup") >= NEEDED;
        if (System.getProperty("kaidan.pg.bin") == null) {
            assumeTrue(
                    there,
                    "no pg_dump and pg_basebackup of PostgreSQL " + NEEDED
                            + " or later: the embedded PostgreSQL of Maven Central has neither, Debian 12 those of 15;"
                            + " .ci/postgres-tools gets those of Debian 13, -Dkaidan.pg.bin= names their folder");
        }
        assertThat(there)
                .as("pg_dump and pg_basebackup in -Dkaidan.pg.bin= are of PostgreSQL %s or later", NEEDED)
                .isTrue();
    }

    @Test
    void what_is_dumped_is_restored_row_by_row(@TempDir Path folder) throws Exception {
        Postgres postgres = TestDatabase.throwAway();
        OldRelease.load(postgres.dataSource(), 28);
        new Schema(postgres.dataSource()).migrate();
        DataSource restored = postgres.another("restored");
        String dump = folder.resolve("kaidan.dump").toString();

        run(postgres, "pg_dump", "--format=custom", "--file=" + dump, "kaidan");
        run(postgres, "pg_restore", "--exit-on-error", "--no-owner", "--dbname=restored", dump);

        Map<String, String> before = content(postgres.dataSource());
        assertThat(before).containsKeys("ticket", "attachment_chunk", "ticket_number_1");
        assertThat(content(restored)).isEqualTo(before);
        assertThat(files(restored))
                .as("files whose bytes are not what they were")
                .isZero();
        new Schema(restored).migrate();
    }

    @Test
    void a_base_backup_and_the_archive_give_a_moment_since() throws Exception {
        OnlineBackup backup = new OnlineBackup();
        DataSource database = backup.cluster().dataSource();
        OldRelease.load(database, 28);
        new Schema(database).migrate();
        backup.takeWith(program("pg_basebackup"));
        execute(database, "update ticket set title = 'after the backup'");
        Map<String, String> before = content(database);
        backup.mark("before");
        execute(database, "delete from ticket");
        backup.awaitArchive();

        try (Postgres restored = backup.restore("before")) {
            assertThat(before).containsKeys("ticket", "attachment_chunk", "ticket_number_1");
            assertThat(content(restored.dataSource())).isEqualTo(before);
            assertThat(files(restored.dataSource()))
                    .as("files whose bytes are not what they were")
                    .isZero();
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every table by what its rows make, and where every sequence stands. */
    private static Map<String, String> content(DataSource database) throws SQLException {
        Map<String, String> content = new TreeMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> selects = new ArrayList<>();
            for (String table : OldRelease.tables(statement)) {
                selects.add(
                        "select '" + table + "', count(*) || ' ' || coalesce(md5(string_agg(cast(t as text), chr(10)"
                                + " order by cast(t as text))), '') from " + table + " t");
            }
            selects.add("select sequencename, coalesce(cast(last_value as text), 'unused') from pg_sequences");
            for (String select : selects) {
                try (ResultSet rows = statement.executeQuery(select)) {
                    while (rows.next()) {
                        content.put(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        return content;
    }

    private static long files(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select count(*) from attachment a where a.sha256 is distinct from"
                                + " (select encode(sha256(string_agg(c.bytes, '' order by c.seq)), 'hex') from attachment_chunk c"
                                + " where c.attachment_id = a.id)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void run(Postgres postgres, String... command) throws IOException, InterruptedException {
        command[0] = program(command[0]);
        Matcher address = Pattern.compile("//([^:]+):(\\d+)/").matcher(postgres.url());
        assertThat(address.find()).isTrue();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PGHOST", address.group(1),
                        "PGPORT", address.group(2),
                        "PGUSER", postgres.user(),
                        "PGPASSWORD", postgres.password()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Its major version; 0 where there is none. */
    private static int version(String name) {
        try {
            Process process = new ProcessBuilder(program(name), "--version").start();
            Matcher said = VERSION.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return said.find() ? Integer.parseInt(said.group(1)) : 0;
        } catch (IOException none) {
            return 0;
        }
    }

    private static String program(String name) {
        String folder = System.getProperty("kaidan.pg.bin");
        return folder == null ? name : Path.of(folder, name).toString();
    }
}
