package io.kaidan.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * WildFly as unpacked by the build, with a base folder of its own: configuration, deployment and transactions' store
 * lie there, so that any number of them run from one distribution.
 */
final class WildFly extends Server {
    /** What standalone.sh opens of the JDK. */
    private static final List<String> JDK = Stream.of(
                    "--add-exports=java.desktop/sun.awt",
                    "--add-exports=java.naming/com.sun.jndi.ldap",
                    "--add-exports=java.naming/com.sun.jndi.url.ldap",
                    "--add-exports=java.naming/com.sun.jndi.url.ldaps",
                    "--add-exports=jdk.naming.dns/com.sun.jndi.dns",
                    "--add-opens=java.base/java.lang",
                    "--add-opens=java.base/java.lang.invoke",
                    "--add-opens=java.base/java.lang.reflect",
                    "--add-opens=java.base/java.io",
                    "--add-opens=java.base/java.net",
                    "--add-opens=java.base/java.security",
                    "--add-opens=java.base/java.util",
                    "--add-opens=java.base/java.util.concurrent",
                    "--add-opens=java.management/javax.management",
                    "--add-opens=java.naming/javax.naming")
            .map(option -> option + "=ALL-UNNAMED")
            .toList();

    private final Path home = file("kaidan.wildfly");
    private final Path war = file("kaidan.war");
    private final Path driver = file("kaidan.driver");
    private final Path script = Path.of("docker/wildfly/configure.cli").toAbsolutePath();

    WildFly(Path folder, int port, Map<String, String> environment) {
        super(folder, port, environment);
        if ("json".equals(environment.get("KAIDAN_LOG"))) { // as the image does it
            environment().putAll(Map.of("KAIDAN_LOG_TEXT", "false", "KAIDAN_LOG_JSON", "true"));
        }
    }

    @Override
    public String name() {
        return "WildFly";
    }

    @Override
    protected void configure() throws IOException, InterruptedException {
        Path configured = folder.resolve("configured-by");
        String now = home + "\n" + Files.size(driver) + "\n" + Files.readString(script);
        if (!Files.exists(configured) || !Files.readString(configured).equals(now)) {
            Folders.delete(folder.resolve("configuration"));
            Folders.copy(home.resolve("standalone/configuration"), folder.resolve("configuration"));
            runScript();
            Files.writeString(configured, now);
        }
        // without the WAR: whoever starts it says what runs in it
        Folders.delete(folder.resolve("deployments"));
        Files.createDirectories(folder.resolve("deployments"));
    }

    @Override
    protected void deploy() throws IOException {
        Files.copy(war, folder.resolve("deployments/kaidan.war"));
    }

    private void runScript() throws IOException, InterruptedException {
        Path log = folder.resolve("configure.log");
        ProcessBuilder cli = new ProcessBuilder(home.resolve("bin/jboss-cli.sh").toString(), "--file=" + script)
                .directory(driver.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        cli.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // it lives for seconds: to compile it well would take longer
        cli.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djboss.server.base.dir=" + folder);
        if (cli.start().waitFor() != 0) {
            throw new CannotStart(script + " fails on " + home + ". See " + log + ".");
        }
    }

    @Override
    protected List<String> command() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions());
        command.addAll(JDK);
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dorg.jboss.boot.log.file=" + folder.resolve("log/boot.log"),
                "-Dlogging.configuration=file:" + folder.resolve("configuration/logging.properties"),
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + folder,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.http.port=" + port,
                // any free one: nobody comes through these
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=0",
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone"));
        return command;
    }

    @Override
    protected String failure() {
        if (Files.exists(folder.resolve("deployments/kaidan.war.failed"))) {
            return "WildFly could not deploy the WAR.";
        }
        return super.failure();
    }
}
