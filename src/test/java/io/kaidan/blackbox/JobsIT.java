package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Outside workers: they take jobs over HTTP, and say how each went. */
class JobsIT extends BlackBox {

    /** A type of its own for each test: the server is shared. */
    private final String type = "work-" + UUID.randomUUID();

    private FlowBuilder paying() {
        return start(number("amount")).service("pay", type).task("check", "核對").end("end");
    }

    /** What catches an error, or fires after a time, at the boundary of {@code pay}; then the ticket waits at {@code ask}. */
    private FlowBuilder payingWith(String boundary, String definition) {
        return paying().raw("<bpmn:boundaryEvent id=\"%s\" attachedToRef=\"pay\">%s</bpmn:boundaryEvent>"
                        .formatted(boundary, definition)
                + "<bpmn:userTask id=\"ask\" name=\"詢問\"/><bpmn:endEvent id=\"end2\"/>"
                + "<bpmn:sequenceFlow id=\"b1\" sourceRef=\"%s\" targetRef=\"ask\"/>".formatted(boundary)
                + "<bpmn:sequenceFlow id=\"b2\" sourceRef=\"ask\" targetRef=\"end2\"/>");
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

    private static String key(List<Map<String, Object>> jobs) {
        assertThat(jobs).hasSize(1);
        return (String) jobs.get(0).get("key");
    }

    private static Answer say(String key, String how, Map<String, ?> body) {
        return api().post("jobs/" + key + "/" + how, body);
    }

    private static void done(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(204);
    }

    private static List<String> waits(String flow, String no) {
        return admin().stops(flow, no).stream().map(QuickClient.Stop::name).toList();
    }

    @Test
    void a_worker_takes_a_job_does_it_and_the_ticket_goes_on() {
        String flow = api().deployed(start(number("amount"))
                .service("pay", type, "5")
                .headers("queue", "high")
                .mapping("in", "=amount * 2", "sum", "out", "=receipt", "proof")
                .task("check", "核對")
                .end("end"));
        String no = admin().open(flow, Map.of("amount", "7"));

        List<Map<String, Object>> jobs = take("worker", "w1", "timeoutSeconds", 60);

        assertThat(jobs).singleElement().satisfies(job -> {
            assertThat(job)
                    .containsEntry("type", type)
                    .containsEntry("apiPath", flow)
                    .containsEntry("dataNo", no)
                    .containsEntry("node", "pay")
                    .containsEntry("headers", Map.of("queue", "high"))
                    .containsEntry("retries", 5)
                    .containsEntry("values", Map.of("amount", 7, "sum", 14));
        });
        assertThat(take()).isEmpty();
        assertThat(waits(flow, no)).isEmpty();

        done(say(key(jobs), "complete", Map.of("values", Map.of("receipt", "r-7", "noise", 1), "worker", "w1")));

        assertThat(waits(flow, no)).containsExactly("核對");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("amount", 7, "proof", "r-7"));
        assertThat(say(key(jobs), "complete", Map.of()).problems()).containsExactly("unknown_job");
        assertThat(api().postText("jobs/" + key(jobs) + "/complete", "").problems())
                .as("a body that lacks")
                .containsExactly("unknown_job");
    }

    @Test
    void workers_that_take_at_the_same_moment_never_hold_one_job_twice() throws Exception {
        String flow = api().deployed(paying());
        for (int i = 0; i < 50; i++) {
            admin().open(flow, Map.of());
        }
        List<Callable<List<Object>>> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(() -> {
                List<Object> mine = new ArrayList<>();
                List<Map<String, Object>> jobs = take("maxJobs", 3);
                while (!jobs.isEmpty()) {
                    jobs.forEach(job -> mine.add(job.get("key")));
                    jobs = take("maxJobs", 3);
                }
                return mine;
            });
        }

        try (Together together = new Together(8)) {
            List<Object> all = new ArrayList<>();
            together.run(workers).forEach(all::addAll);
            take("maxJobs", 50)
                    .forEach(job -> all.add(job.get("key"))); // locked by another at the moment of the last look

            assertThat(all).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void of_many_who_complete_a_job_at_once_one_succeeds() throws Exception {
        String flow = api().deployed(paying());
        admin().open(flow, Map.of());
        String key = key(take());
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String who = "w" + i;
            calls.add(() -> say(key, "complete", Map.of("values", Map.of("who", who))));
        }

        try (Together together = new Together(10)) {
            List<Answer> answers = together.run(calls);

            assertThat(answers).filteredOn(a -> a.http() == 204).hasSize(1);
            assertThat(answers).filteredOn(a -> a.http() != 204).allSatisfy(a -> assertThat(a.problems())
                    .containsExactly("unknown_job"));
        }
        assertThat(admin().stops(flow, "1")).hasSize(1);
    }

    @Test
    void a_job_held_too_long_goes_to_another_and_the_first_learns_it() {
        String flow = api().deployed(paying());
        String no = admin().open(flow, Map.of());
        String key = key(take("worker", "slow", "timeoutSeconds", 1));
        assertThat(take("worker", "quick")).isEmpty();

        List<Map<String, Object>> again = take("worker", "quick", "requestTimeoutSeconds", 20);

        assertThat(key(again)).isEqualTo(key);
        for (Map.Entry<String, Map<String, String>> said : Map.of(
                        "complete", Map.of("worker", "slow"),
                        "fail", Map.of("worker", "slow"),
                        "error", Map.of("worker", "slow", "code", "LATE"))
                .entrySet()) {
            Answer late = say(key, said.getKey(), said.getValue());
            assertThat(late.http()).as("%s", late).isEqualTo(409);
            assertThat(late.problems()).containsExactly("job_taken");
        }
        assertThat(take("worker", "third")).as("it is held still").isEmpty();
        done(say(key, "complete", Map.of("worker", "quick")));
        assertThat(waits(flow, no)).containsExactly("核對");
    }

    @Test
    void a_job_whose_time_is_up_can_still_be_completed_when_nobody_else_has_it() {
        String flow = api().deployed(paying());
        String no = admin().open(flow, Map.of());
        String key = key(take("worker", "slow", "timeoutSeconds", 1));
        sql("update job set available_at = now() - interval '1 hour' where id = " + key);

        done(say(key, "complete", Map.of("worker", "slow")));

        assertThat(waits(flow, no)).containsExactly("核對");
    }

    @Test
    void a_failed_job_is_free_again_after_its_pause_with_the_retries_that_are_left() {
        String flow = api().deployed(paying());
        admin().open(flow, Map.of());
        String key = key(take());

        done(say(key, "fail", Map.of("retries", 2, "message", "忙線", "backoffSeconds", 2)));

        assertThat(take()).isEmpty();
        List<Map<String, Object>> again = take("requestTimeoutSeconds", 20);
        assertThat(key(again)).isEqualTo(key);
        assertThat(again.get(0)).containsEntry("retries", 2);

        done(say(key, "fail", Map.of()));
        assertThat(take()).extracting(job -> job.get("retries")).containsExactly(1);
        assertThat(api().incidents(flow, "1")).isEmpty();
    }

    @Test
    void without_retries_the_ticket_has_an_incident_with_the_workers_message() {
        String flow = api().deployed(paying());
        String no = admin().open(flow, Map.of());
        String key = key(take());

        done(say(key, "fail", Map.of("retries", 0, "message", "銀行沒有回應")));

        assertThat(api().incidents(flow, no)).containsExactly("pay: Expected the job to be done but it failed: 銀行沒有回應");
        assertThat(take()).isEmpty();
        assertThat(say(key, "complete", Map.of()).http()).isEqualTo(404);
        assertThat(api().ticket(flow, no)).containsEntry("state", "open");

        Answer retried = api().post("incidents/" + api().incident(flow, no) + "/retry", Map.of());
        assertThat(retried.http()).as("%s", retried).isLessThan(300);
        List<Map<String, Object>> again = take();
        assertThat(again).extracting(job -> job.get("retries")).containsExactly(3);
        done(say(key(again), "complete", Map.of()));
        assertThat(waits(flow, no)).containsExactly("核對");
    }

    @Test
    void an_error_is_caught_by_the_event_for_its_code() {
        FlowBuilder built = payingWith("poor", "<bpmn:errorEventDefinition errorRef=\"Error_1\"/>");
        String bpmn = built.bpmn()
                .replace(
                        "</bpmn:definitions>",
                        "<bpmn:error id=\"Error_1\" errorCode=\"NO_MONEY\"/></bpmn:definitions>");
        Map<String, byte[]> files = Api.application("app " + built.apiPath(), built);
        files.put(built.apiPath() + ".bpmn", Text.utf8(bpmn));
        assertThat(api().deploy(files).http()).isEqualTo(201);
        String flow = built.apiPath();
        String caught = admin().open(flow, Map.of());
        String uncaught = admin().open(flow, Map.of());

        done(say(key(take()), "error", Map.of("code", "NO_MONEY", "message", "餘額不足", "values", Map.of("lacks", 3))));
        done(say(key(take()), "error", Map.of("code", "OTHER")));

        assertThat(waits(flow, caught)).containsExactly("詢問");
        assertThat(api().values(flow, caught)).containsEntry("lacks", 3);
        assertThat(api().incidents(flow, uncaught))
                .containsExactly("pay: Expected an event that catches the error \"OTHER\" but there is none.");
    }

    @Test
    void a_job_goes_with_what_waited_for_it() {
        String flow = api().deployed(payingWith(
                "late",
                "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>"));
        String late = admin().open(flow, Map.of());
        String key = key(take());
        sql("update scheduled_tasks set execution_time = now() where task_name = 'fire-timer' and task_instance in"
                + " (select s.id::text from subscription s join ticket t on t.id = s.ticket_id"
                + " join flow f on f.id = t.flow_id where f.api_path = '" + flow + "')");
        Eventually.get(() -> waits(flow, late), List.of("詢問")::equals);
        assertThat(say(key, "complete", Map.of()).problems()).containsExactly("unknown_job");

        String plain = api().deployed(paying());
        String cancelled = admin().open(plain, Map.of());
        key = key(take());
        assertThat(api().post("flows/" + plain + "/tickets/" + cancelled + "/cancel", Map.of("reason", "開錯了"))
                        .http())
                .isEqualTo(200);
        assertThat(say(key, "fail", Map.of()).problems()).containsExactly("unknown_job");

        admin().open(plain, Map.of());
        admin().delete(plain, "2");
        assertThat(take()).isEmpty();
        assertThat(count("select count(*) from job where type = '" + type + "'"))
                .isZero();
    }

    @Test
    void jobs_of_tickets_that_can_only_be_read_are_not_given_out() {
        FlowBuilder built = paying();
        String flow = api().deployed(built);
        admin().open(flow, Map.of());
        admin().open(flow, Map.of());
        String key = key(take());

        assertThat(api().delete("applications/app%20" + flow).http()).isLessThan(300);

        assertThat(take()).isEmpty();
        assertThat(say(key, "complete", Map.of()).problems()).containsExactly("flow_undeployed");
        api().deployed(built);
        assertThat(take()).hasSize(1);
        done(say(key, "complete", Map.of()));
    }

    @Test
    void workers_get_the_jobs_of_flows_whose_tickets_they_may_modify() {
        String mine = api().deployed(paying());
        String other = api().deployed(paying());
        String role = "role " + mine;
        api().role(role, mine, "modify");
        api().user("worker-" + mine, List.of(), List.of(role));
        api().role(role + " view", other, "view");
        api().user("viewer-" + mine, List.of(), List.of(role + " view"));
        api().user("nobody-" + mine, List.of(), List.of());
        Api worker = new Api(base(), "worker-" + mine, "worker-" + mine);
        Api viewer = new Api(base(), "viewer-" + mine, "viewer-" + mine);
        Api nobody = new Api(base(), "nobody-" + mine, "nobody-" + mine);
        admin().open(other, Map.of());
        admin().open(mine, Map.of());

        Answer taken = worker.post("jobs/activate", asking("maxJobs", 9));
        String notHis = key(take());

        assertThat(taken.list("jobs")).extracting(job -> job.get("apiPath")).containsExactly(mine);
        assertThat(worker.post("jobs/" + notHis + "/complete", Map.of()).problems())
                .containsExactly("unknown_job");
        assertThat(viewer.post("jobs/" + notHis + "/complete", Map.of()).http()).isEqualTo(403);
        for (Api without : List.of(viewer, nobody)) {
            assertThat(without.post("jobs/activate", asking()).http()).isEqualTo(403);
        }
        assertThat(new Api(base(), "admin", "wrong")
                        .post("jobs/activate", asking())
                        .http())
                .isEqualTo(401);
        String key = (String) taken.list("jobs").get(0).get("key");
        assertThat(worker.post("jobs/" + key + "/complete", Map.of()).http()).isEqualTo(204);
    }

    @Test
    void everything_that_is_wrong_with_a_body_is_told_at_once() {
        assertThat(api().post("jobs/activate", Map.of("maxJobs", 0, "timeoutSeconds", "9", "worker", 1, "typ", "x"))
                        .problems())
                .containsExactlyInAnyOrder(
                        "type:required", "maxJobs:range", "timeoutSeconds:type", "worker:type", "typ:unknown_member");
        assertThat(api().post("jobs/activate", asking("requestTimeoutSeconds", 61, "maxJobs", 1001))
                        .problems())
                .containsExactlyInAnyOrder("requestTimeoutSeconds:range", "maxJobs:range");
        assertThat(api().post("jobs/activate", Map.of("type", "http")).problems())
                .containsExactly("type:built_in");
        assertThat(api().postText("jobs/activate", "[]").http()).isEqualTo(400);

        String flow = api().deployed(paying());
        admin().open(flow, Map.of());
        String key = key(take());
        assertThat(say(key, "fail", Map.of("retries", -1, "backoffSeconds", 90_000, "message", 7))
                        .problems())
                .containsExactlyInAnyOrder("retries:range", "backoffSeconds:range", "message:type");
        assertThat(say(key, "error", Map.of("values", List.of())).problems())
                .containsExactlyInAnyOrder("code:required", "values:type");
        assertThat(say(key, "complete", Map.of("values", Map.of("bad", "\u0000", "good", 1)))
                        .problems())
                .containsExactly("bad:type");
        for (String none : List.of("0", "x", "-1", "99999999999999999999")) {
            Answer unknown = say(none, "complete", Map.of());
            assertThat(unknown.http()).isEqualTo(404);
            assertThat(unknown.problems()).containsExactly("unknown_job");
        }
        done(say(key, "complete", Map.of()));
    }
}
