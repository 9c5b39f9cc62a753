package io.kaidan.blackbox;

import static io.kaidan.blackbox.ScriptedFiles.NAME;
import static io.kaidan.blackbox.ScriptedFiles.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/**
 * Whatever people can name, write or upload is shown as what it is: no page of the console runs or draws it. What opens upon
 * the pages is in {@link ConsoleScriptsDialogsIT}.
 */
class ConsoleScriptsIT extends ScriptedConsole {

    private static final String HEADER = "header .name";

    private static String tickets(String flow) {
        return "flows/" + flow + "/tickets";
    }

    @Test
    void no_page_of_an_application_runs_or_draws_what_somebody_has_written() {
        browser.signIn("password", all.boss, Scripted.PASSWORD);
        expectShown("password", HEADER);
        browser.go("applications");
        browser.type("#filter", all.flow);
        expectShown(
                "applications",
                HEADER,
                "tbody tr:only-child b",
                "tbody tr:only-child .quiet",
                "tbody tr:only-child td:nth-child(4)");
        expectShownAt(
                "applications/" + encoded(all.application), "h1", ".head p", "tbody tr:nth-child(2) b", ".description");
        expectShownAt(
                "flows/" + all.flow + "/open", "h1", ".fjs-form-field-textfield label", ".fjs-form-field-description");
        String columns = "tbody tr:last-child ";
        for (String list : List.of(tickets(all.flow), tickets(all.flow) + "?title=" + encoded(SCRIPT))) {
            expectShownAt(
                    list,
                    "h1",
                    "thead th:nth-child(3)",
                    columns + "td:nth-child(3)",
                    columns + "td:nth-child(4)",
                    columns + "td:nth-child(5)",
                    columns + "td:nth-child(6)",
                    columns + "td:nth-child(7)",
                    columns + "td:nth-child(8)",
                    columns + "td:nth-child(9)");
        }
        expectShownAt(tickets(all.flow) + "?q=" + encoded(SCRIPT), "h1");
        expectShownAt("flows/" + all.flow + "/statistics", "h1", "tbody th");
    }

    @Test
    void no_ticket_runs_or_draws_what_somebody_has_written() {
        browser.signIn("about", all.boss, Scripted.PASSWORD);
        String[] whole = {
            "h1",
            ".facts .tag:nth-child(2)",
            ".facts .tag:nth-child(3)",
            ".facts .quiet",
            ".nodes",
            "dl dt",
            "dl dd",
            "[data-history]"
        };
        Map.of(
                        all.waiting,
                                List.of(
                                        "[data-stops] tbody b",
                                        ".fjs-container",
                                        "[data-files] a",
                                        "[data-notes] .content"),
                        all.stuck, List.of(".nodes li:first-child", "[data-incidents] b"),
                        all.failed, List.of("[data-incidents] b", "[data-incidents] p"),
                        all.handled,
                                List.of("[data-stops] td:nth-child(2)", "[data-history] del", "[data-history] ins"),
                        all.cancelled, List.<String>of())
                .forEach((ticket, places) -> {
                    expectShownAt(tickets(all.flow) + "/" + ticket, whole);
                    expectShown(ticket, places.toArray(String[]::new));
                });
    }

    @Test
    void no_ticket_that_calls_another_runs_or_draws_what_stands_in_the_other() {
        browser.signIn("about", all.boss, Scripted.PASSWORD);
        expectShownAt(tickets(all.flow) + "/" + all.called, "h1", ".nodes", "[data-incidents] b");
        browser.see("[data-links] a[href='/" + tickets(all.caller) + "/" + all.calling + "']");

        expectShownAt(
                tickets(all.caller) + "/" + all.calling, "h1", ".nodes", "[data-incidents] b", "[data-incidents] a");
        browser.see("[data-links] a[href='/" + tickets(all.flow) + "/" + all.called + "']");
    }

    @Test
    void a_called_ticket_that_the_reader_may_not_see_goes_by_the_name_of_its_call() {
        browser.signIn(tickets(all.caller) + "/" + all.calling, all.stranger, Scripted.PASSWORD);

        expectShown("links", "h1", "[data-links] span");
    }

    @Test
    void no_page_of_the_administration_runs_or_draws_what_somebody_has_written() {
        browser.signIn("admin/users", all.boss, Scripted.PASSWORD);
        look("#search", all.clerk);
        String row = "tbody tr:only-child ";
        expectShown("users", row + "b", row + "code", row + "td:nth-child(4)", row + "td:nth-child(5)");
        expectShownAt("admin/groups", "tr:has([data-group='" + all.clerk + "']) b");
        expectShownAt("admin/roles", "tr:has([data-role='" + all.clerk + "']) b");
        expectShownAt(
                "incidents?flow=" + all.flow,
                "tbody tr:last-child b",
                "tbody tr:last-child td:nth-child(3)",
                ".message");
        expectShownAt("design");
        browser.type("#filter", NAME + " " + all.flow);
        expectShown("drafts", row + "b", row + "td:nth-child(2)", row + "td:nth-child(3)");
        expectShownAt("design/" + all.draft, "h1", ".head p", "[data-file$='.bpmn']");
        for (String page :
                List.of("admin", "admin/settings", "admin/audit", "about", "schedules", "submissions", "tasks", "")) {
            expectShownAt(page, HEADER);
        }
        for (String page : List.of(
                "sign-in?to=" + encoded("javascript:window.ran=1"), "sign-in?to=//evil.example", encoded(SCRIPT))) {
            expectShownAt(page);
        }
    }

    @Test
    void the_audit_trail_neither_runs_nor_draws_who_was_refused_and_what_was_done() {
        browser.go("sign-in");
        browser.type("#username", SCRIPT);
        browser.type("#current-password", "wrong" + Keys.ENTER);
        browser.see("[role=alert]");
        expectShown("sign-in");
        String refused = "audit?outcome=refused&who=" + encoded(SCRIPT);
        Eventually.get(() -> api().get(refused).list("items"), lines -> !lines.isEmpty());

        browser.signIn("admin/audit", all.boss, Scripted.PASSWORD);
        look("#audit-who", SCRIPT);
        browser.see("tbody tr[data-action=sign_in] .tag.bad");
        expectShown("who was refused", "tbody tr:first-child b");

        look("#audit-who", all.boss);
        String deployed = "tr[data-action=application_deploy] ";
        expectShown("what was deployed, by whom", deployed + "b", deployed + "td:nth-child(4)");

        look("#audit-who", KaidanServer.ADMIN);
        browser.select("#audit-action", "新增使用者");
        String added = "tr[data-action=user_add]:first-child ";
        expectShown("who was added, and how", added + "td:nth-child(4)", added + "ul");
    }

    /** One whose own name is a script, to whom tickets were given, and who sees what is his alone. */
    @Test
    void nothing_runs_for_somebody_with_such_a_name_who_may_change_nothing() {
        browser.signIn("tasks", all.clerk, Scripted.PASSWORD);

        String row = "tbody tr:last-child ";
        expectShown(
                "tasks",
                HEADER,
                row + "b",
                row + "a ~ .quiet",
                row + ".tag.beside",
                row + "td:nth-child(3)",
                row + "[data-quick]");
        expectShownAt("tasks?list=done", row + "b", row + ".quiet", row + "td:nth-child(2)");
        expectShownAt("tasks?list=opened", row + "b", row + ".quiet");
        expectShownAt("schedules", row + "b", row + ".quiet");
        expectShownAt("submissions", "tbody b");
        for (String ticket : List.of(all.failed, all.handled, all.cancelled)) {
            expectShownAt(tickets(all.flow) + "/" + ticket, "h1", "[data-history]");
        }
        expectShownAt(tickets(all.flow) + "/" + all.handled, ".fjs-container");
        assertThat(browser.texts(".fjs-container .fjs-form-field"))
                .as("what a ticket holds is shown, and not worked out")
                .anyMatch(shown -> shown.contains("{{7*7}}"));
    }

    @Test
    void no_file_of_a_draft_runs_or_draws_what_somebody_has_written() {
        browser.signIn("design/" + all.draft);
        Map.of(
                        NAME + ".bpmn",
                        "[data-element-id=review]",
                        NAME + ".form",
                        ".form-editor .fjs-element",
                        "application.json",
                        "#manifest-name")
                .forEach((file, shown) -> {
                    browser.click("[data-file='" + file + "']");
                    browser.see(shown);
                    expectShown(file, "h1");
                });
    }

    /** Opened by itself, as a link in a mail would. */
    @Test
    void a_file_that_is_a_page_does_not_run_in_our_origin() {
        browser.signIn("applications");
        for (Map<String, Object> file : api().attachments(all.flow, all.waiting)) {
            browser.go("api/v1/attachments/" + file.get("id"));

            assertThat(browser.run("return window.ran")).isNull();
            assertThat(browser.address()).doesNotContain("attachments");
        }
    }
}
