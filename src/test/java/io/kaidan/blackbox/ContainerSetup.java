package io.kaidan.blackbox;

import io.kaidan.run.Postgres;
import io.kaidan.run.Server;
import io.kaidan.run.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What an administrator has done before a deployment: a database, and a server configured by our script but without
 * the WAR. Leaves the values that arquillian.xml asks for; stands before Arquillian in {@code @ExtendWith}.
 */
final class ContainerSetup implements BeforeAllCallback {
    static final int PORT = Server.freePort();

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        Postgres postgres = TestDatabase.throwAway();
        Map<String, String> environment = Map.of(
                "KAIDAN_DB_URL",
                postgres.url(),
                "KAIDAN_DB_USER",
                postgres.user(),
                "KAIDAN_DB_PASSWORD",
                postgres.password(),
                "KAIDAN_DB_POOL",
                "10",
                "KAIDAN_NODE",
                "arquillian",
                "KAIDAN_ADDRESS",
                "127.0.0.1");
        String server = System.getProperty("kaidan.server", "wildfly");
        Path folder = Path.of(System.getProperty("kaidan.build", "target"), "it", "arquillian-" + server)
                .toAbsolutePath();
        System.setProperty("container.jvm", "-Xmx512m -Dkaidan.admin.password=" + KaidanServer.ADMIN_PASSWORD);
        if (server.equals("wildfly")) {
            wildFly(folder, environment);
        } else {
            payaraMicro(folder, environment);
        }
    }

    /** Arquillian hands no environment to the server; WildFly takes a system property env.X before it. */
    private static void wildFly(Path folder, Map<String, String> environment) {
        Server.chosen(folder, PORT, environment).prepare();
        int management = Server.freePort();
        StringBuilder jvm = new StringBuilder(System.getProperty("container.jvm"))
                .append(" -Djboss.server.base.dir=" + folder)
                .append(" -Djboss.bind.address=127.0.0.1 -Djboss.http.port=" + PORT)
                .append(" -Djboss.https.port=0 -Djboss.management.http.port=" + management);
        environment.forEach((name, value) -> jvm.append(" -Denv." + name + "=" + value));
        System.setProperty("container.jvm", jvm.toString());
        System.setProperty("container.management.port", String.valueOf(management));
    }

    /** As above; Payara has no such way, so the script gets the values themselves. */
    private static void payaraMicro(Path folder, Map<String, String> environment) throws IOException {
        String script = Files.readString(Path.of("docker/payara/preboot.asadmin"));
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            script = script.replace(
                    "${ENV=" + variable.getKey() + "}", variable.getValue().replace(":", "\\:"));
        }
        Files.createDirectories(folder);
        Path filled = Files.writeString(folder.resolve("preboot.asadmin"), script);
        System.setProperty(
                "container.options",
                "--port " + PORT + " --nohazelcast --disablephonehome --contextroot / --addlibs "
                        + Path.of(System.getProperty("kaidan.driver")).toAbsolutePath() + " --prebootcommandfile "
                        + filled);
    }
}
