package io.kaidan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kaidan.problem.Refused;
import io.kaidan.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server on this machine. */
class HttpCallsTest {

    private final AtomicInteger called = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private HttpCalls calls;
    private String host;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.start();
        host = "127.0.0.1:" + server.getAddress().getPort();
        calls = calls(AllowedHosts.of(host), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        calls.close();
    }

    private static HttpCalls calls(AllowedHosts hosts, Duration patience) {
        return new HttpCalls(hosts, 2, patience, 1_000, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What the server does when it is called. */
    private interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private void serve(Answering answering) {
        server.createContext("/", exchange -> {
            called.incrementAndGet();
            answering.answer(exchange);
            exchange.close();
        });
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Reply get(String path) throws IOException {
        return calls.call(Outgoing.of(Map.of("url", "http://" + host + path)));
    }

    @Test
    void method_headers_and_body_arrive_as_they_are_told() throws IOException {
        Map<String, String> got = new HashMap<>();
        serve(exchange -> {
            got.put("method", exchange.getRequestMethod());
            got.put("path", exchange.getRequestURI().toString());
            got.put("header", exchange.getRequestHeaders().getFirst("X-Id"));
            got.put("types", exchange.getRequestHeaders().get("Content-Type").toString());
            got.put("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            send(exchange, 201, "application/json; charset=utf-8", "{\"名\": [1]}");
        });

        Reply reply = calls.call(Outgoing.of(Map.of(
                "url",
                "http://" + host + "/a?b=c",
                "method",
                "PUT",
                "headers",
                Map.of("X-Id", "7"),
                "body",
                Map.of("名", 1))));

        assertThat(got)
                .isEqualTo(Map.of(
                        "method",
                        "PUT",
                        "path",
                        "/a?b=c",
                        "header",
                        "7",
                        "types",
                        "[application/json]",
                        "body",
                        "{\"名\":1}"));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo(Map.of("名", List.of(1)));
        assertThat(reply.headers()).containsEntry("content-type", "application/json; charset=utf-8");
    }

    @Test
    void a_call_takes_the_trace_along_unless_it_tells_one_itself() throws IOException {
        List<String> got = new ArrayList<>();
        serve(exchange -> {
            got.add(exchange.getRequestHeaders().getFirst("traceparent"));
            send(exchange, 200, "text/plain", "");
        });
        Trace trace = Trace.from(null);

        Trace.enter(trace);
        get("/");
        calls.call(Outgoing.of(Map.of("url", "http://" + host + "/", "headers", Map.of("Traceparent", "theirs"))));
        Trace.enter(null);
        get("/");

        assertThat(got.get(0)).startsWith("00-" + trace.id() + "-").isNotEqualTo(trace.toString());
        assertThat(got.get(1)).isEqualTo("theirs");
        assertThat(got.get(2)).isNull();
    }

    @Test
    void a_body_that_is_no_json_is_its_text_and_none_is_null() throws IOException {
        serve(exchange -> send(
                exchange,
                200,
                exchange.getRequestURI().getPath().equals("/broken") ? "application/json" : "text/plain",
                exchange.getRequestURI().getPath().equals("/none") ? "" : "{好"));

        assertThat(get("/broken").body()).isEqualTo("{好");
        assertThat(get("/text").body()).isEqualTo("{好");
        assertThat(get("/none").body()).isNull();
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() throws IOException {
        serve(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://" + host + "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
        });

        assertThat(get("/").status()).isEqualTo(302);
        assertThat(called).hasValue(1);
    }

    @Test
    void an_answer_over_the_size_is_refused() {
        serve(exchange -> send(exchange, 200, "text/plain", "x".repeat(1_001)));

        assertThatThrownBy(() -> get("/"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("too_large"))
                        .isTrue());
    }

    @Test
    void an_answer_of_exactly_the_size_is_taken() throws IOException {
        serve(exchange -> send(exchange, 200, "text/plain", "x".repeat(1_000)));

        assertThat(get("/").text()).hasSize(1_000);
    }

    @Test
    void a_server_that_drips_is_given_up_in_time() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread dripping = new Thread(() -> drip(slow));
            dripping.setDaemon(true);
            dripping.start();
            host = "127.0.0.1:" + slow.getLocalPort();
            HttpCalls hasty = calls(AllowedHosts.of(host), Duration.ofSeconds(1));

            long start = System.nanoTime();
            assertThatThrownBy(() -> hasty.call(Outgoing.of(Map.of("url", "http://" + host))))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer within 1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            hasty.close();
        }
    }

    /** A header that never ends, a byte at a time: each byte comes in time, the answer never. */
    private void drip(ServerSocket slow) {
        try (Socket socket = slow.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            while (!over.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobody_who_listens_is_a_failure() throws IOException {
        server.stop(0);

        assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class);
    }

    @Test
    void a_name_that_leads_elsewhere_when_it_is_asked_again_does_not_lead_here() throws Exception {
        serve(exchange -> send(exchange, 200, "text/plain", "secret"));
        int port = server.getAddress().getPort();
        Iterator<String> answers =
                List.of("192.0.2.1", "127.0.0.1", "127.0.0.1").iterator();
        AllowedHosts rebinding =
                AllowedHosts.of("rebind.example", name -> new InetAddress[] {InetAddress.getByName(answers.next())});
        HttpCalls hasty = calls(rebinding, Duration.ofSeconds(2));

        assertThatThrownBy(() -> hasty.call(Outgoing.of(Map.of("url", "http://rebind.example:" + port))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("192.0.2.1");
        assertThatThrownBy(() -> hasty.call(Outgoing.of(Map.of("url", "http://rebind.example:" + port))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("127.0.0.1");
        assertThat(called).hasValue(0);
        hasty.close();
    }

    @Test
    void the_connection_goes_to_the_address_that_was_checked_and_the_host_header_keeps_the_name() throws IOException {
        Map<String, String> got = new HashMap<>();
        serve(exchange -> {
            got.put("host", exchange.getRequestHeaders().getFirst("Host"));
            send(exchange, 200, "text/plain", "");
        });
        int port = server.getAddress().getPort();
        AtomicInteger asked = new AtomicInteger();
        AllowedHosts named = AllowedHosts.of("private/no-such-name.invalid", name -> {
            asked.incrementAndGet();
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        });
        try (HttpCalls there = calls(named, Duration.ofSeconds(20))) {
            there.call(Outgoing.of(Map.of("url", "http://no-such-name.invalid:" + port)));
        }

        assertThat(got).containsEntry("host", "no-such-name.invalid:" + port);
        assertThat(asked).hasValue(1);
    }
}
