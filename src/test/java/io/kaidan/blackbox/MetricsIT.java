package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a monitoring system reads of a node. */
class MetricsIT extends BlackBox {

    /** A slow machine counts seldom. */
    private static final Duration SLOW = Duration.ofSeconds(60);

    /** The 8 threads for jobs of a node take 32 beforehand. */
    private static final int MORE_THAN_TAKEN = 50;

    /** Longer than the job of any other test waits. */
    private static final int DAYS = 30;

    private static final Pattern LINE = Pattern.compile(
            "# (HELP|TYPE) \\S+ .+|[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*})? [-+.0-9EeInfNa]+");

    @Test
    void creates_and_pushes_count_for_their_flow() {
        String flow = api().deployed(oneTask(text("title")));
        admin().open(flow, Map.of("title", "x"));
        String second = admin().open(flow, Map.of("title", "x"));
        api().post("flows/" + flow + "/tickets", Map.of("values", Map.of("title", "x")));
        admin().pushed(flow, admin().stop(flow, second), Map.of());

        Scrape scrape = Scrape.now();

        assertThat(scrape.number("kaidan_creates_total{flow=\"" + flow + "\"}")).isEqualTo(3);
        assertThat(scrape.number("kaidan_pushes_total{flow=\"" + flow + "\"}")).isEqualTo(1);
    }

    @Test
    void calls_are_measured_by_what_they_ask_for_and_how_they_end() {
        String flow = api().deployed(oneTask(text("title").required()));
        Scrape before = Scrape.now();

        String no = admin().open(flow, Map.of("title", "x"));
        admin().create(flow, Map.of());
        admin().query(flow, no);
        api().ticket(flow, no);
        admin().push(flow, "1");
        api().get("no-such-thing");
        Scrape after = Scrape.now();

        assertThat(grown(before, after, "quick", "create", "ok")).isEqualTo(1);
        assertThat(grown(before, after, "quick", "create", "refused")).isEqualTo(1);
        assertThat(grown(before, after, "quick", "query", "ok")).isEqualTo(1);
        assertThat(grown(before, after, "v1", "query", "ok")).isEqualTo(1);
        assertThat(grown(before, after, "quick", "push", "refused")).isEqualTo(1);
        assertThat(grown(before, after, "v1", "other", "refused")).isEqualTo(1);
        assertThat(after.number("kaidan_call_seconds_sum{api=\"quick\",call=\"create\",outcome=\"ok\"}"))
                .isPositive();
    }

    private static double grown(Scrape before, Scrape after, String api, String call, String outcome) {
        String series =
                "kaidan_call_seconds_count{api=\"" + api + "\",call=\"" + call + "\",outcome=\"" + outcome + "\"}";
        return after.number(series) - before.number(series);
    }

    @Test
    void refusals_count_by_their_codes_and_a_flow_that_is_none_makes_no_series() {
        String nowhere = "nowhere-" + UUID.randomUUID();
        String unknown = "kaidan_refusals_total{call=\"create\",code=\"unknown_flow\"}";
        String stranger = "kaidan_refusals_total{call=\"other\",code=\"credentials\"}";
        Scrape before = Scrape.now();

        admin().create(nowhere, Map.of());
        QuickClient.askForCode(base(), nowhere, "wrong");
        Scrape after = Scrape.now();

        assertThat(after.number(unknown) - before.number(unknown)).isEqualTo(1);
        assertThat(after.number(stranger) - before.number(stranger)).isEqualTo(1);
        assertThat(after.answer().text()).doesNotContain(nowhere);
    }

    @Test
    void what_is_open_is_counted_by_flow_and_so_is_what_cannot_go_on() {
        String flow = api().deployed(start(text("title"))
                .exclusive("which")
                .when("= title = \"good\"")
                .task("review", "審核")
                .end("end"));
        admin().open(flow, Map.of("title", "good"));
        admin().open(flow, Map.of("title", "good"));
        admin().open(flow, Map.of("title", "bad"));

        Scrape scrape =
                Eventually.get(SLOW, Scrape::now, s -> s.number("kaidan_open_tickets{flow=\"" + flow + "\"}") == 3);

        assertThat(scrape.number("kaidan_open_work_items{flow=\"" + flow + "\"}"))
                .isEqualTo(2);
        assertThat(scrape.number("kaidan_incidents{flow=\"" + flow + "\"}")).isEqualTo(1);
    }

    @Test
    void jobs_connections_caches_and_memory_are_told() {
        Scrape scrape = Eventually.get(Scrape::now, s -> s.number("kaidan_database_up") == 1);

        for (String queue : new String[] {"background", "calls", "workers"}) {
            assertThat(scrape.has("kaidan_jobs_due{queue=\"" + queue + "\"}"))
                    .as(queue)
                    .isTrue();
            assertThat(scrape.has("kaidan_job_lag_seconds{queue=\"" + queue + "\"}"))
                    .as(queue)
                    .isTrue();
        }
        assertThat(scrape.number("kaidan_database_connections{state=\"used\"}")).isPositive();
        assertThat(scrape.has("kaidan_database_connections{state=\"idle\"}")).isTrue();
        assertThat(scrape.number("kaidan_database_connections_max")).isPositive();
        for (String cache : new String[] {"callers", "flows", "passwords", "versions"}) {
            assertThat(scrape.has("kaidan_cache_entries{cache=\"" + cache + "\"}"))
                    .as(cache)
                    .isTrue();
            assertThat(scrape.has("kaidan_cache_misses_total{cache=\"" + cache + "\"}"))
                    .as(cache)
                    .isTrue();
        }
        assertThat(scrape.number("kaidan_cache_hits_total{cache=\"callers\"}")).isPositive();
        assertThat(scrape.number("jvm_memory_used_bytes{area=\"heap\"}")).isPositive();
    }

    /** A lock keeps every thread for jobs busy, and more wait than a node takes beforehand: four for each thread. */
    @Test
    void jobs_that_cannot_be_done_yet_are_told_and_for_how_long_they_have_been_due() throws SQLException {
        String flow = api().deployed(start(text("title"))
                .property("validation", "= true")
                .task("review", "審核")
                .end("end"));
        try (Connection holder = KaidanServer.get().database().getConnection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("lock table ticket in share mode"); // validating goes on, opening waits
            for (int i = 0; i < MORE_THAN_TAKEN; i++) {
                assertThat(admin().create(flow, Map.of("title", "x")).result()).isEqualTo("");
            }

            Scrape late = Eventually.get(SLOW, Scrape::now, s -> s.number(lag("background")) > 1);

            assertThat(late.number("kaidan_jobs_due{queue=\"background\"}")).isGreaterThan(1);
        }
        Eventually.get(SLOW, () -> api().open(flow), open -> open == MORE_THAN_TAKEN);
        Eventually.get(SLOW, Scrape::now, s -> s.number(lag("background")) < 1);
    }

    @Test
    void jobs_that_no_outside_worker_takes_are_told_and_for_how_long() {
        String type = "metrics-" + UUID.randomUUID();
        String flow = api().deployed(start(text("title")).service("call", type).end("end"));
        String no = admin().open(flow, Map.of("title", "x"));
        sql("update job set available_at = available_at - interval '" + DAYS + " days' where type = '" + type + "'");

        Eventually.get(SLOW, Scrape::now, s -> s.number(lag("workers")) >= DAYS * 86_400);

        api().post("flows/" + flow + "/tickets/" + no + "/cancel", Map.of("reason", "nobody comes"));
        Eventually.get(SLOW, Scrape::now, s -> s.number(lag("workers")) < DAYS * 86_400);
    }

    private static String lag(String queue) {
        return "kaidan_job_lag_seconds{queue=\"" + queue + "\"}";
    }

    @Test
    void bytes_of_files_are_counted() {
        String flow = api().deployed(oneTask(text("title")));
        Scrape before = Scrape.now();

        MultipartBody body = new MultipartBody("files")
                .member("values", "{\"title\": \"x\"}")
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", new byte[70_000]);
        assertThat(api().postMultipart("flows/" + flow + "/tickets", body).http())
                .isEqualTo(201);

        String series = "kaidan_upload_bytes_total";
        assertThat(Scrape.now().number(series) - before.number(series)).isEqualTo(70_000);
    }

    @Test
    void every_line_is_as_prometheus_expects_it() {
        Scrape scrape = Scrape.now();

        assertThat(scrape.answer().header("Content-Type"))
                .startsWith("text/plain;")
                .contains("version=0.0.4");
        assertThat(scrape.answer().text().lines())
                .allMatch(line -> LINE.matcher(line).matches());
    }

    @Test
    void who_wants_open_metrics_gets_it() {
        Answer answer = Scrape.of(
                        base(),
                        "Bearer " + admin().code(),
                        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2")
                .answer();

        assertThat(answer.header("Content-Type"))
                .startsWith("application/openmetrics-text;")
                .contains("version=1.0.0");
        assertThat(answer.text()).endsWith("# EOF\n").contains("kaidan_info{version=");
    }

    @Test
    void strangers_learn_nothing() {
        Answer stranger = Scrape.of(base(), null, null).answer();
        Answer wrong = Scrape.of(base(), "Bearer wrong", null).answer();

        assertThat(stranger.http()).isEqualTo(401);
        assertThat(stranger.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(wrong.http()).isEqualTo(401);
        assertThat(stranger.text() + wrong.text()).doesNotContain("kaidan_");
    }
}
