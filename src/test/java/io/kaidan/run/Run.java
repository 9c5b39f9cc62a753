package io.kaidan.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code mvn -Prun}: database, server and demo on this machine, until Ctrl-C. */
public final class Run {
    private Run() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            run();
        } catch (CannotStart reason) {
            System.out.println();
            System.out.println(reason.getMessage());
            Runtime.getRuntime().exit(1);
        }
    }

    private static void run() throws InterruptedException {
        Path data = Path.of(System.getProperty("kaidan.data"));
        int port = Integer.getInteger("kaidan.port", 8080);
        Postgres postgres = Postgres.start(Path.of(System.getProperty("kaidan.build")), data.resolve("postgres"), true);
        // every way out comes through here: Ctrl-C, SIGTERM, exit
        Server server = null;
        Thread stop = new Thread(postgres::close);
        Runtime.getRuntime().addShutdownHook(stop);
        server = Server.chosen(
                data.resolve(System.getProperty("kaidan.server")),
                port,
                Map.of(
                        "KAIDAN_DB_URL", postgres.url(),
                        "KAIDAN_DB_USER", postgres.user(),
                        "KAIDAN_DB_PASSWORD", postgres.password(),
                        "KAIDAN_ADMIN_PASSWORD", "admin",
                        "KAIDAN_NODE", "run-" + port));
        Server started = server;
        Runtime.getRuntime().removeShutdownHook(stop);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("Stopping " + started.name() + " and PostgreSQL ...");
            started.close();
            postgres.close();
        }));
        server.start(Duration.ofSeconds(120));
        System.out.println("ready at " + server.base());
        int exit = server.waitFor();
    }
}
