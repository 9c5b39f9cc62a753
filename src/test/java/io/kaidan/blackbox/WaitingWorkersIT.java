package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
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
    void workers_that_are_gone_while_they_wait_take_no_job_from_the_next() throws Exception {
        String flow = api().deployed(paying());
        for (int i = 0; i < 3; i++) {
            leaveWhileWaiting();
        }
        CompletableFuture<List<Map<String, Object>>> next =
                CompletableFuture.supplyAsync(() -> take("requestTimeoutSeconds", 50));
        assertThatThrownBy(() -> next.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        String no = admin().open(flow, Map.of());

        assertThat(next.get(3, TimeUnit.SECONDS))
                .singleElement()
                .satisfies(job -> assertThat(job).containsEntry("dataNo", no).containsEntry("retries", 3));
    }

    @Test
    void a_job_that_comes_in_the_moment_when_workers_leave_goes_to_the_next() throws Exception {
        String flow = api().deployed(paying());
        leaveWhileWaiting();
        leaveWhileWaiting();

        String no = admin().open(flow, Map.of());

        long start = System.nanoTime();
        assertThat(take("requestTimeoutSeconds", 50))
                .singleElement()
                .satisfies(job -> assertThat(job).containsEntry("dataNo", no).containsEntry("retries", 3));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    /** Asks for jobs, waits until the server lets it wait, and goes without a word. */
    private void leaveWhileWaiting() throws IOException {
        byte[] body = Text.utf8(Text.json(asking("requestTimeoutSeconds", 60)));
        try (Socket socket = new Socket(base().getHost(), base().getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST /api/v1/jobs/activate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: " + Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD)
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(Text.utf8(head));
            socket.getOutputStream().write(body);
            assertThat(socket.getInputStream().read())
                    .as("the answer has begun")
                    .isEqualTo('H');
        }
    }

    @Test
    void who_came_first_is_served_first() throws Exception {
        String flow = api().deployed(paying());
        List<CompletableFuture<List<Map<String, Object>>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            CompletableFuture<List<Map<String, Object>>> one =
                    CompletableFuture.supplyAsync(() -> take("requestTimeoutSeconds", 50));
            assertThatThrownBy(() -> one.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            waiting.add(one);
        }

        for (CompletableFuture<List<Map<String, Object>>> first : waiting) {
            String no = admin().open(flow, Map.of());
            assertThat(first.get(10, TimeUnit.SECONDS))
                    .extracting(job -> job.get("dataNo"))
                    .containsExactly(no);
        }
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
