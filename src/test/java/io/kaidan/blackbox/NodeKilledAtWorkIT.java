package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs, messages, signals and called tickets on two nodes of one database, one of which is killed while they go on. */
class NodeKilledAtWorkIT extends BlackBox {

    private static final int TICKETS = 120;
    private static final int PUBLISHERS = 12;
    private static final int OF_EACH = 25;
    private static final int WORKERS = 8;
    private static final int HOLD_SECONDS = 5;
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    /** A job in the hands of a worker; moments of the client's clock, in nanoseconds. */
    private record Held(String ticket, long from, long to, boolean completed) {}

    @Test
    void each_job_is_done_once_and_held_by_one_worker_at_a_time() throws Exception {
        String type = "work-" + UUID.randomUUID();
        String flow =
                api().deployed(start(number("amount")).service("pay", type).end("end"));
        for (int i = 0; i < TICKETS; i++) {
            admin().open(flow, Map.of("amount", i));
        }
        Queue<Held> held = new ConcurrentLinkedQueue<>();
        AtomicInteger completed = new AtomicInteger();

        try (KaidanServer node = KaidanServer.node(Map.of());
                Together together = new Together(WORKERS + 1)) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                Api there = new Api(i % 2 == 0 ? node.base() : base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
                String name = "worker-" + i;
                all.add(() -> work(there, type, name, held, completed));
            }
            all.add(() -> {
                Eventually.get(completed::get, done -> done > TICKETS / 3);
                node.kill();
                return true;
            });
            assertThat(together.run(all)).as("who died with the node").contains(false);
        }

        assertThat(api().closed(flow)).isEqualTo(TICKETS);
        Map<String, List<Held>> byJob = held.stream().collect(Collectors.groupingBy(Held::ticket));
        assertThat(byJob).hasSize(TICKETS);
        byJob.forEach((ticket, times) -> {
            assertThat(times.stream().filter(Held::completed).count()).isLessThanOrEqualTo(1);
            List<Held> inTurn = times.stream()
                    .sorted((a, b) -> Long.compare(a.from(), b.from()))
                    .toList();
            for (int i = 1; i < inTurn.size(); i++) {
                assertThat(Duration.ofNanos(
                                inTurn.get(i).to() - inTurn.get(i - 1).from()))
                        .as("a job comes again when its time is up, and not before")
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(HOLD_SECONDS));
            }
        });
        assertThat(count(lines(flow, "e.closed"))).isEqualTo(TICKETS);
    }

    /** Works until there is nothing more to do. Returns false when its node has died. */
    private static boolean work(Api there, String type, String name, Queue<Held> held, AtomicInteger completed) {
        try {
            int idle = 0;
            while (idle < 2) { // each time for longer than a job is held
                List<Map<String, Object>> jobs = there.post(
                                "jobs/activate",
                                Map.of(
                                        "type", type,
                                        "worker", name,
                                        "maxJobs", 3,
                                        "timeoutSeconds", HOLD_SECONDS,
                                        "requestTimeoutSeconds", HOLD_SECONDS + 1))
                        .list("jobs");
                long from = System.nanoTime();
                idle = jobs.isEmpty() ? idle + 1 : 0;
                for (Map<String, Object> job : jobs) {
                    String key = (String) job.get("key");
                    try {
                        boolean done = there.post("jobs/" + key + "/complete", Map.of("worker", name))
                                        .http()
                                == 204;
                        held.add(new Held((String) job.get("dataNo"), from, System.nanoTime(), done));
                        completed.addAndGet(done ? 1 : 0);
                    } catch (AssertionError lost) {
                        held.add(new Held((String) job.get("dataNo"), from, System.nanoTime(), false));
                        throw lost;
                    }
                }
            }
            return true;
        } catch (AssertionError failure) {
            if (failure.getCause() instanceof IOException) {
                return false;
            }
            throw failure;
        }
    }

    @Test
    void messages_signals_and_cancelled_calls_arrive_though_the_node_dies_that_took_them() throws Exception {
        String name = Drawing.fresh("killed");
        String keyed = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("m"))
                .startEvent()
                .message(name + "-open")
                .intermediateCatchEvent("paid")
                .message(m -> m.name(name).zeebeCorrelationKeyExpression("order"))
                .userTask("ship")
                .endEvent()
                .done());
        String signalled = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("s"))
                .startEvent()
                .intermediateCatchEvent("wait", c -> c.signal(name))
                .userTask("go")
                .endEvent()
                .done());
        String called = api().deployed(oneTask(text("x")));
        FlowBuilder calls = start(text("x")).parallel("fork");
        for (int i = 0; i < 30; i++) {
            calls.from("fork").call("call" + i, called).end("end" + i);
        }
        String caller = api().deployed(calls);
        String parent = admin().open(caller, Map.of());
        for (int i = 0; i < TICKETS; i++) {
            admin().open(signalled, Map.of());
        }
        for (int i = 0; i < PUBLISHERS * OF_EACH; i++) {
            Messenger.send(api(), name + "-open", null, Map.of("order", i));
        }

        List<Integer> unanswered;
        try (KaidanServer node = KaidanServer.node(Map.of());
                Together together = new Together(PUBLISHERS + 1)) {
            Api there = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
            AtomicInteger answered = new AtomicInteger();
            Queue<Integer> lost = new ConcurrentLinkedQueue<>();
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < PUBLISHERS * OF_EACH; i += OF_EACH) {
                int first = i;
                all.add(() -> {
                    for (int order = first; order < first + OF_EACH; order++) {
                        if (publish(order % 2 == 0 ? there : api(), name, order)) {
                            answered.incrementAndGet();
                        } else {
                            lost.add(order);
                        }
                    }
                    return true;
                });
            }
            all.add(() -> {
                Eventually.get(answered::get, sent -> sent > PUBLISHERS);
                assertThat(there.post("signals", Map.of("name", name, "values", Map.of("round", 1)))
                                .http())
                        .isEqualTo(202);
                assertThat(there.post("flows/" + caller + "/tickets/" + parent + "/cancel", Map.of("reason", "不要了"))
                                .http())
                        .isEqualTo(200);
                node.kill();
                return true;
            });
            together.run(all);
            unanswered = List.copyOf(lost);
        }
        assertThat(unanswered).as("messages that the dead node did not answer").isNotEmpty();
        unanswered.forEach(
                order -> assertThat(publish(api(), name, order)).isTrue()); // with the same id, as a sender would

        happenedOnce(keyed, PUBLISHERS * OF_EACH);
        happenedOnce(signalled, TICKETS);
        assertThat(count("select count(*) from ticket t join flow f on f.id = t.flow_id where f.api_path = '" + keyed
                        + "' and t.values -> 'came' = t.values -> 'order'"))
                .isEqualTo(PUBLISHERS * OF_EACH);
        Eventually.get(TAKEN_OVER, () -> api().open(called), open -> open == 0);
        assertThat(IntStream.rangeClosed(1, 30).mapToObj(no -> api().ticket(called, Integer.toString(no))
                        .get("state")))
                .containsOnly("cancelled");
    }

    private static void happenedOnce(String flow, int tickets) {
        Eventually.get(TAKEN_OVER, () -> count(lines(flow, "e.event = 'happened'")), moved -> moved >= tickets);
        assertThat(count(lines(flow, "e.event = 'happened'"))).isEqualTo(tickets);
        assertThat(count("select count(*) from ("
                        + lines(flow, "e.event = 'happened'").replace("count(*)", "e.ticket_id")
                        + " group by e.ticket_id having count(*) > 1) twice"))
                .isZero();
    }

    /** Whether the message was answered. */
    private static boolean publish(Api there, String name, int order) {
        try {
            Messenger.state(Messenger.send(there, name, order, Map.of("came", order), "messageId", name + order));
            return true;
        } catch (AssertionError failure) {
            if (failure.getCause() instanceof IOException) {
                return false;
            }
            throw failure;
        }
    }

    private static String lines(String flow, String condition) {
        return "select count(*) from ticket_event e join ticket t on t.id = e.ticket_id join flow f on f.id = t.flow_id"
                + " where f.api_path = '" + flow + "' and " + condition;
    }
}
