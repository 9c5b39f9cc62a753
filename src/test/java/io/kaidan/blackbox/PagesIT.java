package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What anyone finds at the address of the product: the console's pages, and the description of its APIs. */
class PagesIT extends BlackBox {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/applications",
                "/flows/incident.management/tickets/1",
                "/flows/%E4%BA%8B%E6%95%85"
            })
    void a_browser_gets_the_page_wherever_it_goes(String path) {
        Answer page = get(path, BROWSER);

        assertThat(page.http()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("<title>Kaidan 開單</title>");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/applications"})
    void a_page_runs_no_foreign_script_and_stands_in_no_foreign_frame(String path) {
        Answer page = get(path, BROWSER);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void a_browser_that_looks_for_an_icon_of_its_own_is_shown_ours() {
        Answer icon = get("/favicon.ico", "image/*");

        assertThat(icon.http()).isEqualTo(302);
        assertThat(icon.header("Location")).endsWith("/favicon.svg");
    }

    @Test
    void what_the_page_loads_is_kept_for_ever() {
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"")
                .matcher(get("/", BROWSER).text());
        assumeTrue(script.find(), "the console was left out of this build");

        Answer answer = get(script.group(1), "*/*");

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("javascript");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/missing.js", "/applications"})
    void who_asks_for_something_else_than_a_page_gets_none(String path) {
        assertThat(get(path, "*/*").http()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/session, 401", "/api/v1/nothing, 401", "/rest/nothing, 200", "/accounts/nothing, 200"})
    void the_apis_answer_a_browser_as_everyone(String path, int status) {
        Answer answer = get(path, BROWSER);

        assertThat(answer.http()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).contains("json");
    }

    @Test
    void the_apis_are_described() {
        Answer document = get("/openapi.yaml", BROWSER);

        assertThat(document.http()).isEqualTo(200);
        assertThat(document.header("Content-Type")).startsWith("application/yaml");
        assertThat(document.text()).startsWith("openapi: 3.1").contains("開單");
    }

    private static Answer get(String path, String accept) {
        return Http.send("GET", base().resolve(path), BodyPublishers.noBody(), "Accept", accept);
    }
}
