package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** What anyone finds at the address of the product: a page that greets, and the description of its APIs. */
class WelcomeIT extends BlackBox {

    @Test
    void a_browser_is_greeted() {
        Answer page = get("/");

        assertThat(page.http()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("Kaidan 正在執行", "openapi.yaml", "health/ready");
        assertThat(get("/index.css").header("Content-Type")).startsWith("text/css");
    }

    @Test
    void the_apis_are_described() {
        Answer document = get("/openapi.yaml");

        assertThat(document.http()).isEqualTo(200);
        assertThat(document.header("Content-Type")).startsWith("application/yaml");
        assertThat(document.text()).startsWith("openapi: 3.1").contains("開單");
    }

    private static Answer get(String path) {
        return Http.send("GET", base().resolve(path), BodyPublishers.noBody());
    }
}
