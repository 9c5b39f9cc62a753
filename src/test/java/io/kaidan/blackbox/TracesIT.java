package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A call can be followed from who makes it through the log to those who are called for it. */
class TracesIT extends BlackBox {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String FORGED = "2026-05-04 12:00:00,000 INFO  [io.kaidan] all is well";

    @Test
    void an_answer_names_the_trace_that_the_call_is_a_part_of() {
        String given = "00-" + ID + "0001-" + SPAN + "-01";

        for (String path : new String[] {"health/live", "api/v1/about", "no-such-page"}) {
            assertThat(get(path, given).header("traceresponse"))
                    .as(path)
                    .startsWith("00-" + ID + "0001-")
                    .endsWith("-01")
                    .isNotEqualTo(given);
        }
    }

    @Test
    void without_a_trace_or_with_none_that_can_be_read_a_call_begins_its_own() {
        String first = get("health/live", null).header("traceresponse");
        String second = get("health/live", "00-nonsense").header("traceresponse");

        assertThat(List.of(first, second)).allMatch(trace -> trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
        assertThat(first.substring(3, 35)).isNotEqualTo(second.substring(3, 35));
    }

    @Test
    void whoever_is_called_for_a_ticket_learns_the_trace_of_who_opened_it() throws Exception {
        assumeTrue(System.getProperty("kaidan.url") == null); // its allow-list is not ours
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        HttpServer other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            got.add(exchange.getRequestHeaders().getFirst("traceparent"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        other.start();
        try {
            String flow = api().deployed(start(text("id"))
                    .service("call", "http", "3")
                    .headers("url", "http://127.0.0.1:" + other.getAddress().getPort() + "/")
                    .task("check", "核對")
                    .end("end"));

            create(flow, Map.of(), ID + "0002");

            assertThat(got.poll(20, TimeUnit.SECONDS))
                    .startsWith("00-" + ID + "0002-")
                    .doesNotContain(SPAN);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void a_worker_learns_the_trace_of_who_opened_its_ticket() {
        String type = "traced-" + UUID.randomUUID();
        String flow = api().deployed(start(text("id")).service("pay", type).end("end"));

        create(flow, Map.of(), ID + "0004");

        assertThat(api().post("jobs/activate", Map.of("type", type)).list("jobs"))
                .singleElement()
                .satisfies(job -> assertThat((String) job.get("traceparent"))
                        .matches("00-" + ID + "0004-[0-9a-f]{16}-01")
                        .doesNotContain(SPAN));
    }

    /** The database itself says what was sent, as it does in the messages of its errors. */
    @Test
    void a_failure_stands_in_the_log_with_its_trace_and_what_was_sent_makes_no_line_of_its_own() throws Exception {
        assumeTrue(System.getProperty("kaidan.url") == null); // its log is not here
        String flow = api().deployed(oneTask(text("title")));
        sql("""
                create function refuse_%1$s() returns trigger language plpgsql as $$
                begin raise exception 'no %%', new.values ->> 'title'; end $$;
                create trigger refuse_%1$s before insert on ticket for each row
                when (new.flow_id = (%2$s)) execute function refuse_%1$s()""".formatted("traces", count("select id from flow where api_path = '" + flow + "'")));
        Answer answer;
        try {
            answer = create(flow, Map.of("title", "x\n" + FORGED), ID + "0003");
        } finally {
            sql("drop trigger refuse_traces on ticket; drop function refuse_traces()");
        }
        String errorId = ("" + answer.json()).replaceAll("(?s).*([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");

        String line = Eventually.get(() -> lineWith("error id " + errorId), found -> found != null);

        assertThat(line).containsOnlyOnce("[" + ID + "0003] A call of the quick API failed, error id " + errorId);
        assertThat(lines()).noneMatch(text -> text.startsWith(FORGED));
        assertThat(lines()).as("it is told, in one line").anyMatch(text -> text.contains("no x\\n" + FORGED));
    }

    private static String lineWith(String text) {
        return lines().stream().filter(line -> line.contains(text)).findFirst().orElse(null);
    }

    private static List<String> lines() {
        try (Stream<String> lines = Files.lines(KaidanServer.get().log())) {
            return lines.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer create(String flow, Map<String, ?> values, String trace) {
        return Http.send(
                "POST",
                base().resolve("/rest/flowmanage/api/omdata/edit/" + flow),
                BodyPublishers.ofString(Text.json(admin().createBody(values))),
                "Content-Type",
                QuickClient.JSON,
                "traceparent",
                "00-" + trace + "-" + SPAN + "-01");
    }

    private static Answer get(String path, String trace) {
        return Http.send(
                "GET",
                base().resolve("/" + path),
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + admin().code(),
                "traceparent",
                trace);
    }
}
