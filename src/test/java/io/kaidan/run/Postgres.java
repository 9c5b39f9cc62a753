package io.kaidan.run;

import static java.util.stream.Collectors.joining;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of our own on 127.0.0.1 and a free port, with its data in a folder that outlives it. The database
 * {@code kaidan} belongs to the role {@code kaidan}, which is no superuser, as it should be in a company.
 */
public final class Postgres implements AutoCloseable {
    private static final String NAME = "kaidan";

    /** Faster, and what a power cut leaves may not be readable. */
    private static final String HASTY = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";

    /** Keeps its log of changes within half of a small disk. */
    private static final String FRUGAL = " -c max_wal_size=64MB";

    /** PostgreSQL's own default; what its indexes take of it is all that is in memory for sure. */
    private static final long LEAST_BUFFERS_MB = 128;

    private static final long MOST_BUFFERS_MB = 1024;

    private final PostgresPrograms programs;
    private final Path data;
    private final Path log;
    private final FileLock lock;
    private final String password;
    private final int port;
    private final String options;

    /** The setting for one that is to carry load: an eighth of this machine's memory, from 128 MB to 1 GB, for its pages. */
    static String roomy() {
        long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
        return "shared_buffers=" + Math.max(LEAST_BUFFERS_MB, Math.min(MOST_BUFFERS_MB, memory / 8 / 1_048_576)) + "MB";
    }

    /**
     * Starts it where there is one, else makes one.
     *
     * @param durable false: faster, and what a power cut leaves may not be readable; for data to be thrown away
     * @param settings such as {@code archive_mode=on}, without apostrophes; they last until it is stopped
     */
    public static Postgres start(Path build, Path folder, boolean durable, String... settings) {
        String more =
                Stream.of(settings).map(setting -> " -c '" + setting + "'").collect(joining());
        return start(build, folder, folder.resolve("data"), null, (durable ? "" : HASTY) + more);
    }

    /** A durable one whose data lies on this disk. */
    public static Postgres start(Path build, Path folder, SmallDisk disk) {
        return start(build, folder, disk.folder().resolve("data"), disk, FRUGAL);
    }

    private static Postgres start(Path build, Path folder, Path data, SmallDisk disk, String options) {
        try {
            Files.createDirectories(folder);
            PostgresPrograms programs = PostgresPrograms.in(build);
            return new Postgres(
                    disk == null ? programs : programs.on(disk),
                    folder.toAbsolutePath(),
                    data.toAbsolutePath(),
                    options);
        } catch (IOException | SQLException failure) {
            throw new CannotStart("PostgreSQL does not start in " + folder + ": " + failure.getMessage(), failure);
        }
    }

    private Postgres(PostgresPrograms programs, Path folder, Path data, String more) throws IOException, SQLException {
        this.programs = programs;
        this.data = data;
        log = folder.resolve("postgres.log");
        lock = lock(folder);
        Path secret = folder.resolve("password");
        boolean fresh = !Files.exists(secret);
        if (fresh) {
            initialise(folder, secret);
        }
        password = Files.readString(secret);
        if (Files.exists(data.resolve("postmaster.pid"))) {
            // nobody holds the lock: its launcher was killed and left it behind
            programs.run(log, "pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w");
        }
        port = Server.freePort();
        options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
                + more;
        start();
        if (fresh) {
            createDatabase();
        }
    }

    private static FileLock lock(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // the sentence below
        }
        file.close();
        throw new CannotStart("Another Kaidan works on the data in " + folder
                + ": stop that one, or name another folder with -Dkaidan.data=.");
    }

    private void initialise(Path folder, Path secret) throws IOException {
        Folders.delete(data);
        Path draft = Files.createTempFile(
                folder,
                "password",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, UUID.randomUUID().toString());
        check(programs.run(
                log,
                "initdb",
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + draft,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
        Files.move(draft, secret);
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = dataSource("postgres", "postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role " + NAME + " login password '" + password + "'");
            statement.execute("create database " + NAME + " owner " + NAME);
        }
    }

    private void check(boolean succeeded) {
        if (!succeeded) {
            throw new CannotStart("PostgreSQL does not start; its last words are in " + log + ".");
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    /** One new connection each time. */
    public DataSource dataSource() {
        return dataSource(NAME, NAME);
    }

    /** Has it write every statement into its log, or not; counts from the next statement of each connection on. */
    public void logStatements(boolean on) throws SQLException {
        set("log_statement", on ? "all" : "none");
    }

    /** Has each statement that is planned written into the log. */
    public void logPlans(boolean on) throws SQLException {
        set("log_planner_stats", on ? "on" : "off");
    }

    private void set(String setting, String value) throws SQLException {
        try (Connection connection = dataSource("postgres", "postgres").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("alter system set " + setting + " = '" + value + "'");
            statement.execute("select pg_reload_conf()");
        }
    }

    /** A further, empty database; one new connection each time. */
    public DataSource another(String name) throws SQLException {
        try (Connection connection = superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + NAME);
        }
        return dataSource(NAME, name);
    }

    /** Of whoever administers it, in the database of Kaidan; one new connection each time. */
    public DataSource superuser() {
        return dataSource("postgres", NAME);
    }

    /** Of whoever administers it, for PostgreSQL's own programs. */
    String address() {
        return "postgresql://postgres:" + password + "@127.0.0.1:" + port + "/postgres";
    }

    /** Where its files lie. */
    Path data() {
        return data;
    }

    public Path log() {
        return log;
    }

    private DataSource dataSource(String user, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** After {@link #stop} or {@link #kill}; on the same port. Returns when it takes connections. */
    public void start() throws IOException {
        check(programs.run(log, "pg_ctl", "start", "-D", data.toString(), "-l", log.toString(), "-o", options, "-w"));
    }

    /** Whether it runs, or has stopped itself. */
    public boolean alive() throws IOException {
        return programs.run(log, "pg_ctl", "status", "-D", data.toString());
    }

    /** @param mode fast: cuts all connections and writes down what is open; immediate: leaves that to the next start */
    public void stop(String mode) throws IOException {
        programs.run(log, "pg_ctl", "stop", "-D", data.toString(), "-m", mode, "-w");
    }

    /** All its processes at once, as a power cut would, but for what the operating system has not written yet. */
    public void kill() throws IOException {
        long first = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        List<ProcessHandle> all = ProcessHandle.of(first).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() {
        try {
            stop("fast");
            lock.acquiredBy().close();
        } catch (IOException failure) {
            throw new CannotStart("PostgreSQL does not stop: " + failure.getMessage(), failure);
        }
    }
}
