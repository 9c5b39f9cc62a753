package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers where there is nothing. */
class ErrorPageIT extends BlackBox {

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/nothing/deeper.html"})
    void a_page_of_our_own_answers_for_pages_that_are_not_there(String path) {
        Answer answer = Http.send("GET", base().resolve(path), BodyPublishers.noBody());

        assertThat(answer.http()).isEqualTo(404);
        assertThat(answer.text())
                .contains("Kaidan 開單")
                .doesNotContainIgnoringCase("wildfly")
                .doesNotContainIgnoringCase("undertow")
                .doesNotContainIgnoringCase("payara")
                .doesNotContain("Exception");
    }

    /** By its hash: the policy of the page lets no other style in. */
    @Test
    void the_page_has_the_style_that_its_policy_names() throws NoSuchAlgorithmException {
        String page = Http.send("GET", base().resolve("/nothing"), BodyPublishers.noBody())
                .text();

        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page);

        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Text.utf8(style.group(1)));
        assertThat(page)
                .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
                .doesNotContain("unsafe-inline");
    }

    @Test
    void a_post_to_a_page_that_is_not_there_is_answered_likewise() {
        Answer answer = Http.send("POST", base().resolve("/nothing"), BodyPublishers.ofString("{}"));

        assertThat(answer.http()).isIn(404, 405);
        assertThat(answer.text()).contains("Kaidan 開單");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/nothing, 404, application/problem+json",
        "/rest/nothing, 200, application/json",
        "/accounts/nothing, 200, application/json"
    })
    void the_apis_keep_their_own_answers(String path, int status, String type) {
        Answer answer = Http.send(
                "GET", base().resolve(path), BodyPublishers.noBody(), "Authorization", Http.basic("admin", "admin"));

        assertThat(answer.http()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("none")).startsWith(type);
    }
}
