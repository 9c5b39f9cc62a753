package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.area;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.glassfish.jersey.media.multipart.FormDataMultiPart;
import org.glassfish.jersey.media.multipart.MultiPartFeature;
import org.glassfish.jersey.media.multipart.file.StreamDataBodyPart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2: the same members from whichever body arrives, byte for byte as its sender writes it. */
class BodyKindsIT extends BlackBox {

    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final Map<String, Object> VALUES =
            Map.of("title", "印表機 100% 卡紙 + \"急\" & <b>🎫</b>", "text", "第一行\n第二行\\", "n", "3.5");

    private static String flow;

    @BeforeAll
    static void deploy() {
        flow = api().deployed(oneTask(text("title"), area("text"), number("n")));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=UTF-8",
                "text/plain",
                "application/octet-stream",
                "nonsense"
            })
    void json_is_read_whatever_its_content_type_says(String type) {
        arrived(admin().edit(flow, type, Text.utf8(Text.json(admin().createBody(VALUES)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\r\n\t", "\uFEFF"})
    void json_may_begin_with_white_space_or_a_byte_order_mark(String before) {
        arrived(admin().edit(flow, URLENCODED, Text.utf8(before + Text.json(admin().createBody(VALUES)))));
    }

    @Test
    void json_with_escapes_as_python_writes_it_is_the_same() {
        String ascii = Text.json(admin().createBody(VALUES))
                .codePoints()
                .mapToObj(c -> c < 128 ? Character.toString(c) : escaped(c))
                .collect(Collectors.joining());

        arrived(admin().edit(flow, null, Text.utf8(ascii)));
    }

    @Test
    void json_may_come_in_chunks_without_a_length() {
        byte[] body = Text.utf8(Text.json(admin().createBody(VALUES)));

        arrived(Http.send(
                "POST",
                admin().editUri(flow),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Content-Type",
                URLENCODED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "%20"})
    void urlencoded_members_are_read(String space) {
        String body = members().entrySet().stream()
                .map(m -> m.getKey() + "="
                        + URLEncoder.encode(m.getValue(), StandardCharsets.UTF_8)
                                .replace("+", space))
                .collect(Collectors.joining("&"));

        arrived(admin().edit(flow, URLENCODED, Text.utf8(body)));
    }

    /** How each client separates its parts. */
    private enum Boundary {
        REQUESTS("d9c1f3a0b7e2485c9a6f1e0d3c2b4a59"),
        CURL("------------------------7f3a9c0d1e2b4f56"),
        BROWSER("----WebKitFormBoundary7MA4YWxkTrZu0gW"),
        FIREFOX("---------------------------9051914041544843365972754266"),
        POWERSHELL("5f2b6a7c-18d4-4e3b-9c0f-2a1d3e4b5c6d");

        final String text;

        Boundary(String text) {
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource
    void multipart_members_are_read(Boundary boundary) {
        MultipartBody body = new MultipartBody(boundary.text);
        members().forEach(body::member);

        arrived(admin().edit(flow, body));
    }

    @Test
    void multipart_members_may_have_a_type_and_a_quoted_boundary() {
        MultipartBody body = new MultipartBody("quoted");
        members()
                .forEach((name, value) -> body.part(
                        "Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=" + name,
                        Text.utf8(value)));

        arrived(admin().edit(flow, "multipart/form-data; boundary=\"quoted\"", body.bytes()));
    }

    @Test
    void files_without_a_type_of_their_own_arrive_as_they_are() {
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        MultipartBody body = new MultipartBody("files");
        members().forEach(body::member);
        body.part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", bytes);
        body.part("Content-Disposition: form-data; name=\"files\"; filename=\"empty.txt\"", new byte[0]);

        String no = arrived(admin().edit(flow, body));

        assertThat(api().attachments(flow, no)).extracting(a -> a.get("name")).containsExactly("a.bin", "empty.txt");
        Object id = api().attachments(flow, no).get(0).get("id");
        assertThat(api().get("attachments/" + id).bytes()).isEqualTo(bytes);
    }

    @Test
    void a_java_client_sends_two_files() {
        try (Client client = ClientBuilder.newBuilder()
                        .register(MultiPartFeature.class)
                        .build();
                FormDataMultiPart form = new FormDataMultiPart()) {
            members().forEach(form::field);
            form.bodyPart(new StreamDataBodyPart(
                    "files", new ByteArrayInputStream(Text.utf8("一")), "one.txt", MediaType.TEXT_PLAIN_TYPE));
            form.bodyPart(new StreamDataBodyPart("files", new ByteArrayInputStream(Text.utf8("二")), "two.bin"));

            String answer = client.target(admin().editUri(flow))
                    .request(MediaType.APPLICATION_JSON)
                    .post(Entity.entity(form, form.getMediaType()), String.class);

            String no = "" + Answer.object(Text.parse(answer)).get("result");
            assertThat(api().values(flow, no)).containsEntry("title", VALUES.get("title"));
            assertThat(api().attachments(flow, no))
                    .extracting(a -> a.get("name"))
                    .containsExactly("one.txt", "two.bin");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "[1, 2]", "{\"security\": ", "{} {}", "\"text\"", "null", "<xml/>"})
    void a_body_that_is_none_of_these_is_a_clear_error(String body) {
        Answer answer = admin().edit(flow, QuickClient.JSON, Text.utf8(body));

        clear(answer, "body");
    }

    @Test
    void a_body_that_nests_too_deep_is_a_clear_error() {
        String deep = "{\"formdata\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        clear(admin().edit(flow, QuickClient.JSON, Text.utf8(deep)), "body");
    }

    @Test
    void a_body_that_is_no_utf8_is_a_clear_error() {
        byte[] big5 = {'{', '"', 'a', '"', ':', '"', (byte) 0xB6, (byte) 0x7D, '"', '}'};

        clear(admin().edit(flow, QuickClient.JSON, big5), "body");
    }

    @Test
    void a_multipart_body_that_ends_too_early_is_a_clear_error() {
        MultipartBody body = new MultipartBody("cut");
        members().forEach(body::member);
        byte[] whole = body.bytes();

        clear(admin().edit(flow, body.type(), Arrays.copyOf(whole, whole.length - 40)), "body");
        clear(admin().edit(flow, "multipart/form-data", whole), "body");
    }

    @Test
    void a_body_that_is_too_large_is_a_clear_error() {
        String large = Text.json(admin().createBody(Map.of("text", "大".repeat(4_000_000))));

        clear(admin().edit(flow, QuickClient.JSON, Text.utf8(large)), "too_large");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_500_000_000L, 3_000_000_000L})
    void a_body_that_announces_too_much_is_answered_at_once(long length) throws IOException {
        for (String type : List.of(QuickClient.JSON, "multipart/form-data; boundary=x")) {
            try (Socket socket = new Socket(base().getHost(), base().getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(Text.utf8("POST " + admin().editUri(flow).getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                                + "Content-Type: " + type + "\r\nContent-Length: " + length + "\r\n\r\n{"));
                Reader answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
                StringBuilder read = new StringBuilder();
                while (read.indexOf("]}") < 0) { // the server keeps the connection, so the answer has no other end
                    int character = answer.read();
                    assertThat(character).as("%s", read).isNotNegative();
                    read.append((char) character);
                }

                assertThat(read.toString()).startsWith("HTTP/1.1 200").contains("開單失敗。", "\"too_large\"");
            }
        }
    }

    @Test
    void what_cannot_be_read_in_a_push_is_a_failed_push() {
        Map<String, Object> members = admin().pushBody("1");
        members.put("formdata", "not json");
        MultipartBody cut = MultipartBody.of(admin().pushBody("1"));
        byte[] whole = cut.bytes();

        clear(admin().edit(flow, QuickClient.JSON, Text.utf8(Text.json(members))), "推單失敗。", "body");
        clear(admin().edit(flow, MultipartBody.of(members)), "推單失敗。", "body");
        clear(admin().edit(flow, cut.type(), Arrays.copyOf(whole, whole.length - 40)), "推單失敗。", "body");
    }

    private static void clear(Answer answer, String code) {
        clear(answer, "開單失敗。", code);
    }

    private static void clear(Answer answer, String message, String code) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.problems()).containsExactly(code);
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "io.kaidan", "com.fasterxml");
    }

    /** The members of a create as text, formdata as JSON text. */
    private static Map<String, String> members() {
        return admin().createBody(VALUES).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        m -> m.getKey().equals("formdata") ? Text.json(m.getValue()) : "" + m.getValue()));
    }

    private static String arrived(Answer answer) {
        String no = QuickClient.numberOf(answer);
        assertThat(api().values(flow, no))
                .containsEntry("title", VALUES.get("title"))
                .containsEntry("text", VALUES.get("text"))
                .containsEntry("n", 3.5);
        return no;
    }

    private static String escaped(int codePoint) {
        return Character.toString(codePoint)
                .chars()
                .mapToObj(unit -> String.format("\\u%04x", unit))
                .collect(Collectors.joining());
    }
}
