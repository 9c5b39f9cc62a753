package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built-in service task {@code http}, against a real server on this machine, which is on the allow-list. */
class HttpTaskIT extends BlackBox {

    private record Got(String request, String header, String body) {}

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    /** What happens while /meanwhile is called, and how that answers then. */
    private volatile Runnable meanwhile;

    private volatile int status = 200;

    @BeforeEach
    void start_the_other_host() throws IOException {
        assumeTrue(System.getProperty("kaidan.url") == null); // its allow-list is not ours
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
        port = server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        over.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        got.add(new Got(
                exchange.getRequestMethod() + " " + path,
                exchange.getRequestHeaders().getFirst("X-Token"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try {
            switch (path) {
                case "/slow" -> over.await();
                case "/moved" -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    send(exchange, 302, "");
                }
                case "/huge" -> send(exchange, 200, "x".repeat(1_100_000));
                case "/missing" -> send(exchange, 404, "{\"why\": \"沒有\"}");
                case "/recovers" -> send(exchange, got.size() < 3 ? 503 : 200, "{}");
                case "/meanwhile" -> {
                    meanwhile.run();
                    send(exchange, status, "{}");
                }
                case "/broken" -> send(exchange, 500, "");
                default -> send(exchange, 200, "{\"name\": \"王小明\", \"points\": [1, 2]}");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = Text.utf8(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static FlowBuilder calling(String retries) {
        return start(text("id")).service("call", "http", retries);
    }

    /** A flow whose one call is told by task headers, and leaves the status behind. */
    private static String flow(String retries, String... headers) {
        return api().deployed(calling(retries)
                .headers(headers)
                .mapping("out", "=response.status", "status", "out", "=response.body", "body")
                .task("check", "核對")
                .end("end"));
    }

    private static void arrived(String flow) {
        Eventually.get(() -> admin().stops(flow, "1"), stops -> stops.size() == 1);
    }

    private static String incident(String flow) {
        return Eventually.get(() -> api().incidents(flow, "1"), all -> !all.isEmpty())
                .get(0);
    }

    @Test
    void the_answer_is_there_for_the_outputs() {
        String flow = api().deployed(calling("3")
                .headers("url", "=\"" + url("/people/") + "\" + id")
                .mapping(
                        "out",
                        "=response.body.name",
                        "name",
                        "out",
                        "=response.body.points[2]",
                        "points",
                        "out",
                        "=response.headers.`content-type`",
                        "type",
                        "out",
                        "=response.status",
                        "status")
                .task("check", "核對")
                .end("end"));

        admin().open(flow, Map.of("id", "7"));
        arrived(flow);

        assertThat(got).extracting(Got::request).containsExactly("GET /people/7");
        assertThat(api().values(flow, "1"))
                .isEqualTo(Map.of("id", "7", "name", "王小明", "points", 2, "type", "application/json", "status", 200));
    }

    @Test
    void method_headers_and_body_come_from_the_inputs() {
        String flow = api().deployed(calling("3")
                .mapping(
                        "in",
                        url("/orders"),
                        "url",
                        "in",
                        "post",
                        "method",
                        "in",
                        "={\"X-Token\": \"t-\" + id}",
                        "headers",
                        "in",
                        "={\"id\": id, \"days\": [1, 2]}",
                        "body")
                .task("check", "核對")
                .end("end"));

        admin().open(flow, Map.of("id", "七"));
        // "七" is no header value: the id in the header must be ASCII
        assertThat(incident(flow)).startsWith("call: Expected headers").contains("\"X-Token\"");
        assertThat(got).isEmpty();

        admin().open(flow, Map.of("id", "8"));
        Eventually.get(() -> admin().stops(flow, "2"), stops -> stops.size() == 1);
        assertThat(got).containsExactly(new Got("POST /orders", "t-8", "{\"id\":\"8\",\"days\":[1,2]}"));
        assertThat(api().values(flow, "2")).isEqualTo(Map.of("id", "8"));
    }

    @Test
    void a_host_that_cannot_now_is_asked_again() {
        String flow = flow("3", "url", url("/recovers"));

        admin().open(flow, Map.of());
        arrived(flow);

        assertThat(got).hasSize(3);
        assertThat(api().values(flow, "1")).containsEntry("status", 200);
        assertThat(api().incidents(flow, "1")).isEmpty();
    }

    @Test
    void a_host_that_never_can_is_an_incident_after_the_last_retry() {
        String flow = flow("2", "url", url("/broken"));

        admin().open(flow, Map.of());

        assertThat(incident(flow)).isEqualTo("call: Expected the other host to answer but it failed: HTTP 500");
        assertThat(got).hasSize(2);
    }

    @Test
    void another_status_is_an_answer_for_the_flow_to_decide_on() {
        String missing = flow("3", "url", url("/missing"));
        admin().open(missing, Map.of());
        arrived(missing);
        assertThat(api().values(missing, "1")).containsEntry("status", 404).containsEntry("body", Map.of("why", "沒有"));

        String moved = flow("3", "url", url("/moved"));
        admin().open(moved, Map.of());
        arrived(moved);
        assertThat(api().values(moved, "1")).containsEntry("status", 302);
        assertThat(got).extracting(Got::request).containsExactly("GET /missing", "GET /moved");
    }

    @Test
    void a_host_that_is_not_listed_is_never_called() {
        for (String host :
                List.of("localhost", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.2]", "169.254.169.254")) {
            String flow = flow("3", "url", "http://" + host + ":" + port + "/");
            admin().open(flow, Map.of());
            assertThat(incident(flow)).as(host).startsWith("call: Expected");
        }
        String file = flow("3", "url", "file:///etc/passwd");
        admin().open(file, Map.of());
        assertThat(incident(file)).startsWith("call: Expected the url to be of http");

        assertThat(got).isEmpty();
    }

    @Test
    void a_host_that_does_not_answer_in_time_is_an_incident() {
        String flow = flow("1", "url", url("/slow"));

        admin().open(flow, Map.of());

        assertThat(incident(flow)).endsWith("no answer within 2 s");
    }

    @Test
    void an_answer_that_is_too_large_is_an_incident_at_once() {
        String flow = flow("3", "url", url("/huge"));

        admin().open(flow, Map.of());

        assertThat(incident(flow)).isEqualTo("call: Expected at most 1048576 bytes in an answer but got more.");
        assertThat(got).hasSize(1);
    }

    @Test
    void a_cancelled_ticket_is_called_for_no_more() {
        String flow = flow("3", "url", url("/broken"));
        admin().open(flow, Map.of());
        Eventually.get(() -> got.size(), calls -> calls == 1);

        api().post("flows/" + flow + "/tickets/1/cancel", Map.of("reason", "開錯了"));

        Eventually.get(
                () -> count("select count(*) from scheduled_calls where task_instance like '%-1'"), left -> left == 0);
        assertThat(got.size()).isLessThan(3);
        assertThat(count(
                        "select count(*) from job j join ticket t on t.id = j.ticket_id join flow f on f.id = t.flow_id"
                                + " where f.api_path = '" + flow + "'"))
                .isZero();
    }

    @Test
    void an_answer_to_a_ticket_whose_application_is_taken_off_waits_until_it_is_deployed_again() {
        FlowBuilder built = meanwhile();
        String flow = api().deployed(built);
        meanwhile = () -> takeOff(flow);

        admin().open(flow, Map.of());

        Eventually.get(() -> count("select count(*) from job where answer is not null" + of(flow)), kept -> kept == 1);
        assertThat(api().values(flow, "1")).isEmpty();
        deployedAgain(built);
        arrived(flow);
        assertThat(api().values(flow, "1")).isEqualTo(Map.of("status", 200));
        assertThat(got).as("it is called once").hasSize(1);
    }

    @Test
    void nothing_is_called_while_the_application_is_taken_off() {
        FlowBuilder built = meanwhile();
        String flow = api().deployed(built);
        meanwhile = () -> takeOff(flow);
        status = 503;

        admin().open(flow, Map.of());

        Eventually.get(() -> count("select count(*) from scheduled_calls" + rests(flow)), rests -> rests == 1);
        assertThat(got).hasSize(1);
        status = 200;
        meanwhile = () -> {};
        deployedAgain(built);
        arrived(flow);
        assertThat(got).hasSize(2);
        assertThat(api().incidents(flow, "1")).isEmpty();
    }

    private FlowBuilder meanwhile() {
        return calling("3")
                .headers("url", url("/meanwhile"))
                .mapping("out", "=response.status", "status")
                .task("check", "核對")
                .end("end");
    }

    private static void takeOff(String flow) {
        assertThat(api().delete("applications/app%20" + flow).http()).isLessThan(300);
    }

    /** A call that rests looks every minute; here it looks at once. */
    private static void deployedAgain(FlowBuilder built) {
        api().deployed(built);
        sql("update scheduled_calls set execution_time = now()" + rests(built.apiPath()));
    }

    private static String of(String flow) {
        return " and ticket_id = (select t.id from ticket t join flow f on f.id = t.flow_id where f.api_path = '" + flow
                + "')";
    }

    private static String rests(String flow) {
        return " where task_instance like (select id from job where true" + of(flow) + ") || '-%-1'";
    }
}
