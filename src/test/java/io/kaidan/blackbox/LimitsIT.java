package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits that administrators set, each at its boundary, through both APIs. */
class LimitsIT extends BlackBox {

    private static final String MULTIPART = "multipart/form-data; boundary=b";

    private final String user = "limit-" + UUID.randomUUID();
    private final Map<String, Object> changed = new HashMap<>();

    @AfterEach
    void as_they_were() {
        changed.replaceAll((name, value) -> null);
        assertThat(api().patch("settings", changed).http()).isEqualTo(200);
    }

    private void set(String name, int value) {
        changed.put(name, value);
        assertThat(api().patch("settings", Map.of(name, value)).http()).isEqualTo(200);
    }

    @Test
    void a_user_makes_so_many_requests_in_a_minute() {
        String flow = permitted();
        QuickClient client = QuickClient.login(base(), user, user);
        set("USER_REQUESTS", 6);

        for (int i = 0; i < 2; i++) {
            assertThat(client.create(flow, Map.of("title", "x")).status()).isEqualTo("200");
            assertThat(client.query(flow, "1").status()).isEqualTo("200");
            assertThat(session(client, "en").http()).isEqualTo(200);
        }

        Answer quick = client.create(flow, Map.of("title", "x"));
        assertThat(quick.http()).isEqualTo(200);
        assertThat(quick.status()).isEqualTo("404");
        assertThat(quick.message()).isEqualTo("開單失敗。");
        assertThat(quick.problems()).containsExactly("too_many_requests");
        Answer rest = session(client, "en");
        assertThat(rest.http()).isEqualTo(429);
        assertThat(rest.header("Content-Type")).startsWith("application/problem+json");
        assertThat(Integer.parseInt(rest.header("Retry-After"))).isBetween(1, 10);
        assertThat(rest.problems()).containsExactly("too_many_requests");
        assertThat((String) rest.errors().get(0).get("message"))
                .startsWith("Expected at most 6 requests a minute from one user");
        assertThat(List.of("zh-Hant", "zh-Hans", "ja"))
                .extracting(
                        language -> session(client, language).errors().get(0).get("message"))
                .allMatch(message -> ((String) message).contains("6"))
                .doesNotHaveDuplicates();
        assertThat(api().get("session").http()).as("somebody else").isEqualTo(200);
        assertThat(api().open(flow)).isEqualTo(2);
    }

    @Test
    void a_user_sends_so_many_files_at_once() throws IOException {
        String flow = permitted();
        QuickClient client = QuickClient.login(base(), user, user);
        set("USER_UPLOADS", 1);

        try (Socket slow = begun(flow, client)) {
            assertThat(slow.getInputStream().available())
                    .as("it waits for more")
                    .isZero();
            assertThat(quickUpload(flow, client).problems()).containsExactly("too_many_uploads");
            Answer rest = restUpload(flow, client);
            assertThat(rest.http()).isEqualTo(429);
            assertThat(rest.problems()).containsExactly("too_many_uploads");
            assertThat(client.create(flow, Map.of("title", "x")).status())
                    .as("without files")
                    .isEqualTo("200");
            assertThat(quickUpload(flow, admin()).status()).as("somebody else").isEqualTo("200");
        }

        Eventually.get(
                () -> quickUpload(flow, client), answer -> answer.status().equals("200"));
        assertThat(restUpload(flow, client).http()).isEqualTo(201);
    }

    /** An upload that is under way and does not end. Where it comes while another one is, it is refused itself. */
    private static Socket begun(String flow, QuickClient client) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            Socket slow = new Socket(base().getHost(), base().getPort());
            begin(slow, flow, client.code());
            while (slow.getInputStream().available() == 0) {
                if (quickUpload(flow, client).problems().contains("too_many_uploads")) {
                    return slow;
                }
            }
            slow.close();
        }
        throw new AssertionError("Expected an upload to begin but it was refused again and again");
    }

    /** The head of an upload and some of its file: the rest never comes. */
    private static void begin(Socket socket, String flow, String code) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(Text.utf8(
                "POST /rest/flowmanage/api/omdata/edit/" + flow + " HTTP/1.1\r\nHost: kaidan\r\nContent-Type: "
                        + MULTIPART + "\r\nContent-Length: 1000000\r\n\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"security\"\r\n\r\n" + code + "\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n"
                        + "x".repeat(200_000)));
        out.flush();
    }

    private static Answer quickUpload(String flow, QuickClient client) {
        MultipartBody body = new MultipartBody("b")
                .member("security", client.code())
                .member("omflow_restapi", 1)
                .member("action", "create")
                .member("formdata", "[{\"id\": \"title\", \"value\": \"x\"}]")
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", new byte[] {1});
        return client.edit(flow, body.type(), body.bytes());
    }

    private static Answer restUpload(String flow, QuickClient client) {
        MultipartBody body = new MultipartBody("b")
                .member("values", "{\"title\": \"x\"}")
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", new byte[] {1});
        return client.rest(flow, body);
    }

    @Test
    void a_user_fetches_so_many_files_at_once() throws IOException {
        String flow = permitted();
        QuickClient client = QuickClient.login(base(), user, user);
        MultipartBody body = new MultipartBody("b")
                .member("values", "{\"title\": \"x\"}")
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", new byte[30_000_000]);
        String no = (String) client.rest(flow, body).json().get("dataNo");
        String file = "attachments/" + api().attachments(flow, no).get(0).get("id");
        Api reader = new Api(base(), user, user);
        set("USER_DOWNLOADS", 1);

        try (Socket slow = fetching(file, client)) {
            assertThat(slow.isClosed()).isFalse();
            Answer second = reader.get(file);
            assertThat(second.http()).isEqualTo(429);
            assertThat(second.problems()).containsExactly("too_many_downloads");
            assertThat(reader.get("flows/" + flow + "/tickets/export?format=csv")
                            .problems())
                    .containsExactly("too_many_downloads");
            assertThat(reader.get("flows/" + flow + "/tickets").http())
                    .as("a list")
                    .isEqualTo(200);
            assertThat(api().get(file).http()).as("somebody else").isEqualTo(200);
        }

        Eventually.get(() -> reader.get(file), answer -> answer.http() == 200);
        assertThat(reader.get("flows/" + flow + "/tickets/export?format=csv").http())
                .isEqualTo(200);
    }

    /** A download that has begun, and of which no more is taken. */
    private static Socket fetching(String file, QuickClient client) throws IOException {
        Socket slow = new Socket(base().getHost(), base().getPort());
        slow.getOutputStream()
                .write(Text.utf8("GET /api/v1/" + file + " HTTP/1.1\r\nHost: kaidan\r\nAuthorization: Bearer "
                        + client.code() + "\r\n\r\n"));
        assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200");
        return slow;
    }

    @Test
    void a_body_has_so_many_bytes() {
        String flow = api().deployed(oneTask(text("title")));
        set("BODY_BYTES", 2_000);

        assertThat(admin().edit(flow, QuickClient.JSON, padded(admin().createBody(Map.of("title", "x")), 2_000))
                        .status())
                .isEqualTo("200");
        assertThat(admin().edit(flow, QuickClient.JSON, padded(admin().createBody(Map.of("title", "x")), 2_001))
                        .problems())
                .containsExactly("too_large");
        assertThat(rest(flow, padded(Map.of("values", Map.of("title", "x")), 2_000))
                        .http())
                .isEqualTo(201);
        Answer tooLarge = rest(flow, padded(Map.of("values", Map.of("title", "x")), 2_001));
        assertThat(tooLarge.http()).isEqualTo(413);
        assertThat(tooLarge.problems()).containsExactly("too_large");
        assertThat(api().open(flow)).isEqualTo(2);
    }

    @Test
    void a_file_and_a_request_have_so_many_bytes_and_a_request_so_many_files() {
        String flow = api().deployed(oneTask(text("title")).property("attachments", "true"));
        set("FILE_BYTES", 1_000);
        assertUploads(flow, 201, 1_000);
        assertUploads(flow, 413, 1_001);

        set("FILES", 2);
        assertUploads(flow, 201, 1, 1);
        assertUploads(flow, 413, 1, 1, 1);

        set("REQUEST_BYTES", 2_000);
        assertUploads(flow, 201, 300, 300);
        assertUploads(flow, 413, 1_000, 1_000);
        assertThat(api().open(flow))
                .as("by both APIs, and nothing of what was refused")
                .isEqualTo(6);
    }

    private static void assertUploads(String flow, int expected, int... sizes) {
        MultipartBody rest = new MultipartBody("b").member("values", "{\"title\": \"x\"}");
        MultipartBody quick = MultipartBody.of(admin().createBody(Map.of("title", "x")));
        for (int size : sizes) {
            String file = "Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"";
            rest.part(file, new byte[size]);
            quick.part(file, new byte[size]);
        }

        Answer byRest = admin().rest(flow, rest);
        Answer byQuick = admin().edit(flow, quick);

        assertThat(byRest.http()).as("%s", byRest).isEqualTo(expected);
        if (expected == 201) {
            assertThat(byQuick.status()).as("%s", byQuick).isEqualTo("200");
        } else {
            assertThat(byRest.problems()).containsExactly("too_large");
            assertThat(byQuick.problems()).containsExactly("too_large");
        }
    }

    private static Answer rest(String flow, byte[] body) {
        return api().postText("flows/" + flow + "/tickets", new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] padded(Map<String, ?> body, int bytes) {
        String json = Text.json(body);
        return Text.utf8(json + " ".repeat(bytes - Text.utf8(json).length));
    }

    @Test
    void a_ticket_holds_so_many_values_and_bytes_of_them() {
        String flow = api().deployed(oneTask(text("a"), text("b"), text("c")));
        set("TICKET_VALUES", 2);

        String no = admin().open(flow, Map.of("a", "x", "b", "y"));
        assertThat(admin().create(flow, Map.of("a", "x", "b", "y", "c", "z")).problems())
                .containsExactly("too_large");
        String stop = admin().stop(flow, no);
        assertThat(admin().push(flow, stop, Map.of("c", "z")).problems()).containsExactly("too_large");
        Answer corrected = api().post(
                        "flows/" + flow + "/tickets/" + no + "/values",
                        Map.of("values", Map.of("c", "z"), "reason", "x"));
        assertThat(corrected.http()).isEqualTo(413);
        assertThat(api().values(flow, no)).isEqualTo(Map.of("a", "x", "b", "y"));
        assertThat(admin().push(flow, stop, Map.of("a", "w")).status()).isEqualTo("200");

        set("TICKET_VALUES", 100);
        set("TICKET_BYTES", 1_024);
        String fits = "x".repeat(1_024 - "{\"a\":\"\"}".length());
        assertThat(admin().create(flow, Map.of("a", fits)).status()).isEqualTo("200");
        assertThat(admin().create(flow, Map.of("a", fits + "x")).problems()).containsExactly("too_large");
        assertThat(api().open(flow)).isEqualTo(1);
    }

    @Test
    void a_transition_opens_so_many_tickets_by_calls() {
        String room = api().deployed(oneTask(text("room")));
        FlowBuilder house =
                start(text("title")).raw("""
                        <bpmn:callActivity id="rooms" name="各室"><bpmn:extensionElements>
                        <zeebe:calledElement processId="%s" propagateAllParentVariables="false"/>
                        </bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
                        <zeebe:loopCharacteristics inputCollection="=[1, 2, 3]" inputElement="room"/>
                        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>
                        """.formatted(room)).to("rooms").end("end");
        String flow = api().deployed(house);

        set("CALL_LIMIT", 3);
        String three = admin().open(flow, Map.of("title", "x"));
        assertThat(api().incidents(flow, three)).isEmpty();
        assertThat(api().open(room)).isEqualTo(3);

        set("CALL_LIMIT", 2);
        String two = admin().open(flow, Map.of("title", "x"));
        assertThat(api().incidents(flow, two))
                .singleElement()
                .asString()
                .contains("Expected one transition to open at most 2 tickets by calls but it opens more.");
        assertThat(api().open(room)).isEqualTo(5);
    }

    @Test
    void tickets_call_one_another_so_deep() {
        FlowBuilder endless = start(text("title"));
        String flow = api().deployed(endless.call("again", endless.apiPath()).end("end"));
        set("CALL_DEPTH", 3);

        admin().open(flow, Map.of("title", "x"));

        assertThat(api().open(flow)).isEqualTo(4);
        assertThat(api().incidents(flow, "4")).singleElement().asString().contains("at most 3 deep");
        assertThat(api().incidents(flow, "3")).isEmpty();
    }

    private String permitted() {
        String flow = api().deployed(oneTask(text("title")).property("attachments", "true"));
        api().role(user, flow, "view", "add");
        api().user(user, List.of(), List.of(user));
        return flow;
    }

    private static Answer session(QuickClient client, String language) {
        return Http.send(
                "GET",
                base().resolve("/api/v1/session"),
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + client.code(),
                "Accept-Language",
                language);
    }
}
