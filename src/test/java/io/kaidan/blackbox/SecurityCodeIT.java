package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §1: the security code. */
class SecurityCodeIT extends BlackBox {

    private static final String PASSWORD = "密碼:with:colons";

    private final String name = "王小明+" + UUID.randomUUID() + "@example.com";

    @ParameterizedTest
    @CsvSource({
        "GET,/accounts/api/security/get/",
        "GET,/accounts/api/security/get",
        "POST,/accounts/api/security/get/",
        "POST,/accounts/api/security/get"
    })
    void get_and_post_give_a_code_with_and_without_a_slash(String method, String path) {
        user(true);

        Answer answer = send(method, path, Http.basic(name, PASSWORD));

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.text())
                .matches("\\{\"status\":200,\"message\":\"取得成功。\",\"result\":\\{\"security\":\"[\\w-]{43}\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/x-www-form-urlencoded", "text/plain"})
    void a_post_may_bring_any_body(String type) {
        user(true);

        Answer answer = Http.send(
                "POST",
                base().resolve("/accounts/api/security/get/"),
                BodyPublishers.ofString("{}"),
                "Authorization",
                Http.basic(name, PASSWORD),
                "Content-Type",
                type,
                "Accept",
                "text/html");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_wrong_password_fails() {
        user(true);

        assertThat(ask("密碼:with").text()).isEqualTo("{\"status\":\"404\",\"message\":\"登入失敗。\"}");
    }

    @Test
    void an_inactive_user_is_told_so() {
        user(false);

        assertThat(ask(PASSWORD).text()).isEqualTo("{\"status\":\"404\",\"message\":\"使用者未啟用。\"}");
        assertThat(ask("wrong").message()).isEqualTo("登入失敗。");
    }

    @Test
    void an_unknown_user_is_told_so() {
        assertThat(ask(PASSWORD).text()).isEqualTo("{\"status\":\"500\",\"message\":\"使用者不存在。\"}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Basic", "Basic !", "Basic bm9jb2xvbg==", "Bearer abc", "Digest x"})
    void no_readable_header_counts_as_a_wrong_password(String header) {
        assertThat(send("GET", "/accounts/api/security/get/", header).text())
                .isEqualTo("{\"status\":\"404\",\"message\":\"登入失敗。\"}");
    }

    @Test
    void a_header_in_ISO_8859_1_is_understood() {
        String plain = "jürgen" + UUID.randomUUID();
        assertThat(api().post("users", Map.of("username", plain, "password", "straße:ä"))
                        .http())
                .isEqualTo(201);

        String header = Base64.getEncoder().encodeToString((plain + ":straße:ä").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(send("GET", "/accounts/api/security/get/", "Basic " + header).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"en,The sign-in failed.", "zh-CN,登录失败。", "'ja;q=0.9, fr',ログインに失敗しました。", "fr,登入失敗。"})
    void the_message_is_in_the_readers_language(String language, String message) {
        user(true);

        Answer answer = Http.send(
                "GET",
                base().resolve("/accounts/api/security/get/"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(name, "wrong"),
                "Accept-Language",
                language);

        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void asking_again_gives_the_same_code() {
        user(true);

        assertThat(code()).isEqualTo(code());
    }

    @Test
    void many_who_ask_at_the_same_moment_get_the_same_code() {
        user(true);

        assertThat(IntStream.range(0, 16).parallel().mapToObj(i -> code()).distinct())
                .hasSize(1);
    }

    @Test
    void asking_starts_the_five_minutes_anew() {
        user(true);
        String code = code();
        usedSecondsAgo(280);
        code();

        assertThat(secondsIdle()).isLessThan(60);
        assertThat(code()).isEqualTo(code);
    }

    @Test
    void a_call_that_uses_it_starts_the_five_minutes_anew() {
        user(true);
        String code = code();
        usedSecondsAgo(280);

        assertThat(use(code).http()).isEqualTo(403); // known, and no administrator
        assertThat(secondsIdle()).isLessThan(60);
    }

    @Test
    void a_call_does_not_write_down_a_use_that_is_known_already() {
        user(true);
        String code = code();
        usedSecondsAgo(2);
        use(code);

        assertThat(secondsIdle()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void after_five_idle_minutes_it_is_dead_and_asking_gives_a_new_one() {
        user(true);
        String code = code();
        usedSecondsAgo(306);

        assertThat(use(code).http()).isEqualTo(401);
        assertThat(use(code).problems()).containsExactly("expired_code");
        String fresh = code();
        assertThat(fresh).isNotEqualTo(code);
        assertThat(use(fresh).http()).isEqualTo(403);
        assertThat(use(code).problems()).containsExactly("unknown_code");
    }

    @Test
    void only_a_hash_of_it_is_stored() {
        user(true);
        String code = code();

        assertThat(count("select count(*) from security_code c join users u on u.id = c.user_id where u.username = '"
                        + name + "' and c.code_hash = sha256(convert_to('" + code + "', 'UTF8'))"))
                .isEqualTo(1);
        assertThat(count("select count(*) from security_code c where c::text like '%" + code + "%'"))
                .isZero();
    }

    @Test
    void repeated_failures_lock_the_account_for_a_while() {
        user(true);
        for (int i = 0; i < 10; i++) {
            assertThat(ask("guess " + i).message()).isEqualTo("登入失敗。");
        }

        assertThat(ask(PASSWORD).message()).isEqualTo("登入失敗。");
        assertThat(new Api(base(), name, PASSWORD).get("users").http()).isEqualTo(401);
        sql("update users set locked_until = now() where username = '" + name + "'");
        assertThat(ask(PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void guesses_at_the_same_moment_lock_it_too() {
        user(true);
        IntStream.range(0, 24).parallel().forEach(i -> ask("guess " + i));

        assertThat(ask(PASSWORD).message()).isEqualTo("登入失敗。");
    }

    @Test
    void a_changed_password_and_deactivating_end_it_at_once() {
        user(true);
        String first = code();
        change(Map.of("password", "another one"));
        assertThat(use(first).problems()).containsExactly("unknown_code");
        assertThat(ask(PASSWORD).message()).isEqualTo("登入失敗。");

        String second =
                String.valueOf(Answer.object(ask("another one").result()).get("security"));
        change(Map.of("active", false));
        assertThat(use(second).problems()).containsExactly("unknown_code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/accounts", "/accounts/", "/accounts/api/security/give/", "/accounts/login/?next=/"})
    void an_unknown_path_below_is_a_wrong_url(String path) {
        Answer answer = send("GET", path, null);

        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"status\":\"403\",\"message\":\"URL錯誤，請確認後重新發送請求。\"}");
    }

    private void user(boolean active) {
        Answer answer = api().post("users", Map.of("username", name, "password", PASSWORD, "active", active));
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
    }

    private void change(Map<String, ?> body) {
        assertThat(api().patch("users/" + encoded(), body).http()).isEqualTo(200);
    }

    private String encoded() {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private Answer ask(String password) {
        return send("GET", "/accounts/api/security/get/", Http.basic(name, password));
    }

    private String code() {
        return String.valueOf(Answer.object(ask(PASSWORD).result()).get("security"));
    }

    private static Answer use(String code) {
        return send("GET", "/api/v1/users", "Bearer " + code);
    }

    private void usedSecondsAgo(int seconds) {
        sql("update security_code c set used_at = now() - interval '" + seconds
                + " seconds' from users u where u.id = c.user_id and u.username = '" + name + "'");
    }

    private long secondsIdle() {
        return count("select extract(epoch from now() - c.used_at)::bigint from security_code c"
                + " join users u on u.id = c.user_id where u.username = '" + name + "'");
    }

    private static Answer send(String method, String path, String authorization) {
        URI uri = base().resolve(path);
        return Http.send(method, uri, BodyPublishers.noBody(), "Authorization", authorization);
    }
}
