package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A create whose answer was lost is sent again with the same {@code Idempotency-Key}, and opens no second ticket. */
class IdempotencyIT extends BlackBox {

    private static final String FILE = "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\"";

    private final String key = UUID.randomUUID().toString();

    @Test
    void the_same_key_and_body_get_the_first_answer() {
        String flow = api().deployed(oneTask(text("title"), text("note")));

        Answer first = quick(flow, Map.of("title", "x", "note", "y"), key);
        Answer again = quick(flow, Map.of("note", "y", "title", "x"), key);

        assertThat(first.json()).containsEntry("result", "1");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(api().open(flow)).isEqualTo(1);
    }

    @Test
    void it_holds_for_both_apis() {
        String flow = api().deployed(oneTask(text("title")));

        Answer first = rest(flow, "{\"values\": {\"title\": \"x\"}}", key);
        Answer again = rest(flow, "{ \"values\" : {\"title\": \"x\"} }", key);
        Answer other = rest(flow, "{\"values\": {\"title\": \"y\"}}", key);

        assertThat(first.http()).isEqualTo(201);
        assertThat(again.http()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.http()).isEqualTo(422);
        assertThat(other.problems()).containsExactly("idempotency_key");
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(Scrape.now().number("kaidan_creates_total{flow=\"" + flow + "\"}"))
                .isEqualTo(1);
    }

    @Test
    void a_hundred_at_once_make_one_ticket() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        Callable<Object> create = () -> quick(flow, Map.of("title", "x"), key).result();

        assertThat(answers(Collections.nCopies(100, create))).containsExactly("1");
        assertThat(api().open(flow)).isEqualTo(1);
    }

    @Test
    void a_hundred_at_once_over_rest_make_one_ticket_with_its_file() throws Exception {
        String flow = api().deployed(oneTask(text("title"), file("receipt")));
        Callable<Object> create = () -> restWithFile(flow).json().get("dataNo");

        assertThat(answers(Collections.nCopies(100, create))).containsExactly("1");
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(api().attachments(flow, "1")).hasSize(1);
    }

    @Test
    void a_hundred_at_once_at_two_nodes_make_one_ticket() throws Exception {
        assumeTrue(System.getProperty("kaidan.url") == null, "only where the tests start the servers");
        String flow = api().deployed(oneTask(text("title")));
        String beside = api().deployed(oneTask(text("title")));
        try (KaidanServer node = KaidanServer.node(Map.of())) {
            QuickClient there = new QuickClient(node.base(), admin().code());
            there.open(beside, Map.of()); // what a node does at its first call is done
            List<Callable<Object>> creates = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                for (QuickClient client : List.of(admin(), there)) {
                    creates.add(
                            () -> quick(client, flow, Map.of("title", "x"), key).result());
                }
            }

            assertThat(answers(creates)).containsExactly("1");
        }
        assertThat(api().open(flow)).isEqualTo(1);
    }

    /** The different answers to all of them, sent at the same moment. */
    private static Set<Object> answers(List<Callable<Object>> creates) throws Exception {
        try (Together together = new Together(creates.size())) {
            return new HashSet<>(together.run(creates));
        }
    }

    @Test
    void another_body_is_refused_and_opens_nothing() {
        String flow = api().deployed(oneTask(text("title")));
        quick(flow, Map.of("title", "x"), key);

        Answer other = quick(flow, Map.of("title", "y"), key);

        assertThat(other.http()).isEqualTo(422);
        assertThat(other.json()).containsEntry("status", "404").containsEntry("message", "開單失敗。");
        assertThat(other.problems()).containsExactly("idempotency_key");
        assertThat(api().open(flow)).isEqualTo(1);
    }

    @Test
    void the_same_body_for_another_flow_is_another_create() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);
        quick(one.apiPath(), Map.of("title", "x"), key);

        assertThat(quick(other.apiPath(), Map.of("title", "x"), key).problems()).containsExactly("idempotency_key");
    }

    @Test
    void files_belong_to_the_body_however_they_are_packed() {
        String flow = api().deployed(oneTask(text("title"), file("receipt")));

        Answer first = files(flow, "one", new byte[] {1, 2, 3});
        Answer again = files(flow, "two", new byte[] {1, 2, 3});
        Answer other = files(flow, "one", new byte[] {1, 2, 4});

        assertThat(first.result()).isEqualTo("1");
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.problems()).containsExactly("idempotency_key");
        assertThat(Answer.objects(api().ticket(flow, "1").get("attachments"))).hasSize(1);
    }

    @Test
    void a_refused_create_uses_up_no_key() {
        String flow = api().deployed(oneTask(text("title").required()));

        Answer refused = quick(flow, Map.of(), key);
        Answer corrected = quick(flow, Map.of("title", "x"), key);

        assertThat(refused.problems()).containsExactly("title:required");
        assertThat(corrected.json()).containsEntry("status", "200");
    }

    @Test
    void what_is_validated_first_is_submitted_once() {
        String flow = api().deployed(start(text("title"))
                .property("validation", "= true")
                .task("review", "審核")
                .end("end"));

        Answer first = rest(flow, "{\"values\": {\"title\": \"x\"}}", key);
        Answer again = rest(flow, "{\"values\": {\"title\": \"x\"}}", key);

        assertThat(first.http()).isEqualTo(202);
        assertThat(again.json()).isEqualTo(first.json());
    }

    @Test
    void a_key_is_its_senders_own() {
        String flow = api().deployed(oneTask(text("title")));
        api().role("idempotency-role", flow, "add");
        api().user("idempotency-user", List.of(), List.of("idempotency-role"));
        quick(flow, Map.of("title", "x"), key);

        QuickClient user = QuickClient.login(base(), "idempotency-user", "idempotency-user");
        assertThat(quick(user, flow, Map.of("title", "x"), key).json()).containsEntry("result", "2");
    }

    @Test
    void a_key_that_is_none_is_refused() {
        String flow = api().deployed(oneTask(text("title")));

        assertThat(quick(flow, Map.of("title", "x"), "k".repeat(256)).problems())
                .containsExactly("idempotency_key_length");
        assertThat(rest(flow, "{\"values\": {\"title\": \"x\"}}", " ").problems())
                .containsExactly("idempotency_key_length");
        assertThat(api().open(flow)).isZero();
    }

    private static Answer quick(String flow, Map<String, ?> values, String key) {
        return quick(admin(), flow, values, key);
    }

    private static Answer quick(QuickClient client, String flow, Map<String, ?> values, String key) {
        return post(client.editUri(flow), Text.utf8(Text.json(client.createBody(values))), QuickClient.JSON, key);
    }

    private Answer files(String flow, String boundary, byte[] receipt) {
        MultipartBody body = new MultipartBody(boundary)
                .member("security", admin().code())
                .member("omflow_restapi", 1)
                .member("action", "create")
                .member("formdata", Text.json(QuickClient.formdata(Map.of("title", "x"))))
                .member("files_item", "[\"receipt\"]")
                .part(FILE.formatted("receipt", "收據.png"), receipt);
        return post(admin().editUri(flow), body.bytes(), body.type(), key);
    }

    private Answer restWithFile(String flow) {
        MultipartBody body = new MultipartBody("b")
                .member("values", Text.json(Map.of("title", "x")))
                .part(FILE.formatted("receipt", "收據.png"), new byte[100_000]);
        return post(base().resolve("/api/v1/flows/" + flow + "/tickets"), body.bytes(), body.type(), key);
    }

    private static Answer rest(String flow, String body, String key) {
        return post(base().resolve("/api/v1/flows/" + flow + "/tickets"), Text.utf8(body), QuickClient.JSON, key);
    }

    /** To either API: the quick one does not look at the header Authorization. */
    private static Answer post(URI uri, byte[] body, String type, String key) {
        return Http.send(
                "POST",
                uri,
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                type,
                "Idempotency-Key",
                key,
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD));
    }
}
