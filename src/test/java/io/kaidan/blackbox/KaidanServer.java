package io.kaidan.blackbox;

import io.kaidan.run.AtExit;
import io.kaidan.run.Postgres;
import io.kaidan.run.Server;
import io.kaidan.run.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The product as its clients meet it: one server with one database for all black-box tests of a JVM, started by the
 * first that asks and stopped with the JVM. With {@code -Dkaidan.url=} (and {@code -Dkaidan.db.url=}, user and password
 * in it) it is a server that runs already, whose process the tests cannot touch.
 */
public final class KaidanServer implements AutoCloseable {
    public static final String ADMIN = "admin";
    public static final String ADMIN_PASSWORD = "admin";

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String EXTERNAL = System.getProperty("kaidan.url");
    private static Postgres postgres;
    private static KaidanServer first;
    private static int nodes;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Path folder;
    private final int port;
    private final Postgres database;
    private Server server;

    /** The one that all tests share, ready for requests. */
    public static synchronized KaidanServer get() {
        if (first == null) {
            first = EXTERNAL == null ? node(Map.of()) : new KaidanServer(null, 0, null);
        }
        return first;
    }

    /** Another node on the same database, with settings of its own; whoever asks for it closes it. */
    public static synchronized KaidanServer node(Map<String, String> settings) {
        requireOwn();
        if (postgres == null) {
            postgres = TestDatabase.throwAway();
        }
        return started(postgres, settings);
    }

    /** A server with a database of its own, which no other node works on; whoever asks for it closes it. */
    public static synchronized KaidanServer alone() {
        requireOwn();
        return on(TestDatabase.throwAway());
    }

    /** A node on a database of the caller's own; whoever asks for it closes it. */
    static synchronized KaidanServer on(Postgres database) {
        return on(database, Map.of());
    }

    /** The same, with settings of its own. */
    static synchronized KaidanServer on(Postgres database, Map<String, String> settings) {
        requireOwn();
        return started(database, settings);
    }

    private static void requireOwn() {
        if (EXTERNAL != null) {
            throw new IllegalStateException("Expected to start a server but -Dkaidan.url names a running one");
        }
    }

    private static KaidanServer started(Postgres database, Map<String, String> settings) {
        nodes++;
        String build = System.getProperty("kaidan.build", "target");
        String fork = System.getProperty("kaidan.fork", "1"); // of those that work at the same time
        String kind = System.getProperty("kaidan.server", "wildfly");
        Path folder = Path.of(build, "it", fork, kind + "-" + nodes);
        KaidanServer node = new KaidanServer(folder, Server.freePort(), database);
        node.start(settings);
        return node;
    }

    private KaidanServer(Path folder, int port, Postgres database) {
        this.folder = folder;
        this.port = port;
        this.database = database;
    }

    /** Starts it again after {@link #kill} or {@link #close}, with the settings given (KAIDAN_…) beside the defaults. */
    public void start(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAIDAN_PASSWORD_ITERATIONS", // each test has users of its own: slow hashes would take minutes
                "1000",
                "KAIDAN_DB_URL",
                database.url(),
                "KAIDAN_DB_USER",
                database.user(),
                "KAIDAN_DB_PASSWORD",
                database.password(),
                "KAIDAN_ADMIN_PASSWORD",
                ADMIN_PASSWORD,
                "KAIDAN_PASSWORD_MIN",
                "1",
                "KAIDAN_HTTP_ALLOWED_HOSTS",
                "127.0.0.1",
                "KAIDAN_HTTP_TIMEOUT_SECONDS",
                "2",
                "KAIDAN_HTTP_RETRY_SECONDS",
                "1",
                "KAIDAN_NODE",
                "test-" + port));
        // most live for seconds, and the first for minutes: to compile them well would take longer
        environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        environment.putAll(settings);
        server = Server.chosen(folder, port, environment);
        AtExit.close(server);
        server.start(PATIENCE);
    }

    /** Down in good order and up again: the same address, the same database. */
    public void restart() {
        close();
        start(Map.of());
    }

    /** As a power cut would; {@link #start} brings it back. */
    public void kill() {
        process().kill();
    }

    @Override
    public void close() {
        process().close();
    }

    /** Where the WAR answers, with a slash at its end. */
    public URI base() {
        return EXTERNAL == null
                ? URI.create("http://127.0.0.1:" + port + "/")
                : URI.create(EXTERNAL.endsWith("/") ? EXTERNAL : EXTERNAL + "/");
    }

    /** An address below it: {@code at("health/ready")}. */
    public URI at(String path) {
        return base().resolve(path);
    }

    public HttpClient http() {
        return http;
    }

    /** Its database, one new connection each time. */
    public DataSource database() {
        if (EXTERNAL == null) {
            return database.dataSource();
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(System.getProperty("kaidan.db.url"));
        return source;
    }

    /** The PostgreSQL under it; only for a server of these tests. */
    static Postgres postgres() {
        if (postgres == null) {
            throw new IllegalStateException("Expected a database of these tests but -Dkaidan.url names a foreign one");
        }
        return postgres;
    }

    /** All that the server wrote on its console since the build. */
    public Path log() {
        return process().log();
    }

    public long pid() {
        return process().pid();
    }

    private Server process() {
        if (server == null) {
            throw new IllegalStateException("Expected a server of these tests but -Dkaidan.url names a foreign one");
        }
        return server;
    }
}
