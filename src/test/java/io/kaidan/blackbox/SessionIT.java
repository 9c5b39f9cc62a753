package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of the console: signing in and out, how long they live, what they may do. */
class SessionIT extends BlackBox {

    private static final String PASSWORD = "密碼:with:colons";

    private final String name = "王小明+" + UUID.randomUUID() + "@example.com";

    @Test
    void signing_in_sets_a_cookie_that_no_script_reads_and_no_other_site_sends() {
        user();

        Answer answer = signIn(PASSWORD);

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).matches("kaidan-session=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json()).containsEntry("username", name).containsEntry("displayName", "王小明");
    }

    @Test
    void a_session_tells_who_i_am_and_what_i_may_do() {
        String id = UUID.randomUUID().toString();
        api().group("g-" + id);
        api().role("r-" + id, "leave-" + id, "view", "add");
        api().post(
                        "users",
                        Map.of(
                                "username",
                                name,
                                "password",
                                PASSWORD,
                                "displayName",
                                "王小明",
                                "groups",
                                List.of("g-" + id),
                                "roles",
                                List.of("r-" + id)));

        Answer answer = get(cookie(), "session");

        assertThat(answer.json())
                .containsEntry("username", name)
                .containsEntry("displayName", "王小明")
                .containsEntry("admin", false)
                .containsEntry("groups", List.of("g-" + id))
                .containsEntry("permissions", Map.of("leave-" + id, List.of("view", "add")));
    }

    @Test
    void a_session_is_as_good_as_a_password_for_reading() {
        Answer signedIn = signIn(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);

        assertThat(get(cookie(signedIn), "users?limit=1").http()).isEqualTo(200);
    }

    @Test
    void a_change_by_a_session_needs_a_header_that_no_other_site_can_send() {
        String cookie = cookie(signIn(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD));
        String group = "g-" + UUID.randomUUID();
        String body = Text.json(Map.of("name", group));

        Answer without = send("POST", "groups", body, "Cookie", cookie);
        Answer with = send("POST", "groups", body, "Cookie", cookie, "X-Requested-With", "kaidan");

        assertThat(without.http()).isEqualTo(403);
        assertThat(without.problems()).containsExactly("requested_with");
        assertThat(with.http()).isEqualTo(201);
    }

    @Test
    void a_wrong_password_is_refused_without_a_challenge() {
        user();

        String accents = "e" + "\u0301\u0323".repeat(500_000); // to compose them takes minutes
        for (Answer answer : List.of(signIn("wrong"), signIn("nobody-" + name, PASSWORD), signIn(accents, PASSWORD))) {
            assertThat(answer.http()).isEqualTo(401);
            assertThat(answer.problems()).containsExactly("credentials");
            assertThat(answer.header("WWW-Authenticate")).isEmpty();
            assertThat(answer.header("Set-Cookie")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"username\":\"x\"}", "{\"username\":1,\"password\":null}"})
    void what_lacks_is_told(String body) {
        Answer answer = send("POST", "session", body);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).isNotEmpty().doesNotContain("credentials");
    }

    @Test
    void a_user_who_is_not_active_cannot_sign_in_and_who_is_signed_in_is_out() {
        user();
        String cookie = cookie();
        change(Map.of("active", false));

        assertThat(get(cookie, "session").http()).isEqualTo(401);
        assertThat(signIn(PASSWORD).http()).isEqualTo(401);
    }

    @Test
    void repeated_failures_lock_the_account() {
        user();
        for (int i = 0; i < 10; i++) {
            assertThat(signIn("guess " + i).http()).isEqualTo(401);
        }

        assertThat(signIn(PASSWORD).problems()).containsExactly("credentials");
        sql("update users set locked_until = now() where username = '" + name + "'");
        assertThat(signIn(PASSWORD).http()).isEqualTo(200);
    }

    @Test
    void a_console_without_a_session_gets_no_challenge_and_everyone_else_one() {
        Answer console = send("GET", "session", null, "X-Requested-With", "kaidan");
        Answer tool = send("GET", "session", null, "Cookie", "kaidan-session=nobodys");

        assertThat(console.http()).isEqualTo(401);
        assertThat(console.header("WWW-Authenticate")).isEmpty();
        assertThat(tool.http()).isEqualTo(401);
        assertThat(tool.problems()).containsExactly("no_credentials");
        assertThat(tool.header("WWW-Authenticate")).isNotEmpty();
    }

    @Test
    void signing_out_ends_this_session_and_no_other() {
        user();
        String here = cookie();
        String elsewhere = cookie();

        Answer out = send("DELETE", "session", null, "Cookie", here, "X-Requested-With", "kaidan");

        assertThat(out.http()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).startsWith("kaidan-session=;").contains("Max-Age=0");
        assertThat(get(here, "session").http()).isEqualTo(401);
        assertThat(get(elsewhere, "session").http()).isEqualTo(200);
    }

    @Test
    void only_a_hash_of_the_token_is_stored() {
        user();
        String token = cookie().substring("kaidan-session=".length());

        assertThat(count("select count(*) from session where token_hash = sha256(convert_to('" + token + "', 'UTF8'))"))
                .isEqualTo(1);
        assertThat(count("select count(*) from session s where s::text like '%" + token + "%'"))
                .isZero();
    }

    @Test
    void an_idle_session_is_over_and_a_used_one_goes_on() {
        user();
        String cookie = cookie();

        age("used_at", 1_750);
        assertThat(get(cookie, "session").http()).isEqualTo(200);
        assertThat(secondsIdle()).isLessThan(60);
        age("used_at", 1_870);
        assertThat(get(cookie, "session").http()).isEqualTo(401);
    }

    @Test
    void a_use_within_the_minute_is_not_written() {
        user();
        String cookie = cookie();
        age("used_at", 50);

        assertThat(get(cookie, "session").http()).isEqualTo(200);
        assertThat(secondsIdle()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void what_a_page_asks_by_itself_keeps_no_session_alive() {
        user();
        String cookie = cookie();
        age("used_at", 1_700);

        Answer answer = send("GET", "tasks/summary", null, "Cookie", cookie, "X-Unattended", "true");

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(secondsIdle()).isGreaterThanOrEqualTo(1_700);
    }

    @Test
    void after_twelve_hours_it_is_over_however_much_it_was_used() {
        user();
        String cookie = cookie();
        age("opened_at", 43_150);
        assertThat(get(cookie, "session").http()).isEqualTo(200);

        age("opened_at", 43_210);

        assertThat(get(cookie, "session").http()).isEqualTo(401);
    }

    @Test
    void sessions_that_are_over_are_swept_away_when_somebody_signs_in() {
        user();
        cookie();
        age("used_at", 2_000);

        signIn(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);

        assertThat(count(sessions("count(*)"))).isZero();
    }

    @Test
    void a_new_password_ends_the_other_sessions_and_the_security_code() {
        user();
        String here = cookie();
        String elsewhere = cookie();
        Answer asked = Http.send(
                "GET",
                base().resolve("/accounts/api/security/get"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(name, PASSWORD));
        String code = String.valueOf(Answer.object(asked.result()).get("security"));

        Answer changed = password(here, PASSWORD, "another one");

        assertThat(changed.http()).as("%s", changed).isEqualTo(204);
        assertThat(get(here, "session").http()).isEqualTo(200);
        assertThat(get(elsewhere, "session").http()).isEqualTo(401);
        assertThat(send("GET", "session", null, "Authorization", "Bearer " + code)
                        .http())
                .isEqualTo(401);
        assertThat(signIn(PASSWORD).http()).isEqualTo(401);
        assertThat(signIn("another one").http()).isEqualTo(200);
    }

    @Test
    void the_old_password_must_be_right_for_a_new_one() {
        user();
        String cookie = cookie();

        Answer answer = password(cookie, "guess", "another one");

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactly("current:credentials");
        assertThat(password(cookie, PASSWORD, "").problems()).containsExactly("next:length");
        assertThat(signIn(PASSWORD).http()).isEqualTo(200);
    }

    @Test
    void a_password_set_by_an_administrator_ends_all_sessions() {
        user();
        String cookie = cookie();

        change(Map.of("password", "another one"));

        assertThat(get(cookie, "session").http()).isEqualTo(401);
    }

    private void user() {
        Answer answer = api().post("users", Map.of("username", name, "password", PASSWORD, "displayName", "王小明"));
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
    }

    private void change(Map<String, ?> body) {
        String path = "users/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        assertThat(api().patch(path, body).http()).isEqualTo(200);
    }

    private Answer signIn(String password) {
        return signIn(name, password);
    }

    private static Answer signIn(String username, String password) {
        return send("POST", "session", Text.json(Map.of("username", username, "password", password)));
    }

    private String cookie() {
        return cookie(signIn(PASSWORD));
    }

    private static String cookie(Answer signedIn) {
        assertThat(signedIn.http()).as("%s", signedIn).isEqualTo(200);
        return signedIn.header("Set-Cookie").replaceFirst(";.*", "");
    }

    private static Answer password(String cookie, String current, String next) {
        return send(
                "POST",
                "session/password",
                Text.json(Map.of("current", current, "next", next)),
                "Cookie",
                cookie,
                "X-Requested-With",
                "kaidan");
    }

    private static Answer get(String cookie, String path) {
        return send("GET", path, null, "Cookie", cookie);
    }

    private static Answer send(String method, String path, String json, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = json == null ? null : QuickClient.JSON;
        return Http.send(
                method,
                base().resolve("/api/v1/" + path),
                json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json),
                all);
    }

    private String sessions(String column) {
        return "select " + column + " from session s join users u on u.id = s.user_id where u.username = '" + name
                + "'";
    }

    private long secondsIdle() {
        return count(sessions("extract(epoch from now() - s.used_at)::bigint"));
    }

    private void age(String column, int seconds) {
        sql("update session s set " + column + " = now() - interval '" + seconds
                + " seconds' from users u where u.id = s.user_id and u.username = '" + name + "'");
    }
}
