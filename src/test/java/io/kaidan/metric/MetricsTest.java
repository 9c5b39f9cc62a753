package io.kaidan.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics();

    @AfterEach
    void end() {
        Call.end();
    }

    @Test
    void a_create_counts_for_its_flow_and_by_how_long_it_took() {
        Call call = Call.begin("quick");
        Call.current().is(Call.Kind.CREATE);
        Call.current().reached("leave");
        Call.current().uploaded(1_000);
        metrics.count(call);

        assertThat(lines())
                .contains("kaidan_creates_total{flow=\"leave\"} 1.0", "kaidan_upload_bytes_total 1000.0")
                .contains("kaidan_call_seconds_count{api=\"quick\",call=\"create\",outcome=\"ok\"} 1")
                .contains("kaidan_call_seconds_bucket{api=\"quick\",call=\"create\",outcome=\"ok\",le=\"30.0\"} 1")
                .noneMatch(line -> line.startsWith("kaidan_pushes_total{"));
        assertThat(metrics.creates()).isEqualTo(1);
    }

    @Test
    void a_push_counts_as_one() {
        Call call = Call.begin("v1");
        call.is(Call.Kind.PUSH);
        call.reached("leave");
        metrics.count(call);

        assertThat(lines()).contains("kaidan_pushes_total{flow=\"leave\"} 1.0");
        assertThat(metrics.pushes()).isEqualTo(1);
    }

    @Test
    void a_refusal_counts_once_for_each_of_its_codes_and_names_no_flow() {
        Call call = Call.begin("quick");
        call.is(Call.Kind.CREATE);
        call.reached("leave");
        call.refused(List.of("required", "type", "required"));
        metrics.count(call);

        assertThat(lines())
                .contains(
                        "kaidan_refusals_total{call=\"create\",code=\"required\"} 1.0",
                        "kaidan_refusals_total{call=\"create\",code=\"type\"} 1.0",
                        "kaidan_call_seconds_count{api=\"quick\",call=\"create\",outcome=\"refused\"} 1")
                .noneMatch(line -> line.contains("leave"));
        assertThat(metrics.refused()).isEqualTo(1);
        assertThat(metrics.failed()).isZero();
    }

    @Test
    void a_failure_of_ours_is_no_refusal() {
        Call call = Call.begin("v1");
        call.failed();
        metrics.count(call);

        assertThat(metrics.failed()).isEqualTo(1);
        assertThat(metrics.refused()).isZero();
    }

    @Test
    void what_no_call_from_outside_does_is_not_counted() {
        Call.current().refused(List.of("required"));
        Call.current().uploaded(7);

        assertThat(lines()).noneMatch(line -> line.startsWith("kaidan_refusals_total{"));
        assertThat(Call.current().uploadBytes()).isZero();
    }

    @Test
    void numbers_of_others_are_told_as_they_are_then() {
        metrics.gauge("kaidan_open", "Open.", "flow", () -> Map.of("leave", 3));
        metrics.gauge("kaidan_up", "Up.", null, () -> Map.of("", 1));
        metrics.counter("kaidan_hits_total", "Hits.", "cache", () -> Map.of("callers", 9L));

        assertThat(lines())
                .contains(
                        "kaidan_open{flow=\"leave\"} 3.0", "kaidan_up 1.0", "kaidan_hits_total{cache=\"callers\"} 9.0");
    }

    @Test
    void the_reader_chooses_the_format() {
        assertThat(metrics.write(null).contentType()).startsWith("text/plain; version=0.0.4");
        Metrics.Exposition open = metrics.write("application/openmetrics-text; version=1.0.0");

        assertThat(open.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(open.bytes(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
    }

    private List<String> lines() {
        return new String(metrics.write(null).bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
