package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are hardly HTTP: the server says no, or hangs up, tells nothing about itself, and goes on as before. */
class HostileWireIT extends BlackBox {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    /** No failure of the server, for all that it begins with a 5: HTTP has no other answer to a version that nobody speaks. */
    private static final int HTTP_VERSION_NOT_SUPPORTED = 505;

    private static String flow;

    @BeforeAll
    static void a_flow() {
        flow = api().deployed(oneTask(text("t")));
    }

    @AfterEach
    void an_ordinary_ticket_is_opened_as_before() {
        admin().open(flow, Map.of("t", "ordinary"));
    }

    /** What stands in the WAR beside the pages is nobody's, whatever the way to it is called. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/WEB-INF%2fweb.xml",
                "/WEB-INF%5cweb.xml",
                "/WEB-INF/web.xml;x=y",
                "/WEB-INF;/web.xml",
                "/WEB-INF./web.xml",
                "/./WEB-INF/web.xml",
                "//WEB-INF/web.xml",
                "/%2e/WEB-INF/web.xml",
                "/assets/../WEB-INF/web.xml",
                "/assets/..%2fWEB-INF/web.xml",
                "/assets/%2e%2e/WEB-INF/web.xml",
                "/assets/..;/WEB-INF/web.xml",
                "/api/v1/..;/..;/WEB-INF/web.xml",
                "/assets/..%252f..%252fWEB-INF/web.xml",
                "/%c0%ae%c0%ae/%c0%ae%c0%ae/WEB-INF/web.xml",
                "/..%c0%af..%c0%afetc/passwd",
                "/../../../../../../etc/passwd",
                "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                "/..\\..\\..\\..\\etc\\passwd",
                "/META-INF/maven/io.kaidan/kaidan/pom.xml",
                "/WEB-INF/classes/META-INF/persistence.xml",
                "/WEB-INF/web.xml%00.html",
                "/index.html%00",
                "/index.html/../WEB-INF/web.xml"
            })
    void no_way_leads_to_what_is_not_a_page(String path) throws IOException {
        for (String accept : List.of("*/*", "text/html")) {
            Wire.Reply reply =
                    Wire.ask(base(), "GET " + path + " HTTP/1.1\r\n" + HOST + "Accept: " + accept + "\r\n\r\n");

            assertThat(reply.status()).as("%s", reply).isLessThan(500);
            expectNothingTold(reply);
            assertThat(reply.body()).doesNotContain("<web-app", "<persistence", "root:", "<project", "modelVersion");
        }
    }

    static Stream<String> requests() {
        String json = "{\"omflow_restapi\":1}";
        String post = "POST /rest/flowmanage/api/omdata/edit/x HTTP/1.1\r\n" + HOST;
        return Stream.of(
                "TRACE / HTTP/1.1\r\n" + HOST + "Cookie: kaidan-session=secret\r\n\r\n",
                "TRACE /api/v1/session HTTP/1.1\r\n" + HOST + "Cookie: kaidan-session=secret\r\n\r\n",
                "TRACK / HTTP/1.1\r\n" + HOST + "\r\n",
                "PROPFIND / HTTP/1.1\r\n" + HOST + "\r\n",
                "FOO /rest/x HTTP/1.1\r\n" + HOST + "\r\n",
                "FOO /api/v1/users HTTP/1.1\r\n" + HOST + "\r\n",
                "PUT /index.html HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\n\r\nx",
                "DELETE /index.html HTTP/1.1\r\n" + HOST + "\r\n",
                "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
                "GET http://example.org/ HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/9.9\r\n" + HOST + "\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: <script>alert(1)</script>\r\nConnection: close\r\nAccept: text/html\r\n\r\n",
                "GET /favicon.ico HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/users?" + "a=b&".repeat(25_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(100_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\r\n".repeat(10_000) + "\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "Cookie: " + "a=b; ".repeat(20_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "a\0b: c\0d\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "no colon\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + ": no name\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "X: a\r\n folded\r\n\r\n",
                "GET /a b c HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /\u00e9\u00ff HTTP/1.1\r\n" + HOST + "Accept: text/html\r\n\r\n",
                "GET /%zz HTTP/1.1\r\n" + HOST + "Accept: text/html\r\n\r\n",
                "GET /%e4%b8 HTTP/1.1\r\n" + HOST + "Accept: text/html\r\n\r\n",
                "GET /api/v1/users/%e4%b8 HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/users/%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/flows/x/tickets?values.a=%ff&values.%ff=%zz HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Authorization: Basic " + "YTpi".repeat(10_000) + "\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Authorization: Basic !!!!\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Authorization: Basic AGEAOmIA\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Authorization: Bearer \0\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Authorization: Bearer \u00ff\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Cookie: kaidan-session=\"\\\0\u00ff\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Cookie: $Version=1; ;;=;kaidan-session\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Accept: \u00ff;;q=x,/\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Accept: " + "a/b;q=0.1,".repeat(1_000) + "\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\n" + HOST + "Accept-Language: ;q=,-,*-" + "zz-".repeat(1_000)
                        + "\r\n\r\n",
                "GET / HTTP/1.1\r\n" + HOST + "Accept: text/html\r\nAccept-Encoding: \u00ff;q=9\r\n"
                        + "If-Modified-Since: x\r\nRange: bytes=9-1\r\nIf-None-Match: \"\r\n\r\n",
                "GET /index.html HTTP/1.1\r\n" + HOST + "Range: bytes=" + "0-,".repeat(5_000) + "\r\n\r\n",
                post + "Content-Length: abc\r\n\r\n" + json,
                post + "Content-Length: -1\r\n\r\n" + json,
                post + "Content-Length: 99999999999999999999\r\n\r\n" + json,
                post + "Content-Length: 19\r\nContent-Length: 3\r\n\r\n" + json,
                post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{}\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\n{}\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n",
                post + "Transfer-Encoding: chunked\r\n\r\n2;" + "a".repeat(100_000) + "\r\n{}\r\n0\r\n\r\n",
                post + "Content-Type: \u00ff\0/;;;charset=\"\r\nContent-Length: 19\r\n\r\n" + json,
                post + "Content-Type: application/json; charset=nonsense\r\nContent-Length: 19\r\n\r\n" + json,
                post + "Content-Type: multipart/form-data\r\nContent-Length: 19\r\n\r\n-------------------",
                post + "Content-Type: multipart/" + "; boundary= ".repeat(3_000) + "\r\nContent-Length: 1\r\n\r\n-",
                post + "Expect: 200-maybe\r\nContent-Length: 19\r\n\r\n" + json);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_hardly_http_is_answered_calmly(String request) throws IOException {
        Wire.Reply reply = Wire.ask(base(), request);

        if (!asksForAnotherVersion(request) || reply.status() != HTTP_VERSION_NOT_SUPPORTED) {
            assertThat(reply.status()).as("%s", reply).isLessThan(500);
        }
        expectNothingTold(reply);
        assertThat(reply.head()).doesNotContainIgnoringCase("set-cookie:");
        assertThat(reply.head() + reply.body()).doesNotContain("secret", "<script>alert");
        assertThat(reply.head()).doesNotContain("Location: http://evil");
    }

    /** Whether something else stands behind the address: also what comes after a blank within it. */
    private static boolean asksForAnotherVersion(String request) {
        String[] line = request.lines().findFirst().orElse("").split(" ", 3);
        return line.length == 3 && !line[2].equals("HTTP/1.1");
    }

    private static void expectNothingTold(Wire.Reply reply) {
        assertThat(reply.head() + reply.body())
                .doesNotContain("Exception", "\tat ", "java.")
                .doesNotContainIgnoringCase("wildfly")
                .doesNotContainIgnoringCase("undertow")
                .doesNotContainIgnoringCase("payara")
                .doesNotContainIgnoringCase("grizzly")
                .doesNotContainIgnoringCase("glassfish");
    }

    @Test
    void nobody_writes_a_line_of_the_log() throws IOException {
        String forged = "forged-" + UUID.randomUUID();
        String name = "x\r\n" + forged + "\n" + forged;
        QuickClient.askForCode(base(), name, name);
        new Api(base(), name, name).get("users");
        api().post("session", Map.of("username", name, "password", name));
        api().post("users", Map.of("username", name, "password", "x", "displayName", name));
        api().post("messages", Map.of("name", name, "correlationKey", name));
        api().deploy(Map.of(name, new byte[0], "application.json", Text.utf8("{\"name\": \"\\n" + forged + "\"}")));
        admin().create(flow, Map.of(name, name));
        Wire.ask(base(), "GET /api/v1/users/%0d%0a" + forged + "?a=%0a" + forged + " HTTP/1.1\r\n" + HOST + "\r\n");
        Wire.ask(base(), "GET /%0a" + forged + " HTTP/1.1\r\n" + HOST + "Referer: a\u0085" + forged + "\r\n\r\n");

        String log = Files.readString(KaidanServer.get().log(), StandardCharsets.ISO_8859_1);

        assertThat(log.lines()).noneMatch(line -> line.startsWith(forged));
    }

    @ParameterizedTest
    @CsvSource({"/rest/flowmanage/api/omdata/edit/x, 200", "/api/v1/session, 413"})
    void a_body_that_is_promised_too_large_is_refused_before_it_comes(String path, int status) throws IOException {
        try (Wire wire = Wire.to(base())) {
            wire.send("POST " + path + " HTTP/1.1\r\n" + HOST
                    + "Content-Type: application/json\r\nContent-Length: 1000000000000\r\n\r\n{");

            assertThat(wire.firstLine()).startsWith("HTTP/1.1 " + status);
        }
    }
}
