package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Applications are designed as drafts: saved, checked, deployed; nobody writes over what another has saved. */
class DraftsIT extends BlackBox {

    private final FlowBuilder flow = FlowBuilder.oneTask(text("title").header("title"));
    private final String name = "app " + flow.apiPath();

    @Test
    void a_draft_is_made_of_files_changed_and_removed() {
        Answer made = api().post("drafts", Map.of("files", files()));

        assertThat(made.http()).as("%s", made).isEqualTo(201);
        assertThat(made.json())
                .containsEntry("name", name)
                .containsEntry("revision", 1)
                .containsEntry("madeBy", "admin")
                .containsEntry("savedBy", "admin")
                .containsEntry("files", files());
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(made.header("Location")).endsWith("/api/v1/drafts/" + id(made));

        Map<String, Object> changes = new HashMap<>();
        changes.put("application.json", "{\"name\": \"另一個名字\"}");
        changes.put(flow.apiPath() + ".bpmn", null);
        changes.put("更多.form", "{}");
        Answer saved = save(made, changes);

        assertThat(saved.http()).as("%s", saved).isEqualTo(200);
        assertThat(saved.header("ETag")).isEqualTo("\"2\"");
        Map<String, Object> now = api().get("drafts/" + id(made)).json();
        assertThat(now).containsEntry("name", "另一個名字").containsEntry("revision", 2);
        assertThat(Answer.object(now.get("files")))
                .containsEntry("更多.form", "{}")
                .containsEntry(flow.apiPath() + "-start.form", files().get(flow.apiPath() + "-start.form"))
                .doesNotContainKey(flow.apiPath() + ".bpmn");
        assertThat(api().get("drafts").list("items"))
                .filteredOn(d -> id(made).equals(d.get("id")))
                .singleElement()
                .satisfies(d -> assertThat(d).containsEntry("name", "另一個名字").doesNotContainKey("files"));

        assertThat(api().ifMatch("DELETE", "drafts/" + id(made), null, saved.header("ETag"))
                        .http())
                .isEqualTo(204);
        assertThat(api().get("drafts/" + id(made)).http()).isEqualTo(404);
        assertThat(save(saved, changes).problems()).containsExactly("unknown_draft");
    }

    @Test
    void who_has_not_seen_what_another_saved_does_not_write_over_it_and_learns_who_did_when() {
        String other = "designer-" + flow.apiPath();
        api().post("roles", Map.of("name", other, "admin", true));
        api().user(other, List.of(), List.of(other));
        Answer made = api().post("drafts", Map.of("files", files()));
        new Api(base(), other, other)
                .ifMatch("PATCH", "drafts/" + id(made), Map.of("files", Map.of("a.form", "{}")), "\"1\"");
        api().delete("users/" + other); // other tests count on one administrator

        Answer mine = save(made, Map.of("a.form", "[]"));

        assertThat(mine.http()).isEqualTo(412);
        assertThat(mine.problems()).containsExactly("draft_changed");
        assertThat((String) mine.errors().get(0).get("message")).contains(other).contains((String)
                api().get("drafts/" + id(made)).json().get("savedAt"));
        assertThat(deploy(id(made), "\"1\"").http()).isEqualTo(412);
        assertThat(api().ifMatch("DELETE", "drafts/" + id(made), null, "\"1\"").http())
                .isEqualTo(412);
        assertThat(file(id(made), "a.form")).isEqualTo("{}");
    }

    @Test
    void who_does_not_say_what_he_has_seen_changes_nothing() {
        Answer made = api().post("drafts", Map.of("files", files()));

        Answer blind = api().ifMatch("PATCH", "drafts/" + id(made), Map.of("files", Map.of("a.form", "{}")), null);

        assertThat(blind.http()).isEqualTo(428);
        assertThat(blind.problems()).containsExactly("if_match");
        assertThat(api().ifMatch("PATCH", "drafts/" + id(made), Map.of("files", Map.of()), "*")
                        .http())
                .isEqualTo(428);
        assertThat(api().get("drafts/" + id(made)).json()).containsEntry("revision", 1);
    }

    @Test
    void of_several_who_save_at_the_same_moment_one_does() throws Exception {
        Answer made = api().post("drafts", Map.of("files", files()));

        List<Callable<Integer>> saves = IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Integer>) () ->
                        save(made, Map.of("a.form", "{\"by\": " + i + "}")).http())
                .toList();
        List<Integer> answers;
        try (Together together = new Together(8)) {
            answers = together.run(saves);
        }

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 412).hasSize(7);
    }

    @Test
    void checking_finds_what_deploying_would_and_deploys_nothing() {
        Map<String, Object> broken = files();
        broken.put(
                flow.apiPath() + ".bpmn",
                flow.bpmn()
                        .replace("<bpmn:endEvent", "<bpmn:callActivity")
                        .replace("</bpmn:endEvent", "</bpmn:callActivity"));
        broken.put("broken.form", "{");
        Answer made = api().post("drafts", Map.of("files", broken));

        Answer checked = api().post("drafts/" + id(made) + "/check", Map.of());

        assertThat(checked.http()).isEqualTo(200);
        assertThat(checked.errors())
                .extracting(e -> e.get("file") + " " + e.get("element") + " " + e.get("code"))
                .contains("broken.form null json", flow.apiPath() + ".bpmn end no_called_flow");
        Answer deployed = deploy(id(made), made.header("ETag"));
        assertThat(deployed.http()).isEqualTo(422);
        assertThat(deployed.errors()).isEqualTo(checked.errors());
        assertThat(api().get("flows/" + flow.apiPath()).http()).isEqualTo(404);
    }

    @Test
    void checking_tells_that_another_application_has_the_api_path() {
        api().deployed(flow);
        Map<String, Object> files = files();
        files.put("application.json", "{\"name\": \"thief " + flow.apiPath() + "\"}");
        Answer made = api().post("drafts", Map.of("files", files));

        Answer checked = api().post("drafts/" + id(made) + "/check", Map.of());

        assertThat(checked.problems()).containsExactly("api_path_taken");
        assertThat((String) checked.errors().get(0).get("message")).contains(name);
    }

    @Test
    void deploying_a_draft_makes_the_next_version_and_tickets_open_on_it() {
        api().deployed(flow);
        Answer made = api().post("drafts", Map.of("application", name, "version", 1));
        assertThat(made.json().get("files")).isEqualTo(files());
        Answer saved = save(made, Map.of(flow.apiPath() + ".bpmn", flow.bpmn().replace("審核", "複審")));

        Answer deployed = deploy(id(made), saved.header("ETag"));

        assertThat(deployed.http()).as("%s", deployed).isEqualTo(201);
        assertThat(deployed.json()).containsEntry("name", name).containsEntry("version", 2);
        assertThat(deployed.header("Location")).contains("/api/v1/applications/");
        String no = admin().open(flow.apiPath(), Map.of("title", "甲"));
        assertThat(admin().stops(flow.apiPath(), no))
                .extracting(QuickClient.Stop::name)
                .containsExactly("複審");
        assertThat(api().get("drafts/" + id(made)).http()).isEqualTo(200);
    }

    @Test
    void an_exported_version_holds_the_very_files_and_gives_the_same_flows_again() {
        Map<String, byte[]> files = Api.application(name, flow);
        api().deploy(files);
        Map<String, Object> before = api().flow(flow.apiPath());

        Answer exported = api().get("applications/" + name.replace(" ", "%20") + "/versions/1/package");

        assertThat(exported.http()).isEqualTo(200);
        assertThat(exported.header("Content-Type")).isEqualTo("application/zip");
        assertThat(exported.header("Content-Disposition")).contains(name + "-1.zip");
        Map<String, byte[]> unzipped = Api.unzip(exported.bytes());
        assertThat(unzipped.keySet()).isEqualTo(files.keySet());
        files.forEach((path, bytes) -> assertThat(unzipped.get(path)).isEqualTo(bytes));
        Answer again = api().deployZip(exported.bytes());
        assertThat(again.http()).as("%s", again).isEqualTo(201);
        assertThat(again.json()).containsEntry("version", 2);
        Map<String, Object> after = api().flow(flow.apiPath());
        assertThat(after).containsEntry("version", 2);
        for (String same : List.of("fields", "nodes", "bpmn", "name")) {
            assertThat(after.get(same)).as(same).isEqualTo(before.get(same));
        }
        assertThat(api().get("applications/" + name.replace(" ", "%20") + "/versions/2/package")
                        .bytes())
                .isEqualTo(exported.bytes());
        assertThat(api().get("applications/" + name.replace(" ", "%20") + "/versions/9/package")
                        .problems())
                .containsExactly("unknown_version");
    }

    @Test
    void every_reason_why_files_cannot_be_kept_is_told_at_once() {
        Map<String, Object> files = files();
        files.put("picture.png", "…");
        files.put("number.form", 3);
        files.put("nul.form", "a\u0000b");

        assertThat(api().post("drafts", Map.of("files", files)).problems())
                .containsExactlyInAnyOrder("picture.png:draft_path", "number.form:type", "nul.form:characters");
        assertThat(api().post("drafts", Map.of()).problems()).containsExactly("files_or_application");
        assertThat(api().post("drafts", Map.of("application", "none " + name, "version", 1))
                        .problems())
                .containsExactly("unknown_application");
        assertThat(api().post("drafts", Map.of("files", Map.of("application.json", "{\"name\": \"a\\u0000\"}")))
                        .json())
                .containsEntry("name", "");
    }

    @Test
    void who_may_not_deploy_may_not_design_or_export() {
        api().deployed(flow);
        String clerk = "clerk-" + flow.apiPath();
        api().role(clerk, flow.apiPath(), "view", "add", "modify", "delete");
        api().user(clerk, List.of(), List.of(clerk));
        Api his = new Api(base(), clerk, clerk);
        String id = id(api().post("drafts", Map.of("files", files())));

        assertThat(his.get("drafts").http()).isEqualTo(403);
        assertThat(his.get("drafts/" + id).http()).isEqualTo(403);
        assertThat(his.get("drafts/1").http()).as("nor learn which there are").isEqualTo(403);
        assertThat(his.post("drafts", Map.of("files", files())).http()).isEqualTo(403);
        assertThat(his.post("drafts/" + id + "/check", Map.of()).http()).isEqualTo(403);
        assertThat(his.ifMatch("PATCH", "drafts/" + id, Map.of("files", Map.of()), "\"1\"")
                        .http())
                .isEqualTo(403);
        assertThat(his.ifMatch("DELETE", "drafts/" + id, null, "\"1\"").http()).isEqualTo(403);
        assertThat(his.ifMatch("POST", "drafts/" + id + "/deploy", Map.of(), "\"1\"")
                        .http())
                .isEqualTo(403);
        assertThat(his.get("applications/" + name.replace(" ", "%20") + "/versions/1/package")
                        .http())
                .isEqualTo(403);
    }

    @Test
    void when_it_was_saved_is_told_to_the_millisecond() {
        Instant before = Instant.now().minusSeconds(5);

        Answer made = api().post("drafts", Map.of("files", files()));

        assertThat(made.json().get("savedAt"))
                .isEqualTo(api().get("drafts/" + id(made)).json().get("savedAt"));
        assertThat(Instant.parse((String) made.json().get("savedAt")))
                .isBetween(before, Instant.now().plusSeconds(5));
    }

    private Map<String, Object> files() {
        return Api.application(name, flow).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, f -> new String(f.getValue(), StandardCharsets.UTF_8)));
    }

    private static String id(Answer draft) {
        return (String) draft.json().get("id");
    }

    private static String file(String id, String path) {
        return (String)
                Answer.object(api().get("drafts/" + id).json().get("files")).get(path);
    }

    private static Answer save(Answer seen, Map<String, Object> changes) {
        return api().ifMatch("PATCH", "drafts/" + id(seen), Map.of("files", changes), seen.header("ETag"));
    }

    private static Answer deploy(String id, String tag) {
        return api().ifMatch("POST", "drafts/" + id + "/deploy", Map.of(), tag);
    }
}
