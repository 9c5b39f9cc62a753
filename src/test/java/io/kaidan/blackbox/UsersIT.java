package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users, groups and roles at {@code /api/v1}, and what all its calls have in common. */
class UsersIT extends BlackBox {

    private static final String PROBLEM = "application/problem+json";

    private final String id = UUID.randomUUID().toString();

    @Test
    void a_user_is_made_read_changed_and_removed() {
        api().group("IT-" + id);
        api().role("clerk-" + id, "incident", "view", "add");

        Answer made = api().post(
                        "users",
                        Map.of(
                                "username",
                                "mei-" + id,
                                "password",
                                "secret enough",
                                "displayName",
                                "林美",
                                "email",
                                "mei@example.com",
                                "groups",
                                List.of("IT-" + id),
                                "roles",
                                List.of("clerk-" + id),
                                "active",
                                true));

        assertThat(made.http()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith("/api/v1/users/mei-" + id);
        assertThat(made.text()).doesNotContain("secret", "PBKDF2");
        Answer read = api().get("users/mei-" + id);
        assertThat(read.json())
                .isEqualTo(made.json())
                .containsEntry("username", "mei-" + id)
                .containsEntry("displayName", "林美")
                .containsEntry("email", "mei@example.com")
                .containsEntry("groups", List.of("IT-" + id))
                .containsEntry("roles", List.of("clerk-" + id))
                .containsEntry("active", true);
        assertThat(api().patch("users/mei-" + id, Map.of("displayName", "美")).json())
                .containsEntry("displayName", "美")
                .containsEntry("email", "mei@example.com");
        assertThat(api().delete("users/mei-" + id).http()).isEqualTo(204);
        assertThat(api().get("users/mei-" + id).http()).isEqualTo(404);
    }

    @Test
    void a_member_without_a_value_is_null_and_not_left_out() {
        assertThat(api().get("users/admin").text()).contains("\"email\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"王小明+a@example.com", "a b", "DOMAIN/mei", "100%", "{x}"})
    void the_location_of_any_name_leads_to_it(String name) {
        Answer made = api().post("groups", Map.of("name", name + id));

        assertThat(made.http()).isEqualTo(201);
        String path = made.header("Location").replaceFirst(".*/api/v1/", "");
        assertThat(api().get(path).json()).containsEntry("name", name + id);
        assertThat(api().delete(path + "/").http()).isEqualTo(204);
    }

    @Test
    void every_problem_is_named_at_once() {
        Answer answer = api().post(
                        "users",
                        Map.of(
                                "username",
                                "a:b",
                                "password",
                                12345678,
                                "active",
                                "yes",
                                "groups",
                                List.of("no such"),
                                "roles",
                                "administrator"));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
        assertThat(answer.problems())
                .containsExactlyInAnyOrder(
                        "username:colon", "password:type", "active:type", "groups:unknown_group", "roles:type");
        assertThat(answer.json())
                .containsEntry("type", "about:blank")
                .containsEntry("status", 422)
                .containsKeys("title", "detail");
    }

    @Test
    void a_name_that_is_taken_is_a_conflict() {
        Answer answer = api().post("users", Map.of("username", "admin", "password", "secret enough"));

        assertThat(answer.http()).isEqualTo(409);
        assertThat(answer.problems()).containsExactly("username:username_taken");
    }

    @Test
    void the_last_administrator_stays() {
        api().user("second-" + id, List.of(), List.of());

        Answer answer = new Api(base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD)
                .patch("users/admin", Map.of("roles", List.of()));

        assertThat(answer.http()).isEqualTo(409);
        assertThat(answer.problems()).containsExactly("last_admin");
        assertThat(api().get("users/admin").json()).containsEntry("roles", List.of("administrator"));
    }

    @Test
    void groups_and_roles_are_made_changed_and_removed() {
        assertThat(api().post("groups", Map.of("name", "old-" + id)).json()).containsEntry("name", "old-" + id);
        assertThat(api().patch("groups/old-" + id, Map.of("name", "new-" + id)).http())
                .isEqualTo(200);
        assertThat(api().delete("groups/new-" + id).http()).isEqualTo(204);

        Map<String, Object> permissions = Map.of("incident", List.of("view", "add", "modify", "delete"));
        Answer role = api().post("roles", Map.of("name", "r-" + id, "admin", false, "permissions", permissions));
        assertThat(role.http()).isEqualTo(201);
        assertThat(role.json()).containsEntry("permissions", permissions).containsEntry("admin", false);
        assertThat(api().patch("roles/r-" + id, Map.of("permissions", Map.of("leave", List.of("view"))))
                        .json())
                .containsEntry("permissions", Map.of("leave", List.of("view")));
        assertThat(api().patch("roles/r-" + id, Map.of("permissions", Map.of("x", List.of("fly"))))
                        .problems())
                .containsExactly("permissions:unknown_permission");
        assertThat(api().delete("roles/r-" + id).http()).isEqualTo(204);
    }

    @Test
    void a_list_is_read_page_by_page() {
        for (int i = 0; i < 5; i++) {
            api().group("zz-" + id + "-" + i);
        }

        int seen = 0;
        Object cursor = "";
        do {
            Map<String, Object> page = api().get("groups?limit=2" + (cursor.equals("") ? "" : "&cursor=" + cursor))
                    .json();
            List<Map<String, Object>> items = Answer.objects(page.get("items"));
            assertThat(items).hasSizeLessThanOrEqualTo(2);
            seen += (int) items.stream()
                    .filter(g -> String.valueOf(g.get("name")).contains(id))
                    .count();
            cursor = page.get("next");
        } while (cursor != null);

        assertThat(seen).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit:range", "limit=x,limit:range", "cursor=%2A%2A,cursor:cursor"})
    void a_page_that_cannot_be_is_refused(String query, String problem) {
        Answer answer = api().get("users?" + query);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactly(problem);
    }

    @Test
    void without_authentication_there_is_a_challenge() {
        for (String path : List.of("users", "no/such/path")) {
            for (String header : new String[] {null, "Basic x", Http.basic("admin", "wrong"), "Bearer nobodys"}) {
                Answer answer = Http.send(
                        "GET", base().resolve("/api/v1/" + path), BodyPublishers.noBody(), "Authorization", header);

                assertThat(answer.http()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Kaidan\", charset=\"UTF-8\"");
                assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
            }
        }
    }

    @Test
    void a_security_code_is_as_good_as_a_password() {
        Answer asked = Http.send(
                "GET",
                base().resolve("/accounts/api/security/get"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD));
        String code = String.valueOf(Answer.object(asked.result()).get("security"));

        Answer answer = Http.send(
                "GET", base().resolve("/api/v1/users"), BodyPublishers.noBody(), "Authorization", "Bearer " + code);

        assertThat(answer.http()).isEqualTo(200);
    }

    @Test
    void who_is_no_administrator_is_forbidden() {
        api().user("clerk-user-" + id, List.of(), List.of());
        Api clerk = new Api(base(), "clerk-user-" + id, "clerk-user-" + id);

        for (Answer answer : List.of(
                clerk.get("users"),
                clerk.get("roles/administrator"),
                clerk.post("groups", Map.of("name", "x")),
                clerk.patch("users/admin", Map.of("active", false)),
                clerk.delete("users/admin"))) {
            assertThat(answer.http()).isEqualTo(403);
            assertThat(answer.problems()).containsExactly("forbidden");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, no/such, , , 404",
        "PUT, users, application/json, {}, 405",
        "POST, users, text/plain, {}, 415",
        "POST, users, application/json, {\"username\", 400",
        "POST, users, application/json, [1], 400",
        "POST, groups, application/json, {}, 422",
        "PATCH, users/nobody, application/json, {}, 404",
        "DELETE, roles/nothing, , , 404"
    })
    void whatever_is_refused_is_a_problem_document(String method, String path, String type, String body, int status) {
        Answer answer = Http.send(
                method,
                base().resolve("/api/v1/" + path),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD),
                "Content-Type",
                type);

        assertThat(answer.http()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(PROBLEM);
        assertThat(answer.json()).containsEntry("status", status).doesNotContainKey("errorId");
        assertThat(answer.text()).doesNotContain("Exception", "\\tat ");
    }

    @Test
    void a_body_over_the_limit_is_too_large() {
        Answer answer = api().post("groups", Map.of("name", "x".repeat(10_485_760)));

        assertThat(answer.http()).isEqualTo(413);
        assertThat(answer.problems()).containsExactly("too_large");
    }

    @Test
    void a_problem_is_told_in_the_readers_language() {
        Answer answer = Http.send(
                "GET",
                base().resolve("/api/v1/users/nobody"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD),
                "Accept-Language",
                "en");

        assertThat(answer.errors().get(0).get("message"))
                .isEqualTo("Expected an existing user but there is none with the name \"nobody\".");
    }
}
