package io.kaidan.blackbox;

import static io.kaidan.blackbox.ScriptedFiles.NAME;
import static io.kaidan.blackbox.ScriptedFiles.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What {@link ConsoleScriptsIT} says of the pages, of all that opens upon them: dialogs, questions, messages, refusals. */
class ConsoleScriptsDialogsIT extends ScriptedConsole {

    private static final String ROW = "tbody tr:only-child ";
    private static final String TITLE = ".el-dialog__title";
    private static final String QUESTION = ".el-message-box__message";
    private static final String DONE = ".el-message";

    private void signIn(String page) {
        browser.signIn(page, all.boss, Scripted.PASSWORD);
    }

    private void close() {
        browser.click(".el-dialog__headerbtn");
        browser.gone(".el-dialog");
    }

    private void no() {
        browser.click(".el-message-box__headerbtn");
        browser.gone(".el-message-box");
    }

    private void yes() {
        browser.click(".el-message-box__btns .el-button--primary");
    }

    /** An application of its own, to do with as a test likes; it is the only one that the list shows. */
    private String another() {
        String flow = Drawing.fresh("cz");
        Answer answer = all.api().deploy(ScriptedFiles.of(NAME + " " + flow, flow, flow + "-caller"));
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        return flow;
    }

    @Test
    void an_application_its_versions_and_the_question_whether_to_undeploy_it() {
        String flow = another();
        signIn("applications");
        browser.type("#filter", flow);
        browser.see(ROW + "b");

        browser.clickButton("紀錄");
        expectShown("versions", TITLE, ".el-dialog td:nth-child(3)");
        close();
        browser.clickButton("下架");
        expectShown("whether to undeploy", QUESTION);
        yes();
        expectShown("undeployed", DONE);
    }

    @Test
    void what_is_deployed_and_what_was_found_in_it(@TempDir Path folder) throws IOException {
        String name = NAME + " " + Drawing.fresh("cz");
        Path refused = Files.write(folder.resolve(NAME + ".zip"), Api.zip(ScriptedFiles.refused(name)));
        signIn("applications");
        browser.click("#deploy");
        browser.choose("#deploy-files", List.of(refused));
        expectShown("chosen", ".el-dialog .files");
        browser.click("#deploy-send");
        expectShown(
                "found",
                ".findings td:nth-child(1)",
                ".findings tbody tr:last-child td:nth-child(3)",
                "[data-drawn] figcaption",
                ".problem-note");
        assertThat(browser.texts(".findings td:nth-child(2)"))
                .as("the elements at which something was found")
                .contains(NAME);
        close();

        String flow = Drawing.fresh("cz");
        Path good = Files.write(folder.resolve("good.zip"), Api.zip(ScriptedFiles.of(name, flow, flow + "-caller")));
        browser.click("#deploy");
        browser.choose("#deploy-files", List.of(good));
        browser.click("#deploy-send");
        expectShown("deployed", ".el-dialog [role=status]");
    }

    @Test
    void the_settings_of_a_flow() {
        signIn("applications/" + encoded(all.application));
        browser.click("[data-settings='" + all.flow + "']");
        expectShown("columns", TITLE, "#pane-columns li .el-checkbox__label");
        browser.click("#tab-create");
        expectShown("parameters", "#pane-create-parameters pre");
        browser.click("#tab-push");
        expectShown("stops", "#stop-push", "#pane-push-parameters pre");
        browser.click("#tab-push-try");
        browser.see("#try-body-push");
        expectShown("to try it", "[for=try-password-push]");
        browser.click("#tab-query");
        browser.see("#pane-query-parameters pre");
        browser.click("#tab-retention");
        browser.see("#save-retention");
        expectShown("all of them");
    }

    @Test
    void an_incident_that_is_corrected_and_retried() {
        signIn("incidents?flow=" + all.flow);
        for (String ticket : List.of(all.stuck, all.failed)) {
            browser.click("[data-retry='" + all.flow + " " + ticket + "']");
            browser.see("#value-title");
            expectShown("retry", TITLE, ".why b", ".el-dialog .el-form-item__label");
            close();
        }
        browser.click("[data-retry='" + all.flow + " " + all.failed + "']");
        expectShown("what a worker said", ".why p");
        close();
        browser.click("#retry-found");
        expectShown("retry all");
    }

    @Test
    void a_ticket_that_is_handed_on_or_cancelled_or_corrected() {
        signIn("flows/" + all.flow + "/tickets/" + all.waiting);
        browser.click("[data-reassign=review]");
        browser.type("#assignee", NAME);
        Eventually.get(
                () -> (List<?>)
                        browser.run("return [...document.querySelectorAll('#assignees option')].map(o => o.value)"),
                names -> names.contains(all.clerk));
        expectShown("to whom", TITLE);
        browser.type("#reason", SCRIPT);
        browser.click("#act");
        expectShown("to nobody of this name", ".el-dialog [role=alert]");
        close();
        browser.click("#cancel-ticket");
        browser.see("#reason");
        expectShown("cancel");
        close();
        browser.click("#tab-ticket");
        browser.click("#correct");
        browser.see("#correct-reason");
        expectShown("correct", "#pane-ticket .fjs-container");
    }

    @Test
    void a_node_of_a_ticket_and_a_file_that_is_looked_at() {
        signIn("flows/" + all.flow + "/tickets/" + all.failed);
        browser.click("[data-node=check]");
        expectShown("what a worker said", "[data-visits] h3", "[data-visits] .failed");
        browser.click("[data-node=review]");
        expectShown("what was pushed", "[data-visits] h3", "[data-visits] li p");
        browser.go("flows/" + all.flow + "/tickets/" + all.waiting);
        browser.click("[data-look='" + NAME + ".png']");
        browser.see("img[data-preview]");
        expectShown("preview", TITLE);
    }

    @Test
    void what_a_flow_says_when_it_refuses() {
        browser.signIn("flows/" + all.flow + "/open", all.clerk, Scripted.PASSWORD);
        browser.type(".fjs-form-field-number input", "-1");
        browser.click("#open-ticket");
        expectShown("a start", ".summary");
        browser.go("tasks");
        browser.click("[data-quick=action1]");
        expectShown("a quick action", ".refused p");
        browser.go("submissions");
        expectShown("a submission", "tbody td:last-child li");
    }

    @Test
    void a_user_a_group_and_a_role() {
        signIn("admin/users");
        look("#search", all.clerk);
        browser.see(ROW + "b");
        browser.click("[data-user='" + all.clerk + "']");
        expectShown("user", TITLE, "#user-groups .el-checkbox", "#user-roles .el-checkbox");
        browser.click("#save-user");
        expectShown("saved", DONE);
        browser.click("[data-remove='" + all.clerk + "']");
        expectShown("whether to remove a user", QUESTION);
        no();

        browser.go("admin/groups");
        browser.click("[data-group='" + all.clerk + "']");
        browser.type("#member-search", all.boss + Keys.ENTER);
        browser.see("[data-add='" + all.boss + "']");
        expectShown("group", TITLE, "#members span", "#members code", "li:has([data-add]) code");
        close();
        String gone = NAME + " gone " + all.flow;
        api().group(gone);
        browser.go("admin/groups");
        browser.click("[data-remove='" + gone + "']");
        expectShown("whether to remove a group", QUESTION);
        yes();
        expectShown("removed", DONE);

        browser.go("admin/roles");
        browser.click("[data-role='" + all.clerk + "']");
        browser.type("#flow-filter", all.flow);
        expectShown("role", TITLE, ".matrix tbody th");
        browser.click("#save-role");
        expectShown("saved", DONE);
        browser.click("[data-remove='" + all.clerk + "']");
        expectShown("whether to remove a role", QUESTION);
        no();
    }

    @Test
    void a_schedule_that_is_made_and_changed() {
        browser.signIn("schedules", all.clerk, Scripted.PASSWORD);
        String mine = "[data-schedule='" + all.schedule + "'] ";
        browser.click(mine + ".row-actions button:first-child");
        browser.see("#value-title");
        expectShown("schedule", ".el-dialog b", ".el-dialog .fields .el-form-item__label");
        close();
        browser.click(mine + ".el-button--danger");
        expectShown("whether to remove it", QUESTION);
        no();
        browser.click("#add-schedule");
        expectShown("flows", "#schedule-flow");
    }

    @Test
    void drafts_that_are_made_and_removed() {
        String id = all.draft(ScriptedFiles.refused(NAME + " " + Drawing.fresh("cz")));
        signIn("design");
        browser.click("#new-draft");
        browser.click("#from .el-radio:last-child");
        expectShown("what is deployed", "#draft-application");
        close();
        String name = (String) all.api().get("drafts/" + id).json().get("name");
        browser.type("#filter", name);
        browser.see(ROW + "b");
        browser.clickButton("刪除草稿");
        expectShown("whether to remove it", QUESTION);
        yes();
        expectShown("removed", DONE);
    }

    @Test
    void what_is_found_in_a_draft_and_who_has_changed_it_meanwhile() {
        String id = all.draft(ScriptedFiles.refused(NAME + " " + Drawing.fresh("cz")));
        signIn("design/" + id);
        browser.click("#check-draft");
        expectShown(
                "found",
                ".finding .tag",
                ".finding code",
                ".findings li:last-child span:last-child",
                "[data-file$='.bpmn']");
        browser.click("[data-finding=start]");
        expectShown("at its element", ".problem-note");
        browser.click("#rename-file");
        browser.see(".el-message-box input");
        expectShown("rename");
        no();
        browser.click("#remove-file");
        expectShown("whether to remove a file", QUESTION);
        no();

        String file = NAME + ".bpmn";
        browser.click("#source");
        browser.type(".source", SCRIPT);
        all.api().ifMatch("PATCH", "drafts/" + id, Map.of("files", Map.of(file, SCRIPT)), "\"1\"");
        browser.click("#save-draft");
        browser.click("[data-compare='" + file + "']");
        expectShown(
                "two versions",
                ".el-dialog [role=alert]",
                ".el-dialog td code",
                "[data-side=mine]",
                "[data-side=theirs]");
        browser.click("#take-theirs");
        browser.gone(".el-dialog");
    }

    @Test
    void a_draft_that_is_deployed() {
        String flow = Drawing.fresh("cz");
        signIn("design/" + all.draft(ScriptedFiles.of(NAME + " " + flow, flow, flow + "-caller")));
        browser.click("#deploy-draft");
        expectShown("deployed", "#deployed", "#deployed a");
    }
}
