package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.openqa.selenium.Keys;

/** The console, over an application and people that are called a script: it is to show them as text and as nothing else. */
abstract class ScriptedConsole extends BlackBox {

    /** A form may show the pictures of its designer, but nothing of what they do. */
    private static final String DRAWN =
            "[onerror], [onload], a[href^=javascript i], [src^=javascript i], [src=x]:not(.fjs-container *)";

    static Scripted all;

    Browser browser;

    @BeforeAll
    static void given_that_everything_is_called_a_script() {
        all = new Scripted();
    }

    @AfterAll
    static void forget() {
        all.leave();
        all = null;
    }

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    /** Goes to a page, and expects at each of these places what somebody has written, as text. */
    void expectShownAt(String page, String... places) {
        browser.go(page);
        expectShown(page, places);
    }

    /** Expects at each of these places what somebody has written, as text: it must not pass because there is nothing. */
    void expectShown(String what, String... places) {
        for (String place : places) {
            browser.see(place, ScriptedFiles.SHOWN);
        }
        browser.see("body");
        Eventually.get(this::isQuiet, quiet -> quiet);
        expectNothingRan(what);
    }

    /** Searches a list, once it is there: while it is being read, its button and so the key Enter do nothing. */
    void look(String css, String what) {
        browser.see("tbody");
        browser.retype(css, what + Keys.ENTER);
    }

    /** Whether all that the page has asked for came a while ago. */
    private boolean isQuiet() {
        return (boolean) browser.run("""
            const asked = performance.getEntriesByType('resource')
            return performance.now() - Math.max(...asked.map(one => one.responseEnd)) > 300
            """);
    }

    private void expectNothingRan(String what) {
        assertThat(browser.run("return window.ran")).as(what).isNull();
        assertThat(browser.run("return [...document.querySelectorAll('" + DRAWN + "')].map(e => e.outerHTML)"))
                .as("%s: drawn from what somebody wrote", what)
                .isEqualTo(List.of());
        assertThat((String) browser.run("return location.origin + '/'")).isEqualTo(base().toString());
        // form-js takes handlers out of a designer's HTML when the browser has met them already: the policy stops them
        assertThat(browser.complaints(
                        "status of 401",
                        "status of 404",
                        "status of 412",
                        "status of 422",
                        "directive 'script-src 'self''"))
                .as(what)
                .isEmpty();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
