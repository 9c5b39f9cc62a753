package io.kaidan.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * PostgreSQL's online backup: a copy of the files while the cluster works, and every WAL file that it archives from then on.
 * Together they give each moment since. By hand, for its own program for it is not among the test binaries, or with that one.
 */
public final class OnlineBackup {

    /** What the documentation of PostgreSQL says to leave out: it is made anew, or belongs to the running process. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path archive = TestDatabase.folder("archive-");
    private final Path copy = TestDatabase.folder("backup-");
    /** A commit is one only when it is in the WAL, and where there is a standby, there. */
    private final Postgres cluster = TestDatabase.throwAway(
            "archive_mode=on", "archive_command=cp %p " + archive + "/%f", "synchronous_commit=on");

    /** The cluster that it is for: a new one, which archives. */
    public Postgres cluster() {
        return cluster;
    }

    /** Copies the cluster's files while it works. */
    public void take() throws IOException, SQLException {
        try (Connection session = cluster.superuser().getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("select pg_backup_start('test', fast => true)");
            copyFiles();
            try (ResultSet stop =
                    statement.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => true)")) {
                stop.next();
                Files.writeString(copy.resolve("data/backup_label"), stop.getString(1));
            }
        }
        Files.copy(cluster.data().resolveSibling("password"), copy.resolve("password"));
    }

    /**
     * The same as the operations' page says to.
     *
     * @param basebackup PostgreSQL's program pg_basebackup
     */
    public void takeWith(String basebackup) throws IOException, InterruptedException {
        Path folder = TestDatabase.folder("base-");
        run(List.of(
                basebackup,
                "--dbname=" + cluster.address(),
                "--pgdata=" + folder,
                "--format=tar",
                "--gzip",
                "--checkpoint=fast",
                "--wal-method=stream"));
        Path data = Files.createDirectory(copy.resolve("data"));
        Files.setPosixFilePermissions(data, Files.getPosixFilePermissions(cluster.data()));
        unpack(folder.resolve("base.tar.gz"), data);
        unpack(folder.resolve("pg_wal.tar.gz"), data.resolve("pg_wal"));
        Files.copy(cluster.data().resolveSibling("password"), copy.resolve("password"));
    }

    /** As files of whoever runs the tests: the cluster knew its owner, in a user namespace, as nobody. */
    private static void unpack(Path tar, Path folder) throws IOException, InterruptedException {
        run(List.of("tar", "--no-same-owner", "-xzf", tar.toString(), "-C", folder.toString()));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new CannotStart(command.get(0) + " fails: " + said);
        }
    }

    private void copyFiles() throws IOException {
        Path from = cluster.data();
        Path to = copy.resolve("data");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder));
                Files.createDirectories(target);
                Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(folder));
                return EMPTIED.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                    } catch (NoSuchFileException droppedMeanwhile) {
                        // the WAL knows
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /** Names this moment, so that it can be restored. */
    public void mark(String moment) throws SQLException {
        query(cluster, "select pg_create_restore_point('" + moment + "')");
    }

    /** Returns when all that has happened until now is archived. */
    public void awaitArchive() throws SQLException {
        String current = query(cluster, "select pg_walfile_name(pg_switch_wal())");
        String archived = "select coalesce(last_archived_wal, '') >= '" + current + "' from pg_stat_archiver";
        await("archived " + current, () -> query(cluster, archived).equals("t"));
    }

    private static String query(Postgres cluster, String select) throws SQLException {
        try (Connection session = cluster.superuser().getConnection();
                Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Another cluster, as this one was at a moment that {@link #mark} named. */
    public Postgres restore(String moment) throws IOException, SQLException {
        Files.createFile(copy.resolve("data/recovery.signal"));
        Postgres restored = TestDatabase.throwAway(
                copy,
                "restore_command=cp " + archive + "/%f %p",
                "recovery_target_name=" + moment,
                "recovery_target_action=promote",
                "archive_mode=off");
        await("recovered", () -> query(restored, "select pg_is_in_recovery()").equals("f"));
        return restored;
    }

    /**
     * Another cluster, which follows this one from the copy on: nothing is answered here that is not there, too. It takes
     * over when {@code pg_promote()} is called in it.
     */
    public Postgres standby() throws IOException, SQLException {
        Files.createFile(copy.resolve("data/standby.signal"));
        Postgres standby = TestDatabase.throwAway(
                copy,
                "restore_command=cp " + archive + "/%f %p",
                "primary_conninfo=" + cluster.address(),
                "archive_mode=off");
        try (Connection session = cluster.superuser().getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = '*'");
            statement.execute("select pg_reload_conf()");
        }
        String follows = "select count(*) from pg_stat_replication where sync_state = 'sync'";
        await("followed", () -> query(cluster, follows).equals("1"));
        return standby;
    }

    private interface Condition {

        boolean holds() throws SQLException;
    }

    private static void await(String what, Condition condition) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                throw new CannotStart("PostgreSQL has not " + what + " within " + PATIENCE + ".");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
