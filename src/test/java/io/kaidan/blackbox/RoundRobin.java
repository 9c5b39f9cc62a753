package io.kaidan.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A load balancer as companies have one before their nodes: each request goes to the next node that is ready, as {@code
 * /health/ready} tells twice a second. What it could not hand over it hands to another node; what a node took and did not
 * answer is answered 502, never sent twice.
 */
final class RoundRobin implements AutoCloseable {

    static final int BAD_GATEWAY = 502;

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of one connection, so not handed on, or set by whoever sends. */
    private static final Set<String> OWN =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final List<URI> nodes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> ready;

    RoundRobin(URI... nodes) throws IOException {
        this.nodes = List.of(nodes);
        ready = this.nodes;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        looking.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void look() {
        ready = nodes.stream().filter(this::isReady).toList();
    }

    private boolean isReady(URI node) {
        HttpRequest health = HttpRequest.newBuilder(node.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException gone) {
            return false;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int first = turn.getAndIncrement();
            List<URI> inTurn = ready;
            for (int i = 0; i < inTurn.size(); i++) {
                URI node = inTurn.get(Math.floorMod(first + i, inTurn.size()));
                try {
                    answer(exchange, client.send(request(exchange, node, body), BodyHandlers.ofByteArray()));
                    return;
                } catch (ConnectException notEvenTaken) {
                    // to the next one
                } catch (IOException noAnswer) {
                    break;
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        }
    }

    private static HttpRequest request(HttpExchange exchange, URI node, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.resolve(exchange.getRequestURI()))
                .timeout(PATIENCE)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders()
                .forEach((name, values) -> handOn(name, values).forEach(value -> request.header(name, value)));
        return request.build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> handOn(name, values)
                .forEach(value -> exchange.getResponseHeaders().add(name, value)));
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Stream<String> handOn(String name, List<String> values) {
        return OWN.contains(name.toLowerCase()) ? Stream.empty() : values.stream();
    }

    @Override
    public void close() {
        looking.shutdownNow();
        server.stop(0);
        threads.shutdownNow();
    }
}
