package io.kaidan.blackbox;

import static io.kaidan.blackbox.ScriptedFiles.NAME;
import static io.kaidan.blackbox.ScriptedFiles.SCRIPT;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * An application, people and tickets who are all called a script, and all that they have written. Every one has names that
 * no other has, because people and applications are there once for all tests.
 */
final class Scripted {

    static final String PASSWORD = "cx";
    private static final byte[] PAGE = Text.utf8(
            "<svg xmlns='http://www.w3.org/2000/svg' onload='window.ran=1'>" + "<script>window.ran=1</script></svg>");

    final String flow = Drawing.fresh("cx");
    final String caller = Drawing.fresh("cy");
    final String application = NAME + " " + flow;
    /** An administrator, who did whatever is not said to be somebody else's. */
    final String boss = NAME + " boss " + flow;
    /** May see and open tickets of the flow; a group and a role have the same name. */
    final String clerk = NAME + " clerk " + flow;
    /** May see what calls the flow, and nothing of the flow itself. */
    final String stranger = NAME + " stranger " + flow;

    final String waiting;
    final String stuck;
    final String failed;
    final String handled;
    final String cancelled;
    final String calling;
    final String called;
    final String draft;
    final String schedule;

    private final Api api = new Api(BlackBox.base(), boss, PASSWORD);

    Scripted() {
        people();
        Map<String, byte[]> files = ScriptedFiles.of(application, flow, caller);
        made(api.deploy(files));
        List<String> columns = List.of("title", "status", "level", "note1", "note2", "note3");
        done(api.patch("flows/" + flow, Map.of("columns", columns)));
        draft = draft(files);
        waiting = withFiles();
        acted(waiting, "notes", Map.of("content", SCRIPT));
        stuck = open(api, flow, 70);
        push(api, stuck);
        failed = failed();
        handled = open(api, flow, 500);
        acted(handled, "values", Map.of("reason", SCRIPT, "values", Map.of("title", SCRIPT + "!")));
        give(handled);
        cancelled = open(api, flow, 500);
        acted(cancelled, "cancel", Map.of("reason", SCRIPT));
        calling = open(api, caller, 70);
        called = (String) Eventually.get(
                () -> api.ticket(caller, calling).get("children") instanceof List<?> children && children.size() == 1
                        ? Answer.objects(children).get(0).get("dataNo")
                        : null,
                Objects::nonNull);
        push(api, called);
        schedule = clerksWork();
        api.post("flows/" + flow + "/tickets", Map.of("values", Map.of("title", "refused", "amount", -1)));
    }

    /** A draft of these files, by its id. */
    String draft(Map<String, byte[]> files) {
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach((path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
        return (String) made(api.post("drafts", Map.of("files", texts))).get("id");
    }

    Api api() {
        return api;
    }

    /** Other tests count on one administrator. */
    void leave() {
        Answer gone = BlackBox.api().delete("users/" + ScriptedConsole.encoded(boss));
        assertThat(gone.http()).as("%s", gone).isEqualTo(204);
    }

    private void people() {
        person(boss, Map.of("admin", true, "permissions", Map.of()));
        person(clerk, Map.of("admin", false, "permissions", Map.of(flow, List.of("view", "add"))));
        person(stranger, Map.of("admin", false, "permissions", Map.of(caller, List.of("view"))));
    }

    /** Somebody, with a group and a role of the same name. */
    private static void person(String name, Map<String, ?> permits) {
        Map<String, Object> role = new LinkedHashMap<>(permits);
        role.put("name", name);
        made(BlackBox.api().post("groups", Map.of("name", name)));
        made(BlackBox.api().post("roles", role));
        made(BlackBox.api()
                .post(
                        "users",
                        Map.of(
                                "username",
                                name,
                                "password",
                                PASSWORD,
                                "displayName",
                                SCRIPT,
                                "groups",
                                List.of(name),
                                "roles",
                                List.of(name),
                                "active",
                                true)));
    }

    private String withFiles() {
        MultipartBody body = new MultipartBody("b").member("values", Text.json(values(500)));
        attach(body, NAME + ".svg", "image/svg+xml", PAGE);
        attach(body, "a.html", "image/svg+xml", PAGE);
        attach(body, "javascript:window.ran=1.pdf", "image/svg+xml", PAGE);
        attach(body, NAME + ".png", "image/png", picture());
        return opened(api, api.postMultipart("flows/" + flow + "/tickets", body));
    }

    private static void attach(MultipartBody body, String name, String type, byte[] content) {
        body.part(
                "Content-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\nContent-Type: " + type,
                content);
    }

    private static byte[] picture() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** At a worker. */
    private String failed() {
        String ticket = open(api, flow, 500);
        push(api, ticket);
        Map<String, Object> job = api.post("jobs/activate", Map.of("type", ScriptedFiles.jobs(flow), "worker", SCRIPT))
                .list("jobs")
                .get(0);
        done(api.post("jobs/" + job.get("key") + "/fail", Map.of("retries", 0, "message", SCRIPT, "worker", SCRIPT)));
        return ticket;
    }

    /** What only he sees who did it, or whose it is; gives the id of his schedule. */
    private String clerksWork() {
        Api his = new Api(BlackBox.base(), clerk, PASSWORD);
        give(open(his, flow, 500));
        String pushed = open(his, flow, 500);
        give(pushed);
        push(his, pushed);
        return (String) made(his.post(
                        "schedules",
                        Map.of("apiPath", flow, "name", SCRIPT, "every", "P300D", "values", Map.of("title", SCRIPT))))
                .get("id");
    }

    private void give(String ticket) {
        acted(ticket, "work-items/" + item(ticket) + "/assign", Map.of("reason", SCRIPT, "assignee", clerk));
    }

    private void push(Api who, String ticket) {
        done(who.post(
                "flows/" + flow + "/tickets/" + ticket + "/work-items/" + item(ticket) + "/push",
                Map.of("values", Map.of())));
    }

    private Object item(String ticket) {
        return Answer.objects(api.ticket(flow, ticket).get("workItems")).get(0).get("dataId");
    }

    private void acted(String ticket, String act, Map<String, ?> body) {
        done(api.post("flows/" + flow + "/tickets/" + ticket + "/" + act, body));
    }

    private Map<String, Object> values(int amount) {
        Map<String, Object> values = new LinkedHashMap<>();
        List.of("title", "status", "level", "note1", "note2", "note3").forEach(key -> values.put(key, SCRIPT));
        values.put("amount", amount);
        values.put("assignee", clerk);
        return values;
    }

    private String open(Api who, String apiPath, int amount) {
        return opened(who, who.post("flows/" + apiPath + "/tickets", Map.of("values", values(amount))));
    }

    /** The number of a ticket whose start is validated in the background. */
    private static String opened(Api who, Answer answer) {
        done(answer);
        Map<String, Object> json = answer.json();
        return (String)
                (json.containsKey("submission")
                        ? Eventually.get(
                                () -> who.get("submissions/" + json.get("submission"))
                                        .json()
                                        .get("dataNo"),
                                Objects::nonNull)
                        : json.get("dataNo"));
    }

    private static Map<String, Object> made(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        return answer.json();
    }

    private static void done(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isBetween(200, 204);
    }
}
