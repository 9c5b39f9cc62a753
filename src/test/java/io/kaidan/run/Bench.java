package io.kaidan.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * {@code mvn -Pbench}: how many ticket lives (create, query, push) Kaidan does in a second on this machine, what they
 * cost, and what PostgreSQL alone does in the same run. Or, told so, what many tickets in the database change. Durability
 * is on. Linux: processor time is read from /proc.
 */
public final class Bench {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double TICK_MILLISECONDS = 10;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        int connections = Integer.getInteger("kaidan.bench.connections");
        Duration warmUp = Duration.ofSeconds(Integer.getInteger("kaidan.bench.warmup"));
        Duration time = Duration.ofSeconds(Integer.getInteger("kaidan.bench.seconds"));
        System.setProperty("http.maxConnections", String.valueOf(connections));
        try {
            run(Path.of(System.getProperty("kaidan.build")), connections, warmUp, time);
        } catch (CannotStart reason) {
            System.out.println("\n" + reason.getMessage());
            Runtime.getRuntime().exit(1);
        }
    }

    private static void run(Path build, int connections, Duration warmUp, Duration time) throws Exception {
        Path folder = build.resolve("bench");
        Folders.delete(folder);
        Postgres postgres = Postgres.start(build, folder.resolve("postgres"), true, Postgres.roomy());
        AtExit.close(postgres);
        Server server = Server.chosen(
                folder.resolve("server"),
                Server.freePort(),
                Map.of(
                        "KAIDAN_DB_URL", postgres.url(),
                        "KAIDAN_DB_USER", postgres.user(),
                        "KAIDAN_DB_PASSWORD", postgres.password(),
                        "KAIDAN_DB_POOL", Server.connections(),
                        "KAIDAN_ADMIN_PASSWORD", Demo.PASSWORD,
                        "KAIDAN_NODE", "bench"));
        AtExit.close(server);
        server.start(PATIENCE);
        URI base = server.base();
        System.out.println(new Demo(base).deploy(Path.of("src/test/bench")));
        int tickets = Integer.getInteger("kaidan.bench.tickets");
        if (tickets > 0) {
            new LargeDatabase(base, postgres.superuser()).compare(tickets);
            return;
        }
        DoubleSupplier database = () -> milliseconds(Long.parseLong(
                lines(folder.resolve("postgres/data/postmaster.pid")).get(0)));
        DoubleSupplier engine = () -> milliseconds(server.pid());

        System.out.printf(
                "%n%s, %d connections, %d s after %d s of warm-up, %s, %d processors, Java %s%n",
                server.name(),
                connections,
                time.toSeconds(),
                warmUp.toSeconds(),
                System.getProperty("os.name"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        Load.run(connections, warmUp, () -> new QuickLives(base));
        int closedBefore = QuickLives.closed(base);
        double engineBefore = engine.getAsDouble();
        double databaseBefore = database.getAsDouble();
        long walBefore = wal(postgres.dataSource());
        Load.Result kaidan = Load.run(connections, time, () -> new QuickLives(base));
        print("Kaidan", kaidan, time, engine.getAsDouble() - engineBefore, database.getAsDouble() - databaseBefore);
        System.out.printf(
                "  log of writes (WAL) per life: %.1f kB%n",
                (wal(postgres.dataSource()) - walBefore) / 1_000.0 / kaidan.lives());
        int closed = QuickLives.closed(base) - closedBefore;
        if (closed != kaidan.lives()) {
            throw new CannotStart("Expected " + kaidan.lives() + " closed tickets, but there are " + closed + ".");
        }

        FloorLives.tables(postgres.dataSource());
        Load.run(connections, Duration.ofSeconds(3), () -> new FloorLives(postgres.dataSource()));
        databaseBefore = database.getAsDouble();
        Load.Result floor = Load.run(connections, time, () -> new FloorLives(postgres.dataSource()));
        print("PostgreSQL alone", floor, time, 0, database.getAsDouble() - databaseBefore);
        System.out.printf(
                "%nKaidan does %.2f of what PostgreSQL alone does.%n", (double) kaidan.lives() / floor.lives());
    }

    /** Bytes that PostgreSQL has written into its log since it was made. */
    private static long wal(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select cast(pg_current_wal_lsn() - '0/0' as bigint)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void print(String name, Load.Result result, Duration time, double engine, double database) {
        System.out.printf(
                "%n%-17s %8.1f lives/s   processor time per life: server %.2f ms, PostgreSQL %.2f ms%n",
                name, (double) result.lives() / time.toSeconds(), engine / result.lives(), database / result.lives());
        System.out.printf("  %-8s %9s %9s %9s  ms%n", "", "p50", "p95", "p99");
        for (String call : result.times().calls()) {
            System.out.printf("  %-8s", call);
            for (double share : new double[] {0.5, 0.95, 0.99}) {
                System.out.printf(" %9.2f", result.times().milliseconds(call, share));
            }
            System.out.println();
        }
    }

    /** Processor time of a process and of those that it started, ended ones included, in milliseconds. */
    private static double milliseconds(long pid) {
        return ticks(pid, 4)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToDouble(child -> ticks(child.pid(), 2))
                        .sum();
    }

    /** The first so many of: time in user mode, in the kernel, and the same of its children that have ended. */
    private static double ticks(long pid, int fields) {
        String line = lines(Path.of("/proc/" + pid + "/stat")).get(0);
        return Stream.of(line.substring(line.lastIndexOf(')') + 2).split(" "))
                        .skip(11)
                        .limit(fields)
                        .mapToLong(Long::parseLong)
                        .sum()
                * TICK_MILLISECONDS;
    }

    /** Where the process has just ended, or where there is no /proc: nothing was used. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of("0 (gone) ?");
        }
    }
}
