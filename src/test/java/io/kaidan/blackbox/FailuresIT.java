package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Contract §3 to §5: a failure has one shape whatever the cause, also when something of ours is broken. */
class FailuresIT extends BlackBox {

    @Test
    void a_create_that_breaks_is_a_failed_create_and_leaves_nothing() {
        String flow = api().deployed(oneTask(text("title")));

        failed(without("ticket_event", () -> admin().create(flow, Map.of("title", "x"))), "開單失敗。");

        assertThat(api().open(flow)).isZero();
        admin().open(flow, Map.of("title", "y"));
    }

    @Test
    void a_query_that_breaks_is_a_failed_query() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        failed(without("work_item", () -> admin().query(flow, no)), "查詢失敗。");

        assertThat(admin().stops(flow, no)).hasSize(1);
    }

    @Test
    void a_push_that_breaks_is_a_failed_push_and_the_stop_stays() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);

        failed(without("ticket_event", () -> admin().push(flow, stop)), "推單失敗。");

        admin().pushed(flow, stop, Map.of());
    }

    /** The answer of a server whose database lacks a table meanwhile. */
    private static Answer without(String table, Supplier<Answer> call) {
        sql("alter table " + table + " rename to " + table + "_away");
        try {
            return call.get();
        } finally {
            sql("alter table " + table + "_away rename to " + table);
        }
    }

    private static void failed(Answer answer, String message) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json()).containsOnlyKeys("status", "message", "errors");
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.problems()).containsExactly("internal");
        assertThat((String) answer.errors().get(0).get("message"))
                .containsPattern("[0-9a-f]{8}-[0-9a-f-]{27}")
                .doesNotContain("Exception", "ticket_event", "work_item");
    }
}
