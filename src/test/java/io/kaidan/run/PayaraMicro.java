package io.kaidan.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Payara Micro: one jar, a fresh domain at every start, set up by the pre-boot script. */
final class PayaraMicro extends Server {
    private final Path jar = file("kaidan.payara");
    private final Path war = file("kaidan.war");
    private final Path driver = file("kaidan.driver");
    private final Path script = Path.of("docker/payara/preboot.asadmin").toAbsolutePath();

    PayaraMicro(Path folder, int port, Map<String, String> environment) {
        super(folder, port, environment);
        environment().put("KAIDAN_ADDRESS", "127.0.0.1");
        environment().putIfAbsent("KAIDAN_DB_POOL", "20");
        environment().putIfAbsent("KAIDAN_LOG", "text");
    }

    @Override
    public String name() {
        return "Payara Micro";
    }

    @Override
    protected void configure() throws IOException {
        Folders.delete(folder.resolve("domain"));
    }

    @Override
    protected List<String> command() {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions());
        command.addAll(List.of(
                "-jar",
                jar.toString(),
                "--nocluster",
                "--nohazelcast",
                "--disablephonehome",
                "--rootdir",
                folder.resolve("domain").toString(),
                "--port",
                String.valueOf(port),
                "--addlibs",
                driver.toString(),
                "--logproperties",
                Path.of("docker/payara/logging-" + environment().get("KAIDAN_LOG") + ".properties")
                        .toAbsolutePath()
                        .toString(),
                "--prebootcommandfile",
                script.toString(),
                "--deploy",
                war.toString(),
                "--contextroot",
                "/"));
        return command;
    }
}
