package io.kaidan.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code mvn -Prun}: database, server and demo on this machine, until Ctrl-C. */
public final class Run {
    /** Long, for a machine may be slow or emulated; a server that has ended or failed is noticed at once. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private Run() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run(
                    Path.of(System.getProperty("kaidan.build")),
                    Path.of(System.getProperty("kaidan.data")),
                    port(System.getProperty("kaidan.port")));
        } catch (CannotStart reason) {
            System.out.println();
            System.out.println(reason.getMessage());
            Runtime.getRuntime().exit(1);
        }
    }

    private static void run(Path build, Path data, int port) throws InterruptedException {
        Server.requireFree(port);
        Postgres postgres = Postgres.start(build, data.resolve("postgres"), true, Postgres.roomy());
        AtExit.close(postgres);
        Server server = Server.chosen(
                data.resolve(System.getProperty("kaidan.server")),
                port,
                Map.of(
                        "KAIDAN_DB_URL", postgres.url(),
                        "KAIDAN_DB_USER", postgres.user(),
                        "KAIDAN_DB_PASSWORD", postgres.password(),
                        "KAIDAN_DB_POOL", Server.connections(),
                        // in this mode only: nobody but this machine reaches it
                        "KAIDAN_ADMIN_PASSWORD", Demo.PASSWORD,
                        "KAIDAN_NODE", "run-" + port));
        AtExit.close(server);
        AtExit.close(() -> System.out.println("\nStopping " + server.name() + " and PostgreSQL."));
        System.out.println("\nStarting " + server.name() + "; its log is " + server.log());
        server.start(PATIENCE);
        Demo demo = new Demo(server.base());
        System.out.println(demo.deploy(Path.of("src/main/demo")));
        System.out.println(demo.invitation());
        int code = server.waitFor();
        if (!AtExit.begun()) {
            throw new CannotStart(server.name() + " has ended with exit code " + code + ". See " + server.log() + ".");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // the sentence below
        }
        throw new CannotStart("kaidan.port is a number from 1 to 65535, but not " + text + ".");
    }
}
