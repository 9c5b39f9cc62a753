package io.kaidan.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application server with the WAR in it, as a process of its own on 127.0.0.1. */
public abstract class Server implements AutoCloseable {
    /**
     * With few processors the one thread that compiles gets its turn too rarely while the server is busy: with more of them
     * it is warm earlier. What only the start uses is not worth their time: they wait for three times as many calls of it.
     */
    private static final String FEW_PROCESSORS = " -XX:CICompilerCount=4 -XX:Tier4InvocationThreshold=15000"
            + " -XX:Tier4MinInvocationThreshold=1800 -XX:Tier4CompileThreshold=45000 -XX:Tier4BackEdgeThreshold=120000";

    /** Its configuration, its log, whatever else it writes. */
    protected final Path folder;

    protected final int port;
    private final Map<String, String> environment;
    private Process process;

    protected Server(Path folder, int port, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.environment = new HashMap<>(environment);
    }

    /** The server of {@code kaidan.server}, with the database and whatever else its environment says. */
    public static Server chosen(Path folder, int port, Map<String, String> environment) {
        String kind = System.getProperty("kaidan.server", "wildfly");
        return switch (kind) {
            case "wildfly" -> new WildFly(folder, port, environment);
            case "payara-micro" -> new PayaraMicro(folder, port, environment);
            default -> throw new CannotStart("kaidan.server is wildfly or payara-micro, but not " + kind + ".");
        };
    }

    protected Map<String, String> environment() {
        return environment;
    }

    public abstract String name();

    /** Brings the configuration up to date; what it finds done it leaves. */
    protected abstract void configure() throws IOException, InterruptedException;

    /** Puts the WAR where the server looks for it when it starts. */
    protected void deploy() throws IOException {}

    protected abstract List<String> command();

    /** Configures it without starting it, for somebody else to start. */
    public void prepare() {
        try {
            Files.createDirectories(folder);
            configure();
        } catch (IOException failure) {
            throw new CannotStart(name() + " cannot be configured: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while " + name() + " was configured.", interrupted);
        }
    }

    /** Returns when the WAR is ready for requests. */
    public void start(Duration patience) {
        requireFree(port);
        prepare();
        try {
            deploy();
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
            awaitReadiness(Instant.now().plus(patience));
        } catch (IOException failure) {
            throw new CannotStart(name() + " does not start: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while " + name() + " started.", interrupted);
        }
    }

    static void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            probe.getLocalPort();
        } catch (IOException taken) {
            throw new CannotStart("Port " + port + " of 127.0.0.1 is in use: stop what listens there, or choose another"
                    + " with -Dkaidan.port=.");
        }
    }

    private void awaitReadiness(Instant deadline) throws InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest readiness = HttpRequest.newBuilder(base().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        int status = 0;
        while (Instant.now().isBefore(deadline)) {
            try {
                status = http.send(readiness, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // it does not listen yet
            }
            String reason = failure();
            if (reason != null) {
                close();
                throw new CannotStart(reason + " See " + log() + ".");
            }
            process.waitFor(150, TimeUnit.MILLISECONDS);
        }
        close();
        throw new CannotStart(name() + " was not ready in time (" + (status == 0 ? "no answer" : "HTTP " + status)
                + " from /health/ready). See " + log() + ".");
    }

    /** Why it will never become ready; null while it still may. */
    protected String failure() {
        return process.isAlive() ? null : name() + " ended with exit code " + process.exitValue() + ".";
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    public Path log() {
        return folder.resolve("server.log");
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** As a power cut would. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** In good order, for 20 seconds at most. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            if (process.onExit().completeOnTimeout(null, 20, TimeUnit.SECONDS).join() == null) {
                kill();
            }
        }
    }

    /** Free at this moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file that the build named with a system property. */
    protected static Path file(String property) {
        String path = System.getProperty(property);
        if (path == null) {
            throw new CannotStart(
                    "The system property " + property + " is missing: start through Maven, as pom.xml does.");
        }
        return Path.of(path).toAbsolutePath();
    }

    protected static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Options of the server's JVM: {@code -Dkaidan.jvm="-Xmx1g"}. The collector is the one that takes least from the calls
     * while the heap is small, and large pages spare the processor looking for small ones. Figures: performance.md.
     */
    protected static List<String> jvmOptions() {
        String largePages = System.getProperty("os.name").equals("Linux") ? " -XX:+UseTransparentHugePages" : "";
        String compiler = Runtime.getRuntime().availableProcessors() < 4 ? FEW_PROCESSORS : "";
        return List.of(System.getProperty("kaidan.jvm", "-Xms512m -Xmx512m -XX:+UseParallelGC" + largePages + compiler)
                .trim()
                .split("\\s+"));
    }

    /** Connections to a database on the same machine: some more than jobs may hold; many more would be in each other's way. */
    static String connections() {
        return String.valueOf(Math.max(12, 3 * Runtime.getRuntime().availableProcessors()));
    }
}
