package io.kaidan.metric;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;

/** The metrics of this node, since it started. Counting takes a microsecond or so, and no locks. */
@ApplicationScoped
public class Metrics {

    /** Seconds: a call takes some milliseconds, a large upload many seconds. */
    private static final double[] BUCKETS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    private final Histogram calls = Histogram.builder()
            .name("kaidan_call_seconds")
            .help("Calls from outside, by how long they took.")
            .labelNames("api", "call", "outcome")
            .classicOnly()
            .classicUpperBounds(BUCKETS)
            .register(registry);

    private final Counter creates = Counter.builder()
            .name("kaidan_creates_total")
            .help("Tickets that were opened, or taken in for validation, by calls.")
            .labelNames("flow")
            .register(registry);

    private final Counter pushes = Counter.builder()
            .name("kaidan_pushes_total")
            .help("Tickets that were pushed on by calls.")
            .labelNames("flow")
            .register(registry);

    private final Counter refusals = Counter.builder()
            .name("kaidan_refusals_total")
            .help("Calls that were refused, by the stable codes of the reasons.")
            .labelNames("call", "code")
            .register(registry);

    private final Counter uploadBytes = Counter.builder()
            .name("kaidan_upload_bytes_total")
            .help("Bytes of files that came in with calls.")
            .register(registry);

    public Metrics() {
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /** Everything as text, and what kind of text that is. */
    public record Exposition(String contentType, byte[] bytes) {}

    /** Counts a call that has been answered. */
    public void count(Call call) {
        String kind = call.kind().text();
        calls.labelValues(call.api(), kind, call.outcome().text()).observe(call.seconds());
        call.refusals().forEach(code -> refusals.labelValues(kind, code).inc());
        if (call.uploadBytes() > 0) {
            uploadBytes.inc(call.uploadBytes());
        }
        if (call.flow() != null && call.outcome() == Call.Outcome.OK) {
            (call.kind() == Call.Kind.CREATE ? creates : pushes)
                    .labelValues(call.flow())
                    .inc();
        }
    }

    /** Tickets that calls opened. */
    public long creates() {
        return sum(creates);
    }

    /** Pushes by calls. */
    public long pushes() {
        return sum(pushes);
    }

    /** Calls that were refused. */
    public long refused() {
        return calls(Call.Outcome.REFUSED);
    }

    /** Calls that came to no good end. */
    public long failed() {
        return calls(Call.Outcome.FAILED);
    }

    private static long sum(Counter counter) {
        return (long) counter.collect().getDataPoints().stream()
                .mapToDouble(CounterDataPointSnapshot::getValue)
                .sum();
    }

    private long calls(Call.Outcome outcome) {
        return calls.collect().getDataPoints().stream()
                .filter(point -> outcome.text().equals(point.getLabels().get("outcome")))
                .mapToLong(HistogramDataPointSnapshot::getCount)
                .sum();
    }

    /**
     * Tells a number that goes up and down, as it is when it is asked for.
     *
     * @param label of the numbers; null where there is one without a label
     * @param numbers by the label's value, bounded in number; empty: it is not told now
     */
    public void gauge(String name, String help, String label, Supplier<Map<String, ? extends Number>> numbers) {
        GaugeWithCallback.Builder gauge = GaugeWithCallback.builder().name(name).help(help);
        if (label == null) {
            gauge.callback(told -> numbers.get().values().forEach(n -> told.call(n.doubleValue())));
        } else {
            gauge.labelNames(label).callback(told -> numbers.get().forEach((v, n) -> told.call(n.doubleValue(), v)));
        }
        gauge.register(registry);
    }

    /** Tells a number that only grows while the node runs; see {@link #gauge}. */
    public void counter(String name, String help, String label, Supplier<Map<String, ? extends Number>> numbers) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(told -> numbers.get().forEach((value, n) -> told.call(n.doubleValue(), value)))
                .register(registry);
    }

    /** Tells what runs here. */
    public void info(String version) {
        Info.builder()
                .name("kaidan_info")
                .help("What runs here.")
                .labelNames("version")
                .register(registry)
                .addLabelValues(version);
    }

    /**
     * Everything as it is now, in the format that suits.
     *
     * @param accept what the reader accepts; null: he does not say
     */
    public Exposition write(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writer.write(bytes, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Exposition(writer.getContentType(), bytes.toByteArray());
    }
}
