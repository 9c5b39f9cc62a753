package io.kaidan.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTest {

    private static List<String> problems(Map<String, ?> told) {
        try {
            Outgoing.of(told);
            return List.of();
        } catch (Refused refused) {
            return refused.problems().stream().map(Problem::code).toList();
        }
    }

    @Test
    void a_url_alone_is_got() {
        Outgoing call = Outgoing.of(Map.of("url", "https://api.example.com/單/7?q=a%20b"));

        assertThat(call.method()).isEqualTo("GET");
        assertThat(call.url()).hasToString("https://api.example.com/%E5%96%AE/7?q=a%20b");
        assertThat(call.port()).isEqualTo(443);
        assertThat(call.body()).isNull();
        assertThat(call.headers()).isEmpty();
    }

    @Test
    void a_body_is_json_unless_it_is_a_text() {
        Outgoing json = Outgoing.of(Map.of("url", "http://a.example", "method", "post", "body", Map.of("n", 1)));
        assertThat(json.method()).isEqualTo("POST");
        assertThat(json.body()).isEqualTo("{\"n\":1}");
        assertThat(json.headers()).containsEntry("Content-Type", "application/json");

        Outgoing text = Outgoing.of(Map.of(
                "url", "http://a.example", "body", "<x/>", "headers", Map.of("content-type", "application/xml")));
        assertThat(text.body()).isEqualTo("<x/>");
        assertThat(text.headers()).isEqualTo(Map.of("content-type", "application/xml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://a.example/",
                "jar:http://a.example!/x",
                "//a.example/",
                "a.example",
                "http://user:secret@a.example/",
                "http://a.example@evil.example/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://127.1/",
                "http://0177.0.0.1/",
                "http://127.0.0.1./",
                "http://a.example:70000/",
                "http://a.example:0/",
                "http://a.example/\r\nX: y",
                "http://a.example/#part",
                "http:///path",
                "http://a b/",
                ""
            })
    void what_is_no_plain_url_of_http_is_refused(String url) {
        assertThat(problems(Map.of("url", url))).containsExactly("http_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "X\r\nY",
                "",
                "X Y",
                "名",
                "Host",
                "content-length",
                "Transfer-Encoding",
                "Proxy-Authorization"
            })
    void a_header_that_says_more_than_itself_is_refused(String name) {
        assertThat(problems(Map.of("url", "http://a.example", "headers", Map.of(name, "v"))))
                .containsExactly("http_header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: b", "a\nb", "a\rb", "a\u0000b", "é"})
    void a_value_of_a_header_is_one_line(String value) {
        assertThat(problems(Map.of("url", "http://a.example", "headers", Map.of("X", value))))
                .containsExactly("http_header");
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_and_no_secret() {
        try {
            Outgoing.of(
                    Map.of("url", "http://u:hush@a", "method", "TRACE", "headers", Map.of("A\n", "hush", "B", "x\ny")));
        } catch (Refused refused) {
            assertThat(refused.problems())
                    .extracting(Problem::code)
                    .containsExactly("http_url", "http_method", "http_header", "http_header");
            assertThat(refused.getMessage()).doesNotContain("hush");
            return;
        }
        throw new AssertionError("it was taken");
    }

    @Test
    void it_shows_where_it_goes_and_nothing_secret() {
        assertThat(Outgoing.of(
                        Map.of("url", "http://a.example/x?key=hush", "headers", Map.of("Authorization", "hush"))))
                .hasToString("GET http://a.example:80");
    }
}
