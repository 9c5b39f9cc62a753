package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Workers that wait for jobs: a long poll is answered at once when there is one, and holds nobody up. */
class WaitingWorkersIT extends BlackBox {

    /** A type of its own for each test: the server is shared. */
    private final String type = "work-" + UUID.randomUUID();

    private FlowBuilder paying() {
        return start(number("amount")).service("pay", type).task("check", "核對").end("end");
    }

    private Map<String, Object> asking(Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of("type", type, "requestTimeoutSeconds", 0));
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private List<Map<String, Object>> take(Object... more) {
        Answer answer = api().post("jobs/activate", asking(more));
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.list("jobs");
    }

    @Test
    void a_worker_that_waits_is_answered_as_soon_as_a_ticket_opens() throws Exception {
        String flow = api().deployed(paying());
        CompletableFuture<List<Map<String, Object>>> waiting =
                CompletableFuture.supplyAsync(() -> take("requestTimeoutSeconds", 50));
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        String no = admin().open(flow, Map.of());

        assertThat(waiting.get(20, TimeUnit.SECONDS))
                .extracting(job -> job.get("dataNo"))
                .containsExactly(no);
    }

    @Test
    void without_jobs_the_answer_is_empty_when_the_patience_ends() {
        api().deployed(paying());
        long start = System.nanoTime();

        assertThat(take("requestTimeoutSeconds", 1)).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(15));
    }

    @Test
    void many_workers_can_wait_and_each_job_wakes_one_of_them() throws Exception {
        String flow = api().deployed(paying());
        List<CompletableFuture<List<Map<String, Object>>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(CompletableFuture.supplyAsync(() -> take("requestTimeoutSeconds", 6)));
        }
        admin().open(flow, Map.of());
        admin().open(flow, Map.of());

        List<Object> keys = new ArrayList<>();
        for (CompletableFuture<List<Map<String, Object>>> one : waiting) {
            one.get(30, TimeUnit.SECONDS).forEach(job -> keys.add(job.get("key")));
        }
        assertThat(keys).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void who_opens_tickets_is_not_held_up_by_workers_that_wait() {
        String flow = api().deployed(paying());
        CompletableFuture<List<Map<String, Object>>> waiting =
                CompletableFuture.supplyAsync(() -> take("type", "of-no-flow", "requestTimeoutSeconds", 12));
        Instant before = Instant.now();

        for (int i = 0; i < 8; i++) {
            admin().open(flow, Map.of());
        }

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8)); // a look takes a second
        assertThat(waiting).isNotDone();
    }
}
