package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of somebody else can make the browser of one of our users do: nothing that changes or tells anything. */
class CrossSiteIT extends BlackBox {

    private static final String JSON = "application/json";

    private static String cookie;
    private static String flow;
    private static String ticket;

    @BeforeAll
    static void somebody_is_signed_in() {
        flow = api().deployed(oneTask(text("t")));
        ticket = admin().open(flow, Map.of("t", "a"));
        Answer signedIn = signIn(JSON, "");
        assertThat(signedIn.http()).isEqualTo(200);
        cookie = signedIn.header("Set-Cookie").split(";")[0];
    }

    private static Answer signIn(String type, String cookie) {
        String body = Text.json(Map.of("username", KaidanServer.ADMIN, "password", KaidanServer.ADMIN_PASSWORD));
        return Http.send(
                "POST",
                base().resolve("/api/v1/session"),
                BodyPublishers.ofString(body),
                "Content-Type",
                type,
                "Cookie",
                cookie.isEmpty() ? null : cookie);
    }

    /** Method and path of all that is offered. */
    static List<String> operations() throws IOException {
        List<String> operations = new ArrayList<>();
        new OpenAPIV3Parser()
                .readContents(Files.readString(Path.of("src/main/webapp/openapi.yaml")), null, null)
                .getOpenAPI()
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> operations.add(method + " " + path)));
        return operations;
    }

    static Stream<String> changes() throws IOException {
        return operations().stream()
                .filter(operation -> operation.contains(" /api/v1/"))
                .filter(operation -> !operation.startsWith("GET") && !operation.startsWith("HEAD"))
                .filter(operation -> !operation.equals("POST /api/v1/session")); // needs no cookie; see below
    }

    private static URI filled(String path) {
        return base().resolve(path.replace("{apiPath}", flow)
                .replace("{dataNo}", ticket)
                .replaceAll("\\{[a-zA-Z]*[iI]d}|\\{key}", "1")
                .replaceAll("\\{[^}]*}", "x"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void a_cookie_alone_changes_nothing(String change) {
        String[] call = change.split(" ");
        for (String type :
                List.of(JSON, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            Answer answer = Http.send(
                    call[0],
                    filled(call[1]),
                    call[0].equals("DELETE") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"),
                    "Cookie",
                    cookie,
                    "Content-Type",
                    type,
                    "Origin",
                    "https://evil.example",
                    "Sec-Fetch-Site",
                    "cross-site");

            assertThat(answer.http()).as("%s: %s", change, answer).isEqualTo(403);
            assertThat(answer.problems()).containsExactly("requested_with");
        }
    }

    /** Who once told the browser's own dialogue his password has it sent with whatever another site has sent. */
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example", // of a browser that does not know the other
        "Origin, null"
    })
    void neither_does_a_password_that_the_browser_adds(String header, String site) {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b")) {
            Answer answer = byPassword(type, header, site);

            assertThat(answer.http()).as("%s: %s", type, answer).isEqualTo(403);
            assertThat(answer.problems()).containsExactly("requested_with");
        }
    }

    @Test
    void a_password_from_our_own_page_does() {
        Answer answer = byPassword(
                "multipart/form-data; boundary=b", "Origin", base().toString().replaceFirst("/$", ""));

        assertThat(answer.problems()).as("%s", answer).isNotEmpty().doesNotContain("requested_with");
    }

    private static Answer byPassword(String type, String header, String site) {
        return Http.send(
                "POST",
                base().resolve("/api/v1/applications"),
                BodyPublishers.ofString("--b--"),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD),
                "Content-Type",
                type,
                header,
                site);
    }

    /** A form of another site can send these three; a page that would add JSON or a header must ask, see below. */
    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void nobody_is_signed_in_by_the_form_of_another_site(String type) {
        Answer answer = signIn(type, "");

        assertThat(answer.http()).isEqualTo(415);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void no_endpoint_lets_another_site_ask_or_read() throws IOException {
        for (String operation : operations()) {
            String[] call = operation.split(" ");
            Answer asked = Http.send(
                    "OPTIONS",
                    filled(call[1]),
                    BodyPublishers.noBody(),
                    "Origin",
                    "https://evil.example",
                    "Access-Control-Request-Method",
                    call[0],
                    "Access-Control-Request-Headers",
                    "x-requested-with,content-type",
                    "Cookie",
                    cookie);
            Answer read = Http.send(
                    "GET",
                    filled(call[1]),
                    BodyPublishers.noBody(),
                    "Origin",
                    "https://evil.example",
                    "Cookie",
                    cookie);

            for (Answer answer : List.of(asked, read)) {
                assertThat(answer.http()).as("%s: %s", operation, answer).isLessThan(500);
                assertThat(answer.headers().map().keySet()).as(operation).noneMatch(name -> name.toLowerCase()
                        .startsWith("access-control-"));
            }
        }
    }

    @Test
    void the_quick_api_does_not_know_the_cookie() {
        Answer answer = Http.send(
                "POST",
                base().resolve("/rest/flowmanage/api/omdata/edit/" + flow),
                BodyPublishers.ofString("{\"omflow_restapi\": 1, \"action\": \"create\", \"formdata\": []}"),
                "Cookie",
                cookie,
                "X-Requested-With",
                "kaidan");

        assertThat(answer.status()).isEqualTo("403");
    }

    @Test
    void a_session_that_somebody_else_has_chosen_does_not_become_ours() {
        String planted = "kaidan-session=" + "A".repeat(43);
        Answer first = signIn(JSON, planted);
        Answer second = signIn(JSON, first.header("Set-Cookie").split(";")[0]);

        assertThat(first.header("Set-Cookie")).doesNotContain(planted);
        assertThat(second.header("Set-Cookie").split(";")[0])
                .isNotEqualTo(first.header("Set-Cookie").split(";")[0]);
        assertThat(whoAmI(planted).http()).isEqualTo(401);
        assertThat(whoAmI("JSESSIONID=A; " + planted).http()).isEqualTo(401);
    }

    private static Answer whoAmI(String sent) {
        return Http.send("GET", base().resolve("/api/v1/session"), BodyPublishers.noBody(), "Cookie", sent);
    }

    /** Whatever a call answers is for its caller alone, is what its type says, and is no page for anybody's frame. */
    @Test
    void no_answer_is_kept_or_guessed_at_or_framed() throws IOException {
        for (String operation : operations()) {
            String[] call = operation.split(" ");
            Answer answer = Http.send(call[0], filled(call[1]), BodyPublishers.noBody(), "Cookie", cookie);

            assertThat(answer.header("Cache-Control"))
                    .as("%s: %s", operation, answer)
                    .contains("no-");
            assertThat(answer.header("X-Content-Type-Options")).as(operation).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).as(operation).contains("frame-ancestors 'none'");
            assertThat(answer.header("Server") + answer.header("X-Powered-By"))
                    .as(operation)
                    .isEmpty();
            assertThat(answer.header("Set-Cookie")).as(operation).doesNotContain("JSESSIONID");
        }
    }

    /** Neither a script nor a style, be it an element or an attribute: see the page on security. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/users", "/nothing.js", "/favicon.ico", "/openapi.yaml"})
    void nothing_that_stands_within_a_page_counts(String path) {
        Answer page = Http.send("GET", base().resolve(path), BodyPublishers.noBody(), "Accept", "text/html");

        List<String> policy = List.of(page.header("Content-Security-Policy").split("; *"));

        assertThat(policy)
                .contains("script-src 'self'", "style-src 'self'")
                .noneMatch(directive -> directive.startsWith("style-src-") || directive.startsWith("script-src-"))
                .noneMatch(directive -> directive.contains("unsafe") || directive.contains("nonce"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/users", "/nothing.js", "/favicon.ico", "/openapi.yaml"})
    void no_page_runs_what_is_not_ours(String path) {
        Answer page = Http.send("GET", base().resolve(path), BodyPublishers.noBody(), "Accept", "text/html");

        assertThat(page.header("Content-Security-Policy"))
                .as("%s", page)
                .contains(
                        "default-src 'none'",
                        "script-src 'self';",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'self'")
                .contains("style-src 'self';")
                .doesNotContain("unsafe-eval", "*", "http");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }
}
