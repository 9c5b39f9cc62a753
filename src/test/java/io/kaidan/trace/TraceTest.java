package io.kaidan.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceTest {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @AfterEach
    void leave() {
        Trace.enter(null);
    }

    @Test
    void a_part_of_a_trace_has_its_id_and_a_span_of_its_own() {
        Trace trace = Trace.from("00-" + ID + "-" + SPAN + "-01");

        assertThat(trace.id()).isEqualTo(ID);
        assertThat(trace.span()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
        assertThat(trace.toString()).isEqualTo("00-" + ID + "-" + trace.span() + "-01");
    }

    @Test
    void a_later_version_is_read_as_far_as_this_one_goes() {
        Trace trace = Trace.from("cc-" + ID + "-" + SPAN + "-ff-what-the-future-may-bring");

        assertThat(trace.id()).isEqualTo(ID);
        assertThat(trace.flags()).as("only flags that are known").isEqualTo("03");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ff-" + ID + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + ID + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + ID + "-" + SPAN,
                "00-" + ID + "-" + SPAN + "-01-more",
                "00-" + ID + "-" + SPAN + "-01\nforged",
                " 00-" + ID + "-" + SPAN + "-01"
            })
    void what_is_malformed_begins_a_trace_of_its_own(String parent) {
        Trace trace = Trace.from(parent);

        assertThat(trace.id()).matches("[0-9a-f]{32}").isNotEqualTo(ID);
        assertThat(trace.toString()).isEqualTo("00-" + trace.id() + "-" + trace.span() + "-00");
        assertThat(Trace.from(parent).id()).as("each its own").isNotEqualTo(trace.id());
    }

    @Test
    void the_next_part_differs_in_its_span_alone() {
        Trace trace = Trace.from("00-" + ID + "-" + SPAN + "-01");

        Trace next = trace.next();

        assertThat(next).isNotEqualTo(trace).isEqualTo(new Trace(ID, next.span(), "01"));
    }

    @Test
    void a_thread_knows_for_what_it_works_and_so_does_the_log() {
        Trace outer = Trace.from(null);
        Trace inner = Trace.from(null);

        assertThat(Trace.enter(outer)).isNull();
        assertThat(Trace.enter(inner)).isEqualTo(outer);

        assertThat(Trace.current()).contains(inner);
        assertThat(MDC.get("traceId")).isEqualTo(inner.id());
        Trace.enter(null);
        assertThat(Trace.current()).isEmpty();
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void a_thread_inherits_what_the_log_names_until_it_works_for_nobody() throws Exception {
        Trace call = Trace.from(null);
        Trace.enter(call);
        List<String> named = new ArrayList<>();

        Thread thread = new Thread(() -> {
            named.add(MDC.get("traceId"));
            Trace.enter(null);
            named.add(MDC.get("traceId"));
        });
        thread.start();
        thread.join();

        assertThat(named).containsExactly(call.id(), null);
    }
}
