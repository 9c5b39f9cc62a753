package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever people can name, write or upload is shown as what it is: no page of the console runs or draws it. */
class ConsoleScriptsIT extends BlackBox {

    private static final String SCRIPT = "\"><img src=x onerror=window.ran=1><script>window.ran=1</script>{{7*7}}<a"
            + " href='javascript:window.ran=1'>a</a>";

    /** As long as the shortest of the names may be. */
    private static final String NAME = "<img src=x onerror=window.ran=1>";

    /** A form may show the pictures of its designer, but nothing of what they do. */
    private static final String DRAWN =
            "[onerror], [onload], a[href^=javascript i], [src^=javascript i], [src=x]:not(.fjs-container *)";

    private static final String FLOW = Drawing.fresh("cx");
    private static final String APPLICATION = NAME + " " + FLOW;

    private static String waiting;
    private static String stuck;
    private static String failed;
    private static String handled;
    private static String cancelled;
    private static String draft;

    private Browser browser;

    @BeforeAll
    static void everything_is_called_a_script() {
        Map<String, byte[]> files = files();
        made(api().deploy(files));
        made(api().post("groups", Map.of("name", NAME + " cx")));
        made(api().post(
                        "roles",
                        Map.of("name", NAME + " cx", "admin", false, "permissions", Map.of(FLOW, List.of("view")))));
        made(api().post(
                        "users",
                        Map.of(
                                "username",
                                NAME + " cx",
                                "password",
                                "cx",
                                "displayName",
                                SCRIPT,
                                "groups",
                                List.of(NAME + " cx"),
                                "roles",
                                List.of(NAME + " cx"),
                                "active",
                                true)));
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
        Answer drawn = api().post("drafts", Map.of("files", texts));
        made(drawn);
        draft = (String) drawn.json().get("id");
        made(api().post("schedules", Map.of("apiPath", FLOW, "every", "P300D", "values", Map.of("title", SCRIPT))));
        MultipartBody body = new MultipartBody("b")
                .member("values", Text.json(Map.of("title", SCRIPT, "amount", 500, "assignee", NAME + " cx")));
        for (String name : List.of("<img src=x onerror=window.ran=1>.svg", "a.html", "javascript:window.ran=1.pdf")) {
            body.part(
                    "Content-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n"
                            + "Content-Type: image/svg+xml",
                    Text.utf8("<svg xmlns='http://www.w3.org/2000/svg'"
                            + " onload='window.ran=1'><script>window.ran=1</script></svg>"));
        }
        waiting = opened(api().postMultipart("flows/" + FLOW + "/tickets", body));
        made(api().post("flows/" + FLOW + "/tickets/" + waiting + "/notes", Map.of("content", SCRIPT)));
        stuck = open(70);
        push(stuck);
        api().post("flows/" + FLOW + "/tickets", Map.of("values", Map.of("title", "refused", "amount", -1)));
        failed = open(500);
        push(failed);
        String job = (String) api().post("jobs/activate", Map.of("type", NAME, "worker", SCRIPT))
                .list("jobs")
                .get(0)
                .get("key");
        done(api().post("jobs/" + job + "/fail", Map.of("retries", 0, "message", SCRIPT, "worker", SCRIPT)));
        handled = open(500);
        administered(handled, "values", Map.of("reason", SCRIPT, "values", Map.of("title", SCRIPT + "!")));
        administered(
                handled,
                "work-items/" + admin().stop(FLOW, handled) + "/assign",
                Map.of("reason", SCRIPT, "assignee", NAME + " cx"));
        cancelled = open(500);
        administered(cancelled, "cancel", Map.of("reason", SCRIPT));
    }

    private static String open(int amount) {
        return opened(
                api().post("flows/" + FLOW + "/tickets", Map.of("values", Map.of("title", SCRIPT, "amount", amount))));
    }

    private static void push(String ticket) {
        admin().pushed(FLOW, admin().stop(FLOW, ticket), Map.of());
    }

    private static void administered(String ticket, String act, Map<String, ?> body) {
        done(api().post("flows/" + FLOW + "/tickets/" + ticket + "/" + act, body));
    }

    private static void done(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isBetween(200, 204);
    }

    private static Map<String, byte[]> files() {
        String drawing = Bpmn.convertToString(Bpmn.createExecutableProcess(FLOW)
                        .name(SCRIPT)
                        .startEvent("start")
                        .name(SCRIPT)
                        .zeebeFormId("cx-form")
                        .zeebeProperty(
                                "validation", "= if amount < 0 then \"" + SCRIPT.replace("\"", "\\\"") + "\" else true")
                        .userTask("review")
                        .name(SCRIPT)
                        .zeebeUserTask()
                        .zeebeFormId("cx-form")
                        .zeebeProperty("action1.label", SCRIPT)
                        .zeebeProperty("action1.set", "= {amount: 1}")
                        .exclusiveGateway("amount")
                        .name(SCRIPT)
                        .conditionExpression("= amount > 100")
                        .serviceTask("check")
                        .name(SCRIPT)
                        .zeebeJobType(NAME)
                        .endEvent("checked")
                        .name(SCRIPT)
                        .moveToLastGateway()
                        .conditionExpression("= amount < 50")
                        .endEvent("small")
                        .done())
                .replaceFirst("(<(\\w+:)?process [^>]*>)", "$1<$2documentation>" + xml(SCRIPT) + "</$2documentation>");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("application.json", Text.utf8(Text.json(Map.of("name", APPLICATION, "description", SCRIPT))));
        files.put("flow.bpmn", Text.utf8(drawing));
        files.put("cx.form", form());
        return files;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Fields, and all that form-js can show beside them. */
    private static byte[] form() {
        List<Object> components = new ArrayList<>();
        for (Field field : List.of(
                text("title").header("title"),
                number("amount"),
                text("assignee").header("assignee"),
                file("paper"))) {
            Map<String, Object> json = new LinkedHashMap<>(field.json());
            json.put("label", SCRIPT);
            json.put("description", SCRIPT);
            components.add(json);
        }
        components.add(Map.of(
                "type", "text", "text", SCRIPT + "\n\n[a](javascript:window.ran=1) ![b](x\" onerror=\"window.ran=1)"));
        components.add(Map.of("type", "html", "content", SCRIPT + "<svg onload=window.ran=1></svg>"));
        components.add(Map.of("type", "text", "text", "{{title}} **{{assignee}}** [a]({{title}})"));
        components.add(
                Map.of("type", "html", "content", "<p title='{{title}}'>{{title}}</p><a href='{{assignee}}'>a</a>"));
        components.add(Map.of(
                "type",
                "select",
                "key",
                "found",
                "label",
                "= title",
                "valuesExpression",
                "= [{label: title, value: \"" + NAME + "\"}]"));
        components.add(Map.of(
                "type",
                "table",
                "label",
                SCRIPT,
                "dataSource",
                "= [{a: title}]",
                "columns",
                List.of(Map.of("key", "a", "label", SCRIPT))));
        components.add(Map.of("type", "image", "source", "javascript:window.ran=1", "alt", SCRIPT));
        components.add(Map.of(
                "type",
                "select",
                "key",
                "choice",
                "label",
                SCRIPT,
                "values",
                List.of(Map.of("value", "a", "label", SCRIPT))));
        components.add(Map.of("type", "button", "label", SCRIPT, "action", "submit"));
        return Text.utf8(Text.json(Map.of("type", "default", "id", "cx-form", "components", components)));
    }

    /** The number of a ticket whose start is validated in the background. */
    private static String opened(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(202);
        String submission = "submissions/" + answer.json().get("submission");
        return (String) Eventually.get(() -> api().get(submission).json().get("dataNo"), Objects::nonNull);
    }

    private static void made(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
    }

    @BeforeEach
    void given_a_browser() {
        browser = Browser.fresh(base());
    }

    @Test
    void no_page_runs_or_draws_what_somebody_has_written() {
        browser.signIn("applications");
        String application = encoded(APPLICATION);
        for (String page : List.of(
                "applications",
                "applications/" + application,
                "flows/" + FLOW + "/open",
                "flows/" + FLOW + "/tickets",
                "flows/" + FLOW + "/tickets?q=" + encoded(SCRIPT),
                "flows/" + FLOW + "/tickets/" + waiting,
                "flows/" + FLOW + "/tickets/" + stuck,
                "flows/" + FLOW + "/tickets/" + failed,
                "flows/" + FLOW + "/tickets/" + handled,
                "flows/" + FLOW + "/tickets/" + cancelled,
                "flows/" + FLOW + "/statistics",
                "password",
                "design",
                "design/" + draft,
                "tasks",
                "submissions",
                "incidents",
                "schedules",
                "admin/users",
                "admin/groups",
                "admin/roles",
                "admin/audit",
                "admin/settings",
                "about",
                "sign-in?to=" + encoded("javascript:window.ran=1"),
                "sign-in?to=//evil.example",
                encoded(SCRIPT))) {
            expectNothingRanAt(page);
        }
        for (String ticket : List.of(waiting, failed, handled, cancelled)) {
            browser.go("flows/" + FLOW + "/tickets/" + ticket);
            browser.see("main", "onerror=window.ran=1");
            expectNothingRan(ticket);
        }
    }

    private void expectNothingRanAt(String page) {
        browser.go(page);
        browser.see("body");
        Eventually.get(this::isQuiet, quiet -> quiet);
        expectNothingRan(page);
    }

    /** One whose own name is a script, and to whom a ticket was given. */
    @Test
    void nothing_runs_for_who_may_only_view_either() {
        browser.signIn("tasks", NAME + " cx", "cx");

        browser.see("main", "onerror=window.ran=1");
        expectNothingRan("tasks");
        for (String page : List.of(
                "flows/" + FLOW + "/tickets",
                "flows/" + FLOW + "/tickets/" + failed,
                "flows/" + FLOW + "/tickets/" + handled,
                "flows/" + FLOW + "/tickets/" + cancelled)) {
            expectNothingRanAt(page);
        }
        browser.go("flows/" + FLOW + "/tickets/" + handled);
        browser.see(".fjs-container");
        browser.see("main", "onerror=window.ran=1");
        expectNothingRan("the form");
        assertThat(browser.texts(".fjs-container .fjs-form-field"))
                .as("what a ticket holds is shown, and not worked out")
                .anyMatch(shown -> shown.contains("{{7*7}}"));
    }

    @Test
    void no_file_of_a_draft_runs_or_draws_what_somebody_has_written() {
        browser.signIn("design/" + draft);
        Map.of(
                        "flow.bpmn", "[data-element-id=review]",
                        "cx.form", ".form-editor .fjs-element",
                        "application.json", "#manifest-name")
                .forEach((file, shown) -> {
                    browser.click("[data-file='" + file + "']");
                    browser.see(shown);
                    Eventually.get(this::isQuiet, quiet -> quiet);
                    expectNothingRan(file);
                });
    }

    /** Whether all that the page has asked for came a while ago. */
    private boolean isQuiet() {
        return (boolean) browser.run("""
            const asked = performance.getEntriesByType('resource')
            return performance.now() - Math.max(...asked.map(one => one.responseEnd)) > 300
            """);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void expectNothingRan(String page) {
        assertThat(browser.run("return window.ran")).as(page).isNull();
        assertThat(browser.run("return [...document.querySelectorAll('" + DRAWN + "')].map(e => e.outerHTML)"))
                .as("%s: drawn from what somebody wrote", page)
                .isEqualTo(List.of());
        assertThat((String) browser.run("return location.origin + '/'")).isEqualTo(base().toString());
        // form-js takes handlers out of a designer's HTML when the browser has met them already: the policy stops them
        assertThat(browser.complaints("status of 404", "status of 401", "directive 'script-src 'self''"))
                .as(page)
                .isEmpty();
    }

    /** Opened by itself, as a link in a mail would. */
    @Test
    void a_file_that_is_a_page_does_not_run_in_our_origin() {
        browser.signIn("applications");
        for (Map<String, Object> file : api().attachments(FLOW, waiting)) {
            browser.go("api/v1/attachments/" + file.get("id"));

            assertThat(browser.run("return window.ran")).isNull();
            assertThat(browser.address()).doesNotContain("attachments");
        }
    }
}
