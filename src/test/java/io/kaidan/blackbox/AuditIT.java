package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit trail at {@code /api/v1}: who did what, from where, and who was refused. */
class AuditIT extends BlackBox {

    private final String id = "audit-" + UUID.randomUUID();

    @Test
    void what_is_changed_about_people_is_told_without_any_secret() {
        String secret = "secret " + id;
        api().group(id);
        api().role(id, "leave", "view");
        api().post("users", Map.of("username", id, "password", secret, "email", "a@example.org"));
        api().patch("users/" + id, Map.of("password", secret + "!", "active", false, "groups", List.of(id)));
        api().patch("groups/" + id, Map.of("remove", List.of(id)));
        api().patch("roles/" + id, Map.of("permissions", Map.of("leave", List.of("add"))));
        api().delete("users/" + id);
        api().delete("roles/" + id);

        assertThat(changes("user_add", id))
                .containsEntry("email", Arrays.asList(null, "a@example.org"))
                .containsEntry("active", Arrays.asList(null, true))
                .doesNotContainKey("password");
        assertThat(changes("user_change", id))
                .isEqualTo(Map.of(
                        "active", List.of(true, false),
                        "groups", List.of(List.of(), List.of(id)),
                        "password", Arrays.asList(null, null)));
        assertThat(changes("group_add", id)).isEmpty();
        assertThat(changes("group_change", id)).isEqualTo(Map.of("left", Arrays.asList(null, List.of(id))));
        assertThat(changes("role_add", id)).containsEntry("admin", Arrays.asList(null, false));
        assertThat(changes("role_change", id))
                .isEqualTo(Map.of(
                        "permissions", List.of(Map.of("leave", List.of("view")), Map.of("leave", List.of("add")))));
        assertThat(changes("role_remove", id)).containsEntry("name", Arrays.asList(id, null));
        assertThat(changes("user_remove", id)).containsEntry("email", Arrays.asList("a@example.org", null));
        assertThat(api().get("audit?limit=1000").text()).doesNotContain(secret);
    }

    @Test
    void what_is_changed_about_applications_and_tickets_is_told() {
        FlowBuilder built = oneTask(text("title"));
        String flow = api().deployed(built);
        String application = "app " + flow;
        api().patch("flows/" + flow, Map.of("log", false, "enabled", true, "retentionDays", 30));
        String deleted = admin().open(flow, Map.of("title", "x"));
        String migrated = admin().open(flow, Map.of("title", "x"));
        Map<String, Object> delete = new HashMap<>(admin().queryBody(deleted));
        delete.put("action", "delete");
        assertThat(admin().edit(flow, QuickClient.JSON, Text.utf8(Text.json(delete)))
                        .status())
                .isEqualTo("200");
        api().deployed(built);
        Map<String, Object> migration = Map.of("version", 2, "reason", "new form", "dryRun", true);
        api().post("flows/" + flow + "/migrations", migration);
        migration = Map.of("version", 2, "reason", "new form");
        assertThat(api().post("flows/" + flow + "/migrations", migration).json())
                .containsEntry("migrated", 1);
        api().delete("applications/" + application.replace(" ", "%20"));

        assertThat(lines("application_deploy", application))
                .extracting(line -> Answer.object(line.get("changes")).get("version"))
                .containsExactly(List.of(1, 2), Arrays.asList(null, 1));
        assertThat(changes("flow_change", flow))
                .isEqualTo(Map.of("log", List.of(true, false), "retentionDays", Arrays.asList(null, 30)));
        assertThat(changes("tickets_delete", flow)).isEqualTo(Map.of("tickets", Arrays.asList(List.of(deleted), null)));
        assertThat(changes("tickets_migrate", flow))
                .isEqualTo(Map.of(
                        "version", Arrays.asList(null, 2),
                        "tickets", Arrays.asList(null, List.of(migrated)),
                        "reason", Arrays.asList(null, "new form")));
        assertThat(changes("application_undeploy", application)).isEmpty();
    }

    @Test
    void a_draft_that_is_deployed_is_named() {
        FlowBuilder built = oneTask(text("title"));
        Map<String, Object> files = new HashMap<>();
        Api.application(id, built).forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        String draft = draft(Map.of("files", files));

        Answer deployed = api().ifMatch("POST", "drafts/" + draft + "/deploy", null, "\"1\"");

        assertThat(deployed.http()).as("%s", deployed).isEqualTo(201);
        assertThat(changes("application_deploy", id)).containsEntry("draft", Arrays.asList(null, draft));
    }

    @Test
    void what_somebody_does_with_schedules_is_told_without_their_values() {
        String flow = api().deployed(oneTask(text("title"), text("note")));
        String clerk = "clerk-" + id;
        api().role(clerk, flow, "add");
        api().user(clerk, List.of(), List.of(clerk));
        Api hers = new Api(base(), clerk, clerk);
        String secret = "secret " + id;

        String schedule = (String) hers.post(
                        "schedules",
                        Map.of("apiPath", flow, "name", id, "every", "P300D", "values", Map.of("title", secret)))
                .json()
                .get("id");
        hers.patch("schedules/" + schedule, Map.of("enabled", false, "values", Map.of("title", secret, "note", "x")));
        api().patch("schedules/" + schedule, Map.of("enabled", true, "cron", "0 9 1 1 *", "timeZone", "Asia/Taipei"));
        hers.patch("schedules/" + schedule, Map.of("every", "PT0S")); // refused
        hers.delete("schedules/" + schedule);

        assertThat(changesBy(clerk, "schedule_add", schedule))
                .containsEntry("flow", Arrays.asList(null, flow))
                .containsEntry("name", Arrays.asList(null, id))
                .containsEntry("every", Arrays.asList(null, "P300D"))
                .containsEntry("enabled", Arrays.asList(null, true))
                .containsEntry("values", Arrays.asList(null, List.of("title")));
        assertThat(changesBy(clerk, "schedule_change", schedule))
                .isEqualTo(Map.of(
                        "enabled", List.of(true, false),
                        "values", Arrays.asList(null, List.of("note"))));
        assertThat(changes("schedule_change", schedule))
                .containsEntry("enabled", List.of(false, true))
                .containsEntry("cron", Arrays.asList(null, "0 9 1 1 *"))
                .containsEntry("every", Arrays.asList("P300D", null))
                .doesNotContainKey("values");
        assertThat(changesBy(clerk, "schedule_remove", schedule))
                .containsEntry("flow", Arrays.asList(flow, null))
                .containsEntry("name", Arrays.asList(id, null));
        assertThat(api().get("audit?limit=1000").text()).doesNotContain(secret);
    }

    @Test
    void a_draft_that_is_made_and_removed_is_told_and_what_is_saved_of_it_is_not() {
        FlowBuilder built = oneTask(text("title"));
        Map<String, Object> files = new HashMap<>();
        Api.application(id, built).forEach((path, bytes) -> files.put(path, new String(bytes, StandardCharsets.UTF_8)));
        String made = draft(Map.of("files", files));
        api().ifMatch("PATCH", "drafts/" + made, Map.of("files", Map.of("a.form", "{}")), "\"1\"");
        api().ifMatch("DELETE", "drafts/" + made, null, "\"1\""); // refused: somebody has saved meanwhile
        api().ifMatch("DELETE", "drafts/" + made, null, "\"2\"");
        api().deployed(built);
        String taken = draft(Map.of("application", "app " + built.apiPath(), "version", 1));

        assertThat(changes("draft_add", made)).isEqualTo(Map.of("name", Arrays.asList(null, id)));
        assertThat(changes("draft_add", taken))
                .isEqualTo(Map.of(
                        "name", Arrays.asList(null, "app " + built.apiPath()), "version", Arrays.asList(null, 1)));
        assertThat(changes("draft_remove", made))
                .isEqualTo(Map.of("name", Arrays.asList(id, null), "revision", Arrays.asList(2, null)));
        assertThat(by("admin", null).stream().filter(line -> made.equals(line.get("object"))))
                .extracting(line -> (String) line.get("action"))
                .filteredOn(action -> action.startsWith("draft"))
                .containsExactly("draft_remove", "draft_add");
    }

    private static String draft(Map<String, Object> body) {
        Answer made = api().post("drafts", body);
        assertThat(made.http()).as("%s", made).isEqualTo(201);
        return (String) made.json().get("id");
    }

    @Test
    void a_bulk_retry_and_a_setting_are_told() {
        String flow = api().deployed(FlowBuilder.start(text("title"))
                .exclusive("way")
                .when("= title = \"y\"")
                .end("end"));
        admin().open(flow, Map.of("title", "x"));
        api().post("incidents/retry", Map.of("apiPath", flow));
        api().patch("settings", Map.of("MESSAGE_SECONDS", 3601));
        Map<String, Object> back = new HashMap<>();
        back.put("MESSAGE_SECONDS", null);
        api().patch("settings", back);

        assertThat(changes("incidents_retry", flow)).isEqualTo(Map.of("incidents", Arrays.asList(null, 1)));
        assertThat(lines("setting_change", "MESSAGE_SECONDS").stream().limit(2))
                .extracting(line -> Answer.object(line.get("changes")).get("value"))
                .containsExactly(List.of("3601", "3600"), List.of("3600", "3601"));
    }

    @Test
    void what_was_refused_or_failed_did_not_happen_and_is_not_told_as_done() {
        api().post("users", Map.of("username", id));
        api().patch("users/" + id, Map.of("active", false));
        api().patch("users/admin", Map.of("active", false, "displayName", id)); // the last administrator

        assertThat(api().get("audit?action=user_add&limit=1000").text()).doesNotContain(id);
        assertThat(api().get("audit?action=user_change&limit=1000").text()).doesNotContain(id);
    }

    @Test
    void every_line_tells_who_when_and_from_where() {
        Instant before = Instant.now().minusSeconds(60);
        api().group(id);

        Map<String, Object> line = lines("group_add", id).get(0);

        assertThat(line)
                .containsEntry("who", "admin")
                .containsEntry("address", "127.0.0.1")
                .containsEntry("outcome", "done")
                .containsEntry("times", 1);
        assertThat(Instant.parse((String) line.get("at")))
                .isBetween(before, Instant.now().plusSeconds(60));
    }

    @Test
    void sign_ins_are_told_whether_they_succeed_or_not() {
        String user = "u-" + id;
        String unknown = "nobody-" + id;
        api().user(user, List.of(), List.of());
        QuickClient.askForCode(base(), user, "wrong");
        QuickClient.askForCode(base(), unknown, "wrong");
        session(user, "wrong");
        session(user, user);
        new Api(base(), user, "wrong").get("session");
        api().patch("users/" + user, Map.of("password", "new"));
        new Api(base(), user, "new").post("session/password", Map.of("current", "new", "next", "newer"));

        List<String> told = Eventually.get(() -> signIns(user), all -> all.size() >= 6);
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "refused code 1",
                        "refused console 1",
                        "done console 1",
                        "refused basic 1",
                        "done basic 1",
                        "done password 1");
        assertThat(signIns(unknown)).containsExactly("refused code 1");
        assertThat(by(user, "password_change")).hasSize(1);
    }

    @Test
    void a_locked_account_is_told() {
        api().user(id, List.of(), List.of());
        for (int i = 0; i < 11; i++) {
            QuickClient.askForCode(base(), id, "wrong");
        }

        Eventually.get(() -> signIns(id), all -> all.contains("locked code 1"));
    }

    @Test
    void what_is_refused_is_told_in_both_APIs() {
        api().user(id, List.of(), List.of());
        QuickClient clerk = QuickClient.login(base(), id, id);
        String flow = api().deployed(oneTask(text("title")));

        bearer("users/" + id, clerk.code());
        bearer("groups/" + id, "wrong-code-" + id);
        anonymous("roles/" + id);
        clerk.create(flow, Map.of("title", "x"));
        clerk.create(flow, Map.of("title", "x"));

        List<String> told = Eventually.get(() -> refused(id, flow), all -> all.size() >= 4);
        assertThat(told)
                .contains(
                        "1 " + id + " GET /api/v1/users/" + id,
                        "1 null GET /api/v1/groups/" + id,
                        "1 null GET /api/v1/roles/" + id);
        assertThat(told).anyMatch(line -> line.endsWith(id + " POST /rest/flowmanage/api/omdata/edit/" + flow));
    }

    @Test
    void what_a_client_says_of_where_it_comes_from_counts_for_nothing() {
        Http.send("GET", at("users/" + id), BodyPublishers.noBody(), "X-Forwarded-For", "192.0.2.99");

        Eventually.get(() -> refused(id, id), all -> all.size() == 1);
        assertThat(api().get("audit?action=access&limit=1000").list("items"))
                .filteredOn(line -> ("" + line.get("object")).contains(id))
                .singleElement()
                .satisfies(line -> assertThat("" + line).doesNotContain("192.0.2.99"));
    }

    @Test
    void it_is_read_page_by_page_the_newest_first() {
        Instant from = Instant.now().minusSeconds(5);
        for (int i = 0; i < 5; i++) {
            api().group(id + i);
        }

        String query = "audit?who=admin&action=group_add&outcome=done&limit=2&from=" + from;
        Answer first = api().get(query);
        Answer second = api().get(query + "&cursor=" + first.json().get("next"));

        assertThat(first.list("items")).extracting(line -> line.get("object")).containsExactly(id + 4, id + 3);
        assertThat(second.list("items")).extracting(line -> line.get("object")).containsExactly(id + 2, id + 1);
        assertThat(api().get(query + "&to=" + from).list("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday&to=x, from:type to:type",
        "action=x&outcome=y&who=%00, who:characters action:option outcome:option",
        "cursor=eA, cursor:cursor",
        "limit=0, limit:range"
    })
    void a_query_that_makes_no_sense_is_refused_with_all_that_is_wrong(String query, String problems) {
        Answer answer = api().get("audit?" + query);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactlyInAnyOrder(problems.split(" "));
    }

    private static URI at(String path) {
        return base().resolve("/api/v1/" + path);
    }

    private static void anonymous(String path) {
        assertThat(Http.send("GET", at(path), BodyPublishers.noBody()).http()).isEqualTo(401);
    }

    private static void bearer(String path, String code) {
        assertThat(Http.send("GET", at(path), BodyPublishers.noBody(), "Authorization", "Bearer " + code)
                        .http())
                .isBetween(401, 403);
    }

    private static void session(String user, String password) {
        Http.send(
                "POST",
                at("session"),
                BodyPublishers.ofString(Text.json(Map.of("username", user, "password", password))),
                "Content-Type",
                QuickClient.JSON);
    }

    private static Map<String, Object> changes(String action, String object) {
        return changesBy("admin", action, object);
    }

    private static Map<String, Object> changesBy(String who, String action, String object) {
        List<Map<String, Object>> lines = lines(who, action, object);
        assertThat(lines).as("%s %s", action, object).hasSize(1);
        return Answer.object(lines.get(0).get("changes"));
    }

    /** What the administrator did to something. */
    private static List<Map<String, Object>> lines(String action, String object) {
        return lines("admin", action, object);
    }

    private static List<Map<String, Object>> lines(String who, String action, String object) {
        return by(who, action).stream()
                .filter(line -> object.equals(line.get("object")))
                .toList();
    }

    private static List<Map<String, Object>> by(String who, String action) {
        String name = URLEncoder.encode(who, StandardCharsets.UTF_8);
        return api().get("audit?limit=1000&who=" + name + (action == null ? "" : "&action=" + action))
                .list("items");
    }

    private static List<String> signIns(String who) {
        return by(who, "sign_in").stream()
                .map(line -> line.get("outcome") + " " + line.get("object") + " " + line.get("times"))
                .toList();
    }

    /** How often, who, and what, of refused calls whose path has one of the texts in it. */
    private static List<String> refused(String... texts) {
        return api().get("audit?limit=1000&action=access").list("items").stream()
                .filter(line -> Arrays.stream(texts).anyMatch(text -> ("" + line.get("object")).contains(text)))
                .map(line -> line.get("times") + " " + line.get("who") + " " + line.get("object"))
                .toList();
    }
}
