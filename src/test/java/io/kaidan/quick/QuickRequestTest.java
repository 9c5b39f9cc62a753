package io.kaidan.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.kaidan.file.Limits;
import io.kaidan.file.Sent;
import io.kaidan.file.Upload;
import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenUploads;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickRequestTest {

    private static final Limits LIMITS = new Limits(10_000, 10_000, 100_000, 5);
    private static final String FORM = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "application/json",
                "application/json; charset=big5",
                "text/plain",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "nonsense"
            })
    void a_json_object_counts_as_such_whatever_its_content_type_says(String contentType) throws IOException {
        String json = " \r\n\t{\"security\": \"abc\", \"omflow_restapi\": 1, \"action\": \"create\","
                + " \"formdata\": [{\"id\": \"標題\", \"value\": \"火🔥\", \"type\": \"text\"}, {\"id\": \"b\", \"value\": null}]}";
        try (QuickRequest request = read(contentType, json)) {
            assertThat(request.text("security")).isEqualTo("abc");
            assertThat(request.says("omflow_restapi")).isTrue();
            assertThat(request.entry().values()).containsExactly(entry("標題", "火🔥"), entry("b", null));
            assertThat(request.entry().uploads()).isEmpty();
            assertThat(request.entry().problems()).isEmpty();
        }
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_body() throws IOException {
        assertThat(read(null, "\uFEFF{\"a\":1}").members()).containsExactly(entry("a", 1));
        assertThat(read(FORM, "\uFEFFa=1").members()).containsExactly(entry("a", "1"));
        assertThat(read("multipart/form-data", "\uFEFF {\"a\":1}").members()).containsExactly(entry("a", 1));
    }

    @Test
    void formdata_may_be_a_list_or_the_text_of_one() throws IOException {
        assertThat(read(null, "{\"formdata\":[{\"id\":\"n\",\"value\":1.50}]}")
                        .entry()
                        .values())
                .containsExactly(entry("n", new BigDecimal("1.50")));
        assertThat(read(null, "{\"formdata\":\"[{\\\"id\\\":\\\"n\\\",\\\"value\\\":[\\\"a\\\"]}]\"}")
                        .entry()
                        .values())
                .containsExactly(entry("n", List.of("a")));
        assertThat(read(null, "{}").entry().values()).isEmpty();
    }

    @Test
    void a_urlencoded_form_as_python_and_powershell_send_it() throws IOException {
        String body = "security=abc&omflow_restapi=1&action=create&note=&plus=a%2Bb+c&raw=中文&flag"
                + "&formdata=%5B%7B%22id%22%3A+%22FORMITM_2%22%2C+%22value%22%3A+%22%E4%B8%AD%22%7D%5D";
        for (String type : new String[] {FORM, "Application/X-WWW-Form-Urlencoded; charset=utf-8", null}) {
            try (QuickRequest request = read(type, body)) {
                assertThat(request.entry().values()).containsExactly(entry("FORMITM_2", "中"));
                assertThat(request.text("plus")).isEqualTo("a+b c");
                assertThat(request.text("raw")).isEqualTo("中文");
                assertThat(request.text("note")).isNull();
                assertThat(request.members()).containsEntry("flag", "");
                assertThat(request.says("omflow_restapi")).isTrue();
            }
        }
    }

    @Test
    void multipart_brings_files_of_the_ticket_and_of_its_fields() throws IOException {
        byte[] body = new Sent()
                .text("security", "abc")
                .text("omflow_restapi", "1")
                .text("formdata", "[{\"id\":\"a\",\"value\":\"1\"}]")
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"事故.txt\"", "one")
                .part("Content-Disposition: form-data; name=\"files\"; filename*=utf-8''%F0%9F%94%A5.txt", "two")
                .part(
                        "Content-Disposition: form-data; name=\"FORMITM_3\"; filename=\"c.txt\"\r\nContent-Type: text/plain",
                        "three")
                .text("files_item", "[\"FORMITM_3\"]")
                .end();
        try (QuickRequest request = read(Sent.TYPE, body)) {
            assertThat(request.entry().values()).containsExactly(entry("a", "1"));
            assertThat(request.entry().uploads())
                    .extracting(Upload::field, Upload::name, Upload::contentType, Upload::size)
                    .containsExactly(
                            tuple(null, "事故.txt", "application/octet-stream", 3L),
                            tuple(null, "🔥.txt", "application/octet-stream", 3L),
                            tuple("FORMITM_3", "c.txt", "text/plain", 5L));
            assertThat(Sent.bytes(request.entry().uploads().get(2))).asString().isEqualTo("three");
            assertThat(request.entry().problems()).isEmpty();
        }
    }

    @Test
    void what_is_wrong_with_parts_and_items_is_told_all_at_once() throws IOException {
        byte[] body = new Sent()
                .part("Content-Disposition: form-data; name=\"other\"; filename=\"a.txt\"", "x")
                .text("files", "a file without a name")
                .text("formdata", "[{\"id\":\"a\",\"value\":1},{\"id\":\"a\",\"value\":2},{\"id\":\"a\"}]")
                .end();
        try (QuickRequest request = read(Sent.TYPE, body)) {
            assertThat(request.entry().problems())
                    .extracting(Problem::field, Problem::code)
                    .containsExactly(
                            tuple("a", "duplicate"), tuple("other", "unknown_field"), tuple("files", "file_name"));
        }
    }

    @Test
    void the_security_code_is_checked_before_files_are_taken() {
        List<String> checked = new ArrayList<>();
        byte[] begun =
                new Sent().text("security", "wrong").raw("--" + Sent.BOUNDARY).sofar();
        assertThatThrownBy(
                        () -> QuickRequest.read(Sent.TYPE, -1, new ByteArrayInputStream(begun), LIMITS, gate(code -> {
                            checked.add(code);
                            throw Refused.because("forbidden");
                        })))
                .hasMessage("You lack the permission for this.");
        assertThat(checked).containsExactly("wrong");
    }

    @Test
    void strangers_bring_few_bytes_of_files_to_the_disk() throws IOException {
        Caller known = new Caller(1, "mei", Set.of(), false, Map.of(), 1);
        String file = "Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"";
        byte[] half = new byte[6_000];
        byte[] late = new Sent()
                .part(file, half)
                .part(file, half)
                .text("security", "abc")
                .end();
        byte[] early = new Sent()
                .text("security", "abc")
                .part(file, half)
                .part(file, half)
                .end();

        assertThatThrownBy(() -> read(late, known)).hasMessage("The security code is missing.");
        assertThat(read(early, known).entry().uploads()).hasSize(2);
    }

    @Test
    void an_item_without_a_value_sends_none() throws IOException {
        QuickRequest request = read(null, "{\"formdata\": [{\"id\": \"a\"}, {\"id\": \"b\", \"value\": null}]}");

        assertThat(request.entry().values()).containsExactly(entry("a", Entry.UNSENT), entry("b", null));
    }

    @Test
    void what_a_call_fills_in_is_not_looked_at_before_somebody_asks() throws IOException {
        QuickRequest request = read(null, "{\"action\":\"update\",\"formdata\":\"not json\"}");

        assertThat(request.text("action")).isEqualTo("update");
        assertThatThrownBy(request::entry).hasMessageContaining("\"formdata\" is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\"", "true", "\"true\"", "2", "\"yes\""})
    void yes_is_what_clients_mean_by_it(String value) throws IOException {
        assertThat(read(null, "{\"omflow_restapi\":" + value + "}").says("omflow_restapi"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "false", "\"False\"", "\"\"", "null", "[]", "{}"})
    void no_is_everything_else(String value) throws IOException {
        assertThat(read(null, "{\"omflow_restapi\":" + value + "}").says("omflow_restapi"))
                .isFalse();
    }

    @Test
    void an_empty_body_has_no_members() throws IOException {
        assertThat(read(null, "").members()).isEmpty();
        assertThat(read("application/json", "  ").members()).isEmpty();
        assertThat(read(FORM, "").says("omflow_restapi")).isFalse();
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_reason() {
        Map<String, String> reasons = Map.ofEntries(
                entry("{\"a\":", "is not JSON"),
                entry("{\"a\":1} x", "is not JSON"),
                entry("{\"a\":1,\"a\":2}", "is not JSON"),
                entry("[1]", "no JSON object"),
                entry("\"text\"", "no JSON object"),
                entry("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}", "nests too deep"),
                entry("{\"formdata\":\"" + "[".repeat(200) + "\"}", "nests too deep"),
                entry("{\"a\":\"\\u0000\"}", "cannot be kept"),
                entry("{\"formdata\":[{\"id\":\"a\",\"value\":{\"\\ud83d\":1}}]}", "cannot be kept"),
                entry("{\"formdata\":\"[{\"}", "\"formdata\" is not JSON"),
                entry("{\"formdata\":{}}", "\"formdata\" is no list"),
                entry("{\"formdata\":7}", "\"formdata\" is no list"),
                entry("{\"formdata\":[1]}", "objects with an id"),
                entry("{\"formdata\":[{\"value\":1}]}", "objects with an id"),
                entry("{\"formdata\":[{\"id\":5}]}", "objects with an id"),
                entry("{\"files_item\":[1]}", "keys of fields"),
                entry("{\"files_item\":\"FORMITM_3\"}", "\"files_item\" is not JSON"),
                entry("a=%4", "broken percent-escape"),
                entry("a=%zz", "broken percent-escape"),
                entry("a=%E4%B8", "not UTF-8"),
                entry("a=%00", "cannot be kept"),
                entry("a=1&a=2", "\"a\" comes twice"));
        reasons.forEach(
                (body, reason) -> assertThatThrownBy(() -> read(FORM, body).entry(), body)
                        .hasMessageContaining(reason)
                        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("body"))
                                .isTrue()));
        assertRefused("application/json", "hello".getBytes(StandardCharsets.UTF_8), "body", "is not JSON");
        assertRefused(null, new byte[] {'{', '"', (byte) 0xA8, '"', ':', '1', '}'}, "body", "not UTF-8");
        assertRefused("multipart/form-data", "--x".getBytes(StandardCharsets.UTF_8), "body", "no boundary");
    }

    @Test
    void too_much_is_refused() {
        assertRefused(null, new byte[10_001], "too_large", "10000 B besides the files");
        assertRefused(FORM, ("a=" + thousandMembers()).getBytes(StandardCharsets.UTF_8), "too_large", "1000 texts");
        assertThatThrownBy(() ->
                        QuickRequest.read(null, 10_001, InputStream.nullInputStream(), LIMITS, gate(code -> null)))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("too_large"))
                        .isTrue());
    }

    @Test
    void reasons_are_told_in_the_readers_language() {
        assertThatThrownBy(() -> read(null, "[]")).isInstanceOfSatisfying(Refused.class, refused -> {
            Problem problem = refused.problems().get(0);
            assertThat(problem.message(Messages.HANT)).isEqualTo("無法讀取請求內容：應為 JSON 物件，但不是。");
            assertThat(problem.message(Messages.HANS)).isEqualTo("无法读取请求内容：应为 JSON 对象，但不是。");
            assertThat(problem.message(Messages.JAPANESE)).contains("JSON オブジェクト");
        });
    }

    private static String thousandMembers() {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            form.append('&').append(i).append("=");
        }
        return form.toString();
    }

    private static QuickRequest read(String contentType, String body) throws IOException {
        return read(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    private static QuickRequest read(byte[] multipart, Caller sender) throws IOException {
        return QuickRequest.read(Sent.TYPE, -1, new ByteArrayInputStream(multipart), LIMITS, gate(code -> sender));
    }

    private static Gate gate(Function<String, Caller> callerByCode) {
        return new Gate(callerByCode, callerByCode, new OpenUploads(), 10_000, files -> {});
    }

    private static QuickRequest read(String contentType, byte[] body) throws IOException {
        return QuickRequest.read(contentType, body.length, Sent.trickle(body), LIMITS, gate(any -> null));
    }

    private static void assertRefused(String contentType, byte[] body, String code, String reason) {
        assertThatThrownBy(() ->
                        QuickRequest.read(contentType, -1, new ByteArrayInputStream(body), LIMITS, gate(any -> null)))
                .hasMessageContaining(reason)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.has(code)).isTrue());
    }
}
