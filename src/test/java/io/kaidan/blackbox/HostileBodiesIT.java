package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies and queries that no honest client sends, to every endpoint there is: a refusal that a client can read, soon. */
class HostileBodiesIT extends BlackBox {

    private static final String PARTS = "multipart/form-data; boundary=b";
    private static final int MEGABYTE = 1_000_000;

    /** All harm is done where somebody might send much; the others read their bodies in the same way, and get a part. */
    private static final int GREAT = 9_000;

    private static final String MEMBERS = "members ";

    private static final List<String> MEANT_FOR_MUCH =
            List.of("/edit/{apiPath}", "/applications", "/{apiPath}/tickets", "/push", "/session", "/drafts");

    private static String flow;
    private static String ticket;
    private static String stop;

    /** One way to write. */
    record Call(String method, String path) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Something to send there. */
    record Harm(String name, String type, byte[] body, String... headers) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void a_ticket_that_waits() {
        flow = api().deployed(oneTask(text("t").header("title")));
        ticket = admin().open(flow, Map.of("t", "a"));
        stop = admin().stop(flow, ticket);
    }

    @AfterEach
    void an_ordinary_ticket_is_opened_as_before() {
        admin().open(flow, Map.of("t", "ordinary"));
    }

    private static Map<String, PathItem> paths() throws IOException {
        return new OpenAPIV3Parser()
                .readContents(Files.readString(Path.of("src/main/webapp/openapi.yaml")), null, null)
                .getOpenAPI()
                .getPaths();
    }

    static Stream<Call> writing() throws IOException {
        List<Call> calls = new ArrayList<>();
        paths().forEach((path, item) -> item.readOperationsMap().keySet().forEach(method -> {
            if (!List.of("GET", "HEAD", "DELETE").contains(method.name())) {
                calls.add(new Call(method.name(), path));
            }
        }));
        return calls.stream();
    }

    private static List<Harm> harms() {
        String json = "application/json";
        String gate = "{\"security\":\"" + admin().code() + "\",\"omflow_restapi\":1,\"action\":\"create\",";
        List<Harm> harms = new ArrayList<>();
        texts().forEach((name, body) -> harms.add(new Harm(name, json, Text.utf8(body))));
        members().forEach((name, members) -> harms.add(new Harm(name, json, Text.utf8(gate + members + "}"))));
        byte[] plain = Text.utf8(gate + "\"name\":\"é\"}");
        harms.add(new Harm(
                "utf-16",
                json + "; charset=utf-16",
                new String(plain, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16)));
        harms.add(new Harm("latin-1", json, "{\"name\":\"\u00e9\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)));
        harms.add(new Harm("overlong", json, "{\"name\":\"\u00c0\u00ae\"}".getBytes(StandardCharsets.ISO_8859_1)));
        harms.add(new Harm("not what it says it is", "text/plain; charset=nonsense", plain));
        harms.add(new Harm(
                "xml",
                "application/xml",
                Text.utf8("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + "<a>&e;</a>")));
        harms.add(new Harm("a bomb", json, gzip(50 * MEGABYTE), "Content-Encoding", "gzip"));
        harms.add(new Harm("a form", "application/x-www-form-urlencoded", Text.utf8("a=%00&%zz=&=&&&b=%ff")));
        harms.add(new Harm("many members", "application/x-www-form-urlencoded", Text.utf8("a=b&".repeat(250_000))));
        harms.add(new Harm("parts without boundary", "multipart/form-data", Text.utf8("--b\r\n")));
        harms.add(new Harm("parts cut off", PARTS, Text.utf8("--b\r\nContent-Disposition: form-data; name=\"a\"")));
        harms.add(new Harm(
                "ten thousand parts", PARTS, parts("--b\r\nContent-Disposition: form-data; name=\"%d\"\r\n\r\n\r\n")));
        harms.add(new Harm(
                "ten thousand files",
                PARTS,
                parts("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%d\"\r\n\r\nx\r\n")));
        harms.add(new Harm(
                "a header of 100 kB", PARTS, Text.utf8("--b\r\nX: " + "a".repeat(100_000) + "\r\n\r\n\r\n--b--")));
        harms.add(new Harm(
                "no zip",
                PARTS,
                Text.utf8("--b\r\nContent-Disposition: form-data; name=\"package\";"
                        + " filename=\"a\r\n\u0000.zip\"\r\n\r\nPK\u0003\u0004nonsense\r\n--b--\r\n")));
        return harms;
    }

    private static Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("nothing", "");
        texts.put("null", "null");
        texts.put("a list", "[]");
        texts.put("a text", "\"x\"");
        texts.put("cut off", "{\"name\":\"");
        texts.put("two", "{} {}");
        texts.put("nested lists", "[".repeat(10_000));
        texts.put("nested objects", "{\"a\":".repeat(10_000));
        texts.put("a name of 1 MB", "{\"" + "a".repeat(MEGABYTE) + "\":1}");
        texts.put("twice", "{\"name\":\"a\",\"name\":\"b\"}");
        texts.put("a giant", "{\"name\":1" + "0".repeat(MEGABYTE) + "}");
        return texts;
    }

    /** The names are those of all calls: each meets some that mean something to it. */
    private static Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        List<String> names = List.of(
                "name",
                "username",
                "password",
                "displayName",
                "email",
                "groups",
                "roles",
                "active",
                "admin",
                "permissions",
                "values",
                "content",
                "reason",
                "comment",
                "apiPath",
                "every",
                "cron",
                "zone",
                "enabled",
                "type",
                "maxJobs",
                "timeoutSeconds",
                "requestTimeoutSeconds",
                "worker",
                "variables",
                "retries",
                "message",
                "code",
                "correlationKey",
                "messageId",
                "timeToLiveSeconds",
                "files",
                "formdata",
                "files_item",
                "data_no",
                "data_id",
                "quick_action",
                "flow_uuid",
                "search_columns",
                "search_conditions",
                "order_columns",
                "start",
                "limit",
                "user",
                "group",
                "version",
                "from",
                "to",
                "node",
                "columns",
                "set");
        for (String value : List.of(
                "\"a\\u0000b\"",
                "\"\\ud800\"",
                "\"" + "\u202E<img src=x onerror=alert(1)>'\\\"; drop table ticket; --\"",
                "\"" + "x".repeat(20_000) + "\"",
                "-1",
                "1e308",
                "99999999999999999999",
                "0.1",
                "true",
                "null",
                "[]",
                "{}",
                "[null]",
                "[[],{}]",
                "{\"\\u0000\":1}",
                "{\"a\":[\"\\udfff\"]}",
                "[{\"id\":\"\",\"value\":1}]",
                "[{\"id\":\"" + "a".repeat(40_000) + "\",\"value\":\"\\u0000\"}]",
                "[{\"column\":\"a';--\",\"condition\":\"like\",\"value\":\"%\"}]")) {
            List<String> all =
                    names.stream().map(name -> "\"" + name + "\":" + value).toList();
            members.put(MEMBERS + value.substring(0, Math.min(20, value.length())), String.join(",", all));
        }
        members.put(
                "a field of 1 MB",
                "\"formdata\":[{\"id\":\"" + "a".repeat(MEGABYTE) + "\",\"value\":1}],\"values\":{}");
        members.put("a value of 1 MB", "\"values\":{\"t\":\"" + "a".repeat(MEGABYTE + 1) + "\"}");
        return members;
    }

    private static byte[] gzip(int zeros) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[zeros]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] parts(String part) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            parts.append(part.formatted(i));
        }
        return Text.utf8(parts + "--b--\r\n");
    }

    @ParameterizedTest
    @MethodSource("writing")
    void a_body_that_does_harm_is_answered_shortly_and_in_json(Call call) {
        boolean all = MEANT_FOR_MUCH.stream().anyMatch(call.path()::endsWith);
        for (Harm harm : harms()) {
            if (all
                    || harm.body().length < GREAT
                            && (harm.name().contains("\\u") || !harm.name().startsWith(MEMBERS))) {
                Answer answer = send(call.method(), filled(call.path()), harm.type(), harm.body(), harm.headers());
                expectCalm(call + " with " + harm, answer);
            }
        }
    }

    private static String filled(String path) {
        return path.replace("{apiPath}", flow)
                .replace("{dataNo}", ticket)
                .replace("{dataId}", stop)
                .replaceAll("\\{[a-zA-Z]*[iI]d}|\\{key}", "999999999")
                .replaceAll("\\{[^}]*}", "nobody");
    }

    private static Answer send(String method, String path, String type, byte[] body, String... more) {
        List<String> headers = new ArrayList<>(Arrays.asList(
                "Content-Type",
                type,
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD),
                "If-Match",
                "\"1\""));
        headers.addAll(List.of(more));
        return Http.send(
                method,
                URI.create(base() + path.substring(1)),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body),
                headers.toArray(String[]::new));
    }

    private static void expectCalm(String what, Answer answer) {
        assertThat(answer.http()).as("%s: %s", what, answer).isLessThan(500);
        if (answer.http() != 204) {
            assertThat(answer.header("Content-Type")).as("%s: %s", what, answer).contains("json");
            assertThat(answer.bytes().length).as("bytes to %s", what).isLessThan(MEGABYTE);
            assertThat(answer.text()).as(what).doesNotContain("Exception", "\tat ", "errorId", "\"internal\"", "root:");
        }
    }

    static Stream<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        paths().forEach((path, item) -> {
            if (item.getGet() != null && item.getGet().getParameters() != null) {
                item.getGet().getParameters().stream()
                        .filter(parameter -> "query".equals(parameter.getIn()))
                        .forEach(parameter -> queries.add(path + "?" + parameter.getName()));
            }
        });
        return queries.stream();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_that_does_harm_is_answered_shortly_and_in_json(String query) {
        for (String value : List.of(
                "",
                "%_\\",
                "'; drop table ticket; --",
                "\"::jsonb $1 ?1",
                "(a+)+$[",
                "a\u0000b",
                "\uD83D\uDE00 {{ =1+1",
                "-1",
                "99999999999999999999",
                "1e9",
                "2026-13-45",
                "+999999999-12-31T23:59:59Z",
                "AAAA",
                "MSAy",
                "true",
                "a,b,,",
                "a".repeat(5_000),
                "-createdAt")) {
            Answer answer =
                    send("GET", filled(query) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8), null, null);
            if (answer.http() != 200 || !query.contains("/export")) {
                expectCalm(query + "=" + value, answer);
            }
        }
        expectCalm(query, send("GET", filled(query) + "=%ff%fe", null, null));
    }

    /** Each takes forty bytes for every one of its own where somebody keeps it whole; the server has half a gigabyte. */
    @Test
    void great_bodies_of_strangers_at_once_are_refused_one_after_the_other() throws Exception {
        byte[] lists = Text.utf8("{\"a\":[" + "[],".repeat(3_300_000) + "1]}");
        StringBuilder unknown = new StringBuilder("{\"username\":\"a\"");
        for (int i = 0; i < 700_000; i++) {
            unknown.append(",\"a").append(i).append("\":1");
        }
        byte[] members = Text.utf8(unknown + "}");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(() -> send("POST", "/rest/flowmanage/api/omdata/edit/x", "application/json", lists));
            calls.add(() -> Http.send(
                    "POST",
                    base().resolve("/api/v1/session"),
                    BodyPublishers.ofByteArray(members),
                    "Content-Type",
                    "application/json"));
        }
        try (Together strangers = new Together(calls.size())) {
            for (Answer answer : strangers.run(calls)) {
                expectCalm("a great body", answer);
            }
        }
    }
}
