package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Passwords, security codes, sessions and what a flow sends to other hosts stand in no log and in no answer. */
class SecretsIT extends BlackBox {

    private final String user = "secretive-" + UUID.randomUUID();
    private final String password = "P4ss-" + UUID.randomUUID();
    private final String next = "N3xt-" + UUID.randomUUID();
    private final String token = "T0ken-" + UUID.randomUUID();
    private final List<String> answers = new ArrayList<>();

    @Test
    void what_is_secret_stands_in_no_log_and_in_no_answer() throws IOException {
        assumeTrue(System.getProperty("kaidan.url") == null);
        answered(api().post("users", Map.of("username", user, "password", password)));
        answered(api().post("users", Map.of("username", user, "password", password))); // taken
        answered(api().post("users", Map.of("username", user + ":", "password", List.of(password))));
        String code = QuickClient.login(base(), user, password).code();
        QuickClient.askForCode(base(), user, password + "!");
        Answer session = signIn(password);
        String cookie = session.header("Set-Cookie").replaceAll("^[^=]*=([^;]*).*", "$1");
        assertThat(cookie).hasSizeGreaterThan(30);
        answered(session);
        answered(signIn(password + "!"));
        answered(signIn(List.of(password)));
        answered(new Api(base(), user, password).get("session"));
        answered(new Api(base(), user, password)
                .post("session/password", Map.of("current", password + "!", "next", List.of(next))));
        answered(new Api(base(), user, password)
                .post("session/password", Map.of("current", List.of(password), "next", next)));
        answered(new Api(base(), user, password).post("session/password", Map.of("current", password, "next", next)));
        answered(api().patch("users/" + user, Map.of("password", next + "2", "active", "maybe")));
        answered(new QuickClient(base(), code).query("nothing", "1"));
        String flow = called();
        answered(api().get("users/" + user));
        answered(api().get("users?limit=1000"));
        answered(api().get("settings"));
        answered(api().get("audit?limit=1000"));
        answered(api().get("flows/" + flow + "/tickets/1"));
        answered(api().get("flows/" + flow + "/tickets/1/log"));
        answered(api().get("incidents?apiPath=" + flow));
        String role = "viewer-" + user;
        api().role(role, flow, "view");
        api().patch("users/" + user, Map.of("roles", List.of(role)));
        Api viewer = new Api(base(), user, next);
        assertThat(viewer.get("flows/" + flow).json().get("bpmn").toString()).contains("serviceTask");
        answered(viewer.get("flows/" + flow));
        answered(viewer.get("flows/" + flow + "?version=1"));

        String log = Files.readString(KaidanServer.get().log());
        assertThat(log).contains("io.kaidan");
        String database = KaidanServer.postgres().password();
        assertThat(database).hasSizeGreaterThan(15);
        for (String secret : List.of(password, next, token, code, cookie, base64(user, password), database)) {
            assertThat(log.contains(secret)).as("%s in the log", secret).isFalse();
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
        }
        assertThat(count("select count(*) from users u, security_code c, session s where u.username = '" + user
                        + "' and strpos(cast(u.* as text) || cast(c.* as text) || cast(s.* as text), '" + next
                        + "') > 0"))
                .as("in the database")
                .isZero();
    }

    /** A call with a secret in a header, of which the other host takes none: a try, another, an incident. */
    private String called() {
        String flow = api().deployed(start(text("title"))
                .service("call", "http", "2")
                .headers("url", "http://127.0.0.1:1/", "headers", "={\"Authorization\": \"Bearer " + token + "\"}")
                .end("end"));
        admin().open(flow, Map.of("title", "x"));
        Eventually.get(() -> api().incidents(flow, "1"), incidents -> !incidents.isEmpty());
        return flow;
    }

    private Answer signIn(Object with) {
        return Http.send(
                "POST",
                base().resolve("/api/v1/session"),
                BodyPublishers.ofString(Text.json(Map.of("username", user, "password", with))),
                "Content-Type",
                QuickClient.JSON);
    }

    private void answered(Answer answer) {
        answers.add(answer.text());
    }

    private static String base64(String user, String password) {
        return Http.basic(user, password).substring("Basic ".length());
    }
}
