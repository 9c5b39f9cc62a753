package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings of the product at {@code /api/v1}: what they are, and changing them while it runs. */
class SettingsIT extends BlackBox {

    @AfterEach
    void as_they_were() {
        Map<String, Object> before = new HashMap<>();
        before.put("LOGIN_UNIFORM", null);
        before.put("FILES", null);
        before.put("SESSION_SECURE", null);
        assertThat(api().patch("settings", before).http()).isEqualTo(200);
    }

    @Test
    void each_tells_its_value_its_default_and_where_it_comes_from() {
        assertThat(setting("FILES"))
                .containsEntry("type", "number")
                .containsEntry("value", 100)
                .containsEntry("default", 100)
                .containsEntry("source", "default")
                .containsEntry("changeable", true)
                .containsEntry("least", 0)
                .containsEntry("meaning", "單一請求最多幾個檔案");
        assertThat(setting("JOB_THREADS")).containsEntry("changeable", false);
    }

    @Test
    void what_the_server_gives_is_told_and_cannot_be_changed() {
        assumeTrue(System.getProperty("kaidan.url") == null);
        assertThat(setting("HTTP_TIMEOUT_SECONDS")).containsEntry("value", 2).containsEntry("default", 30);
        assertThat(setting("PASSWORD_MIN"))
                .containsEntry("source", "environment")
                .containsEntry("changeable", false);

        assertThat(api().patch("settings", Map.of("PASSWORD_MIN", 3)).problems())
                .containsExactly("PASSWORD_MIN:setting_given");
    }

    @Test
    void which_hosts_may_be_called_is_shown_to_administrators_and_not_theirs_to_choose() {
        assumeTrue(System.getProperty("kaidan.url") == null);
        assertThat(setting("HTTP_ALLOWED_HOSTS"))
                .containsEntry("value", "127.0.0.1")
                .containsEntry("source", "environment")
                .containsEntry("changeable", false);

        assertThat(api().patch("settings", Map.of("HTTP_ALLOWED_HOSTS", "private/erp"))
                        .problems())
                .containsExactly("HTTP_ALLOWED_HOSTS:setting_fixed");
    }

    @Test
    void the_password_of_the_administrator_is_never_shown() {
        Answer answer = api().get("settings");

        assertThat(setting("ADMIN_PASSWORD"))
                .containsEntry("value", null)
                .containsEntry("default", null)
                .containsEntry("secret", true)
                .containsEntry("changeable", false);
        assertThat(answer.list("items")).noneMatch(setting -> KaidanServer.ADMIN_PASSWORD.equals(setting.get("value")));
    }

    @Test
    void a_change_acts_at_once_and_tells_who_made_it_until_the_default_is_taken_again() {
        assertThat(nobody(base())).isEqualTo("使用者不存在。");

        Answer changed = api().patch("settings", Map.of("LOGIN_UNIFORM", true, "FILES", 7));

        assertThat(changed.http()).as("%s", changed).isEqualTo(200);
        assertThat(setting("LOGIN_UNIFORM"))
                .containsEntry("value", true)
                .containsEntry("source", "chosen")
                .containsEntry("changedBy", "admin");
        assertThat(setting("FILES")).containsEntry("value", 7);
        assertThat(nobody(base())).isEqualTo("登入失敗。");

        as_they_were();
        assertThat(setting("FILES"))
                .containsEntry("value", 100)
                .containsEntry("source", "default")
                .containsEntry("changedBy", null);
        assertThat(nobody(base())).isEqualTo("使用者不存在。");
    }

    @Test
    void the_cookie_of_a_session_goes_over_tls_only_where_it_is_told_to() {
        assertThat(cookie()).doesNotContain("Secure");

        api().patch("settings", Map.of("SESSION_SECURE", true));

        assertThat(cookie()).contains("; Secure").contains("; HttpOnly");
    }

    private static String cookie() {
        return Http.send(
                        "POST",
                        base().resolve("/api/v1/session"),
                        BodyPublishers.ofString(Text.json(
                                Map.of("username", KaidanServer.ADMIN, "password", KaidanServer.ADMIN_PASSWORD))),
                        "Content-Type",
                        QuickClient.JSON)
                .header("Set-Cookie");
    }

    @Test
    void a_change_reaches_the_other_nodes_and_those_that_start_later() {
        assumeTrue(System.getProperty("kaidan.url") == null, "only where the tests start the servers");
        api().patch("settings", Map.of("LOGIN_UNIFORM", true));
        try (KaidanServer other = KaidanServer.node(Map.of())) {
            assertThat(nobody(other.base())).isEqualTo("登入失敗。");

            as_they_were();

            Eventually.get(() -> nobody(other.base()), "使用者不存在。"::equals);
        }
    }

    @Test
    void everything_that_is_wrong_is_told_at_once_and_nothing_changes() {
        Map<String, Object> body = new HashMap<>(Map.of(
                "FILES", -1,
                "MESSAGE_SECONDS", "many",
                "LOGIN_UNIFORM", "yes",
                "JOB_THREADS", 9,
                "LOST", 1,
                "LOGIN_FAILURES", 5));

        assertThat(api().patch("settings", body).problems())
                .containsExactlyInAnyOrder(
                        "FILES:range",
                        "MESSAGE_SECONDS:type",
                        "LOGIN_UNIFORM:type",
                        "JOB_THREADS:setting_fixed",
                        "LOST:unknown_member");
        assertThat(setting("LOGIN_FAILURES")).containsEntry("source", "default");
    }

    @Test
    void they_are_for_administrators_only() {
        api().user("settings-clerk", List.of(), List.of());
        Api clerk = new Api(base(), "settings-clerk", "settings-clerk");

        assertThat(clerk.get("settings").http()).isEqualTo(403);
        assertThat(clerk.patch("settings", Map.of("FILES", 1)).http()).isEqualTo(403);
        assertThat(clerk.get("about").json())
                .containsEntry("license", "Apache-2.0")
                .containsEntry("server", null)
                .containsEntry("database", null);
    }

    @Test
    void about_tells_versions_and_the_licence_of_every_library() {
        Answer about = api().get("about");

        assertThat((String) about.json().get("database")).startsWith("PostgreSQL 17");
        assertThat((String) about.json().get("server")).containsPattern("WildFly|Payara");
        assertThat((String) about.json().get("version")).matches("\\d+\\.\\d+.*");
        assertThat(about.list("libraries"))
                .anyMatch(library -> "org.camunda.feel:feel-engine".equals(library.get("name"))
                        && "1.21.0".equals(library.get("version")))
                .allMatch(library -> !((String) library.get("license")).isBlank());
    }

    private static Map<String, Object> setting(String name) {
        return api().get("settings").list("items").stream()
                .filter(setting -> name.equals(setting.get("name")))
                .findFirst()
                .orElseThrow();
    }

    /** What somebody is told whom nobody knows. */
    private static String nobody(URI base) {
        return (String) Http.send(
                        "GET",
                        base.resolve("/accounts/api/security/get/"),
                        BodyPublishers.noBody(),
                        "Authorization",
                        Http.basic("nobody-knows-me", "x"))
                .json()
                .get("message");
    }
}
