package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, the second with settings of its own. */
class SecondNodeIT extends BlackBox {

    private static final String METRICS_TOKEN = "only-to-look-at-numbers";

    private static KaidanServer node;
    private static long linesBefore;
    private static String codeBefore;
    private static String sessionBefore;
    private static String flowBefore;

    @BeforeAll
    static void second_node() {
        if (System.getProperty("kaidan.url") == null) {
            codeBefore = admin().code();
            sessionBefore = session();
            flowBefore = api().deployed(oneTask(text("title")));
            admin().open(flowBefore, Map.of("title", "還在"));
            node = KaidanServer.node(Map.of(
                    "KAIDAN_QUICK_NUMERIC_STATUS",
                    "true",
                    "KAIDAN_LOGIN_UNIFORM",
                    "true",
                    "KAIDAN_JOB_POLLS",
                    "3",
                    "KAIDAN_USER_JOB_POLLS",
                    "2",
                    "KAIDAN_STEP_SECONDS",
                    "3",
                    "KAIDAN_PROXY",
                    "true",
                    "KAIDAN_METRICS_TOKEN",
                    METRICS_TOKEN,
                    "KAIDAN_LOG",
                    "json"));
            linesBefore = logged().size();
        }
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @BeforeEach
    void only_where_the_tests_start_the_servers() {
        assumeTrue(node != null);
    }

    @Test
    void a_security_code_is_valid_on_every_node() {
        String flow = api().deployed(oneTask(text("title")));
        QuickClient there = new QuickClient(node.base(), admin().code());

        assertThat(there.create(flow, Map.of()).message()).isEqualTo("開單成功。");
        assertThat(QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD)
                        .code())
                .isEqualTo(admin().code());
    }

    @Test
    void a_session_is_good_on_every_node_and_over_on_all_of_them() {
        String here = session();
        for (String cookie : List.of(sessionBefore, here)) {
            assertThat(session("GET", node.base(), cookie).json()).containsEntry("username", KaidanServer.ADMIN);
        }

        assertThat(session("DELETE", node.base(), here).http()).isEqualTo(204);

        assertThat(session("GET", base(), here).http()).isEqualTo(401);
        assertThat(session("GET", base(), sessionBefore).http()).isEqualTo(200);
    }

    private static String session() {
        return session(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    private static String session(String username, String password) {
        String body = Text.json(Map.of("username", username, "password", password));
        Answer answer = Http.send(
                "POST",
                base().resolve("/api/v1/session"),
                BodyPublishers.ofString(body),
                "Content-Type",
                QuickClient.JSON);
        return answer.header("Set-Cookie").replaceFirst(";.*", "");
    }

    private static Answer session(String method, URI base, String cookie) {
        return Http.send(
                method,
                base.resolve("/api/v1/session"),
                BodyPublishers.noBody(),
                "Cookie",
                cookie,
                "X-Requested-With",
                "kaidan");
    }

    @Test
    void what_one_node_deploys_the_other_runs_at_once() {
        FlowBuilder flow = oneTask(text("title"));
        Map<String, byte[]> files = Api.application("app " + flow.apiPath(), flow);
        QuickClient there = new QuickClient(node.base(), admin().code());
        api().deploy(files);
        assertThat(there.create(flow.apiPath(), Map.of()).result()).isEqualTo("1");
        files.replaceAll((name, bytes) ->
                name.endsWith(".bpmn") ? Text.utf8(flow.bpmn().replace("name=\"審核\"", "name=\"新的審核\"")) : bytes);

        api().deploy(files);
        Object no = there.create(flow.apiPath(), Map.of()).result();

        assertThat(admin().stops(flow.apiPath(), "" + no))
                .extracting(QuickClient.Stop::name)
                .containsExactly("新的審核");
        api().patch("flows/" + flow.apiPath(), Map.of("api", false));
        assertThat(there.create(flow.apiPath(), Map.of()).problems()).containsExactly("api_disabled");
    }

    @Test
    void what_is_switched_on_one_node_holds_at_once_on_another_that_knows_the_flow() {
        String flow = api().deployed(oneTask(text("title")));
        QuickClient there = new QuickClient(node.base(), admin().code());
        for (boolean on : new boolean[] {true, false, true, false, true}) {
            api().patch("flows/" + flow, Map.of("enabled", on));
            assertThat(there.create(flow, Map.of()).message()).isEqualTo(on ? "開單成功。" : "開單失敗。");
            api().patch("flows/" + flow, Map.of("api", on));
            assertThat(there.query(flow, "1").message()).isEqualTo(on ? "查詢成功。" : "查詢失敗。");
            api().patch("flows/" + flow, Map.of("api", true));
        }
    }

    @Test
    void who_loses_a_permission_or_his_code_on_one_node_has_lost_it_on_another_that_knows_him() {
        String flow = api().deployed(oneTask(text("title")));
        String name = "known-" + flow;
        api().role(name, flow, "view", "add");
        api().user(name, List.of(), List.of(name));
        String code = QuickClient.login(base(), name, name).code();
        QuickClient there = new QuickClient(node.base(), code);
        assertThat(there.create(flow, Map.of()).message()).isEqualTo("開單成功。");

        api().patch("roles/" + name, Map.of("permissions", Map.of(flow, List.of("view"))));
        assertThat(there.create(flow, Map.of()).status()).isEqualTo(403);
        assertThat(there.query(flow, "1").message()).isEqualTo("查詢成功。");
        Api byPassword = new Api(node.base(), name, name);
        assertThat(byPassword.get("session").http()).isEqualTo(200);
        String cookie = session(name, name);
        assertThat(session("GET", node.base(), cookie).http()).isEqualTo(200);

        api().patch("users/" + name, Map.of("password", "another one"));
        assertThat(there.query(flow, "1").status()).isEqualTo(403);
        assertThat(byPassword.get("session").http()).isEqualTo(401);
        assertThat(session("GET", node.base(), cookie).http()).isEqualTo(401);
    }

    @Test
    void exactly_one_of_many_pushes_over_both_nodes_succeeds() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);
        List<Callable<Answer>> pushes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            QuickClient client = i % 2 == 0 ? admin() : new QuickClient(node.base(), admin().code());
            pushes.add(() -> client.push(flow, stop, Map.of()));
        }

        try (Together together = new Together(20)) {
            List<Answer> answers = together.run(pushes);

            assertThat(answers).filteredOn(a -> a.message().equals("推單成功。")).hasSize(1);
            assertThat(answers)
                    .filteredOn(a -> !a.message().equals("推單成功。"))
                    .hasSize(19)
                    .allSatisfy(a -> assertThat(a.problems()).containsExactly("already_pushed"));
        }
    }

    @Test
    void numbers_of_both_nodes_are_unique() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        List<Callable<Object>> creates = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            QuickClient client = i % 2 == 0 ? admin() : new QuickClient(node.base(), admin().code());
            creates.add(() -> client.create(flow, Map.of()).result());
        }

        try (Together together = new Together(20)) {
            assertThat(together.run(creates)).doesNotHaveDuplicates().hasSize(20);
        }
        assertThat(api().open(flow)).isEqualTo(20);
    }

    @Test
    void a_setting_makes_every_status_a_number() {
        String flow = api().deployed(oneTask(text("title").required()));
        QuickClient there = new QuickClient(node.base(), admin().code());
        Map<String, Object> nobody = new LinkedHashMap<>(there.queryBody("1"));
        nobody.remove("security");

        assertThat(there.create(flow, Map.of("title", "x")).status()).isEqualTo(200);
        assertThat(there.query(flow, "1").status()).isEqualTo(200);
        assertThat(there.push(flow, admin().stop(flow, "1")).status()).isEqualTo(200);
        assertThat(there.create(flow, Map.of()).status()).isEqualTo(404);
        assertThat(there.edit(there.queryUri(flow), QuickClient.JSON, Text.utf8(Text.json(nobody)))
                        .status())
                .isEqualTo(403);
        assertThat(QuickClient.askForCode(node.base(), "no-such-user", "x").status())
                .isEqualTo(404);
    }

    @Test
    void a_setting_gives_unknown_users_and_wrong_passwords_the_same_answer() {
        Answer unknown = QuickClient.askForCode(node.base(), "no-such-user", "x");
        api().user("uniform", List.of(), List.of());
        Answer wrong = QuickClient.askForCode(node.base(), "uniform", "wrong");

        assertThat(unknown.json()).isEqualTo(wrong.json()).containsEntry("message", "登入失敗。");
    }

    @Test
    void where_the_server_believes_its_proxy_the_audit_trail_tells_the_clients_address() {
        String path = "users/behind-" + UUID.randomUUID();
        Http.send("GET", node.at("api/v1/" + path), BodyPublishers.noBody(), "X-Forwarded-For", "192.0.2.99");

        Map<String, Object> line = Eventually.get(
                        () -> api().get("audit?action=access&limit=1000").list("items").stream()
                                .filter(entry -> ("GET /api/v1/" + path).equals(entry.get("object")))
                                .toList(),
                        lines -> lines.size() == 1)
                .get(0);

        boolean believes = System.getProperty("kaidan.server", "wildfly").equals("wildfly");
        assertThat(line).containsEntry("address", believes ? "192.0.2.99" : "127.0.0.1");
    }

    @Test
    void settings_bound_how_many_workers_wait_at_a_node_and_how_many_of_one_user() throws Exception {
        String type = "work-" + UUID.randomUUID();
        String flow = api().deployed(start(text("title")).service("pay", type).end("end"));
        Api there = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        assertThat(there.get("about").http())
                .as("trying a password for the first time is slow on purpose")
                .isEqualTo(200);
        Map<String, Object> waits = Map.of("type", type, "requestTimeoutSeconds", 50);
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        waiting.add(waits(there, waits));
        waiting.add(waits(there, waits));
        String name = "worker-" + UUID.randomUUID();
        api().role(name, flow, "modify");
        api().user(name, List.of(), List.of(name));
        Api other = new Api(node.base(), name, name);
        other.get("about"); // as above

        Answer share = there.post("jobs/activate", waits);
        waiting.add(waits(other, waits));
        Answer full = other.post("jobs/activate", waits);
        Answer look = there.post("jobs/activate", Map.of("type", type, "requestTimeoutSeconds", 0));

        assertThat(full.http()).as("%s", full).isEqualTo(503);
        assertThat(full.problems()).containsExactly("polls_full");
        assertThat(share.problems()).as("of one user").containsExactly("polls_full");
        assertThat(look.list("jobs")).as("who does not wait").isEmpty();
        Collections.nCopies(waiting.size() + 1, flow).forEach(one -> admin().open(one, Map.of()));
        for (CompletableFuture<Answer> one : waiting) { // who came first is a matter of milliseconds
            assertThat(one.get(10, TimeUnit.SECONDS).list("jobs")).hasSize(1);
        }
        assertThat(there.post("jobs/activate", waits).list("jobs"))
                .as("there is room again")
                .hasSize(1);
    }

    @Test
    void a_setting_bounds_how_long_a_transition_opens_tickets_by_calls() {
        String room = api().deployed(start(text("room"))
                .element("scriptTask", "measure", "丈量")
                .extension(
                        "<zeebe:script expression=\"= count(for i in 1..100000 return i)\" resultVariable=\"size\"/>")
                .end("end"));
        String house = api().deployed(start(text("title"))
                .raw("""
                        <bpmn:callActivity id="rooms"><bpmn:extensionElements><zeebe:calledElement processId="%s"/>
                        </bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
                        <zeebe:loopCharacteristics inputCollection="= for i in 1..1000 return i" inputElement="room"/>
                        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>
                        """.formatted(room))
                .to("rooms")
                .end("end"));

        Answer opened = new QuickClient(node.base(), admin().code()).create(house, Map.of());

        assertThat(api().incidents(house, (String) opened.result()))
                .anySatisfy(i -> assertThat(i.toString()).contains("within 3 seconds"));
    }

    private static CompletableFuture<Answer> waits(Api worker, Map<String, Object> ask) {
        CompletableFuture<Answer> one = CompletableFuture.supplyAsync(() -> worker.post("jobs/activate", ask));
        assertThatThrownBy(() -> one.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        return one;
    }

    @Test
    void a_token_lets_a_monitoring_system_read_the_metrics_and_nothing_else() {
        Answer metrics = Scrape.of(node.base(), "Bearer " + METRICS_TOKEN, null).answer();
        Answer wrong =
                Scrape.of(node.base(), "Bearer " + METRICS_TOKEN + "x", null).answer();
        Answer about = Http.send(
                "GET",
                node.base().resolve("/api/v1/about"),
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + METRICS_TOKEN);
        Answer settings = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD).get("settings");

        assertThat(metrics.http()).isEqualTo(200);
        assertThat(metrics.text()).contains("kaidan_database_up ");
        assertThat(wrong.http()).isEqualTo(401);
        assertThat(about.http()).isEqualTo(401);
        assertThat(settings.text()).doesNotContain(METRICS_TOKEN);
        assertThat(logged()).noneMatch(line -> line.contains(METRICS_TOKEN));
    }

    @Test
    void a_setting_makes_each_line_of_the_log_a_json_object_with_the_trace() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";

        Answer changed = Http.send(
                "PATCH",
                node.base().resolve("/api/v1/settings"),
                BodyPublishers.ofString("{\"MESSAGE_SECONDS\": 3601}"),
                "Authorization",
                "Bearer " + codeBefore,
                "Content-Type",
                QuickClient.JSON,
                "traceparent",
                "00-" + trace + "-b7ad6b7169203331-01");
        assertThat(changed.http()).as("%s", changed).isEqualTo(200);
        api().patch("settings", Collections.singletonMap("MESSAGE_SECONDS", null));

        List<String> lines =
                Eventually.get(SecondNodeIT::logged, found -> found.stream().anyMatch(line -> line.contains(trace)));
        assertThat(lines).filteredOn(line -> line.contains(trace)).hasSize(1).allSatisfy(line -> {
            Map<String, Object> told = Answer.object(Text.parse(line)); // WildFly's names or Payara's
            assertThat("" + told.getOrDefault("message", told.get("LogMessage")))
                    .startsWith("admin changed the setting MESSAGE_SECONDS from \"");
            assertThat(told.getOrDefault("mdc", told)).asString().contains("traceId=" + trace);
        });
        assertThat(lines).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    /** What the node logged since it was ready. */
    private static List<String> logged() {
        try (Stream<String> lines = Files.lines(node.log())) {
            return lines.skip(linesBefore).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_node_that_starts_finds_codes_and_waiting_tickets_as_they_were() {
        QuickClient there = new QuickClient(node.base(), codeBefore);

        Answer pushed = there.push(flowBefore, admin().stop(flowBefore, "1"));

        assertThat(pushed.message()).isEqualTo("推單成功。");
        assertThat(api().values(flowBefore, "1")).containsEntry("title", "還在");
    }
}
