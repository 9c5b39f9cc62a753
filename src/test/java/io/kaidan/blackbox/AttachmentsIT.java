package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of a ticket: up, down, and gone when the call fails. */
class AttachmentsIT extends BlackBox {

    @Test
    void a_file_of_a_field_bears_the_fields_id() throws Exception {
        String flow = api().deployed(oneTask(text("title"), file("proof").required()));
        byte[] bytes = Text.utf8("證明內容");
        Map<String, Object> members = admin().createBody(Map.of("title", "x"));
        members.put("files_item", "[\"proof\"]");
        MultipartBody body = MultipartBody.of(members)
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"附件.txt\"", Text.utf8("附件"))
                .part(
                        "Content-Disposition: form-data; name=\"proof\"; filename=\"證明.pdf\"\r\n"
                                + "Content-Type: application/pdf",
                        bytes);

        String no = QuickClient.numberOf(admin().edit(flow, body));

        List<Map<String, Object>> files = api().attachments(flow, no);
        assertThat(files).hasSize(2);
        assertThat(files.get(0)).containsEntry("name", "附件.txt").containsEntry("field", null);
        assertThat(files.get(1))
                .containsEntry("name", "證明.pdf")
                .containsEntry("field", "proof")
                .containsEntry("size", bytes.length)
                .containsEntry("contentType", "application/pdf")
                .containsEntry(
                        "sha256",
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    @Test
    void a_required_file_that_is_missing_is_a_cause() {
        String flow = api().deployed(oneTask(text("title"), file("proof").required()));

        assertThat(admin().create(flow, Map.of("title", "x")).problems()).containsExactly("proof:required");
    }

    @Test
    void a_file_comes_down_under_its_name_and_is_never_shown_by_the_browser() {
        String id = upload("工單 \"甲\"🎫.html", Text.utf8("<script>alert(1)</script>"));

        Answer answer = api().get("attachments/" + id);

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("<script>alert(1)</script>");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        String disposition = answer.header("Content-Disposition");
        assertThat(disposition).startsWith("attachment");
        String name = disposition.substring(disposition.indexOf("filename*=UTF-8''") + "filename*=UTF-8''".length());
        assertThat(URLDecoder.decode(name.split(";")[0], StandardCharsets.UTF_8))
                .isEqualTo("工單 \"甲\"🎫.html");
    }

    @Test
    void a_range_of_a_file_is_given() {
        byte[] bytes = new byte[300_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i / 7);
        }
        String id = upload("big.bin", bytes);

        Answer middle = range(id, "bytes=1000-250000");
        Answer tail = range(id, "bytes=-10");
        Answer beyond = range(id, "bytes=400000-");

        assertThat(middle.http()).isEqualTo(206);
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 1000-250000/300000");
        assertThat(middle.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 1000, 250_001));
        assertThat(tail.http()).isEqualTo(206);
        assertThat(tail.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 299_990, 300_000));
        assertThat(beyond.http()).isEqualTo(416);
    }

    @Test
    void nobody_but_who_may_see_the_ticket_gets_its_files() {
        String id = upload("秘密.txt", Text.utf8("秘密"));
        api().user("curious", List.of(), List.of());

        assertThat(new Api(base(), "curious", "curious")
                        .get("attachments/" + id)
                        .http())
                .isIn(403, 404);
        assertThat(api().get("attachments/999999999").http()).isEqualTo(404);
    }

    @Test
    void an_upload_that_is_cut_leaves_nothing() throws IOException {
        String flow = api().deployed(oneTask(text("title")));
        long before = count("select count(*) from attachment");
        byte[] body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", new byte[4_000_000])
                .bytes();

        try (Socket socket = new Socket(base().getHost(), base().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(Text.utf8("POST " + admin().editUri(flow).getPath() + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: " + MultipartBody.of(Map.of()).type() + "\r\nContent-Length: "
                    + body.length + "\r\n\r\n"));
            out.write(body, 0, body.length / 2);
            out.flush();
            socket.setSoLinger(true, 0); // close with a reset, as a cut does
        }

        String no = admin().open(flow, Map.of("title", "下一張"));
        assertThat(api().attachments(flow, no)).isEmpty();
        assertThat(Eventually.get(
                        () -> count("select count(*) from pg_stat_activity where state like 'idle in transaction%'"),
                        waiting -> waiting == 0))
                .isZero();
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(count("select count(*) from attachment")).isEqualTo(before);
    }

    private static String upload(String name, byte[] bytes) {
        String flow = api().deployed(oneTask(text("title")));
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part(
                        "Content-Disposition: form-data; name=\"files\"; filename=\"" + name.replace("\"", "%22")
                                + "\"",
                        bytes);
        String no = QuickClient.numberOf(admin().edit(flow, body));
        return "" + api().attachments(flow, no).get(0).get("id");
    }

    private static Answer range(String id, String range) {
        return Http.send(
                "GET",
                base().resolve("/api/v1/attachments/" + id),
                BodyPublishers.noBody(),
                "Authorization",
                "Bearer " + admin().code(),
                "Range",
                range);
    }
}
