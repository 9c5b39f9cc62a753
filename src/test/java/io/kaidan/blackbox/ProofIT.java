package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node takes a caller for who he was moments ago, without asking the database by itself; yet what another node changed
 * meanwhile holds for the very next call. The database is changed behind the node's back, as another node does it.
 */
class ProofIT extends BlackBox {

    private final String name = "proof-" + UUID.randomUUID();
    private final String role = "role of " + name;
    private String flow;
    private String validated;
    private QuickClient clerk;
    private String no;
    private String stop;

    enum Call {
        CREATE,
        CREATE_WITH_KEY,
        CREATE_WITH_FILE,
        CREATE_VALIDATED,
        QUERY,
        QUERY_OF_NOTHING,
        PUSH,
        DELETE
    }

    @BeforeEach
    void a_clerk_who_called_moments_ago() {
        FlowBuilder checked = oneTask(text("title"));
        FlowBuilder decided = start(text("title"))
                .property("validation", "= true")
                .task("review", "審核")
                .end("end");
        flow = api().deployed(checked, decided);
        validated = decided.apiPath();
        List<String> all = List.of("view", "add", "modify", "delete");
        assertThat(api().post(
                                "roles",
                                Map.of("name", role, "admin", false, "permissions", Map.of(flow, all, validated, all)))
                        .http())
                .isEqualTo(201);
        api().user(name, List.of(), List.of(role));
        clerk = QuickClient.login(base(), name, name);
        no = clerk.open(flow, Map.of());
        stop = clerk.stop(flow, no);
    }

    @ParameterizedTest
    @EnumSource
    void a_code_that_was_taken_away_opens_and_moves_nothing(Call call) {
        sql("delete from security_code where user_id = (select id from users where username = '" + name + "')");

        Answer answer = made(call);

        assertThat(answer.status()).isEqualTo("403");
        assertThat(answer.message()).isEqualTo("安全碼錯誤，請確認安全碼或重新取得新的安全碼。");
        assertThatNothingMoved();
    }

    @ParameterizedTest
    @EnumSource
    void nor_does_who_was_deactivated(Call call) {
        sql("update users set active = false where username = '" + name + "'");

        assertThat(made(call).status()).isEqualTo("403");
        assertThatNothingMoved();
    }

    @ParameterizedTest
    @EnumSource
    void nor_does_who_lost_his_role(Call call) {
        sql("delete from user_role where user_id = (select id from users where username = '" + name + "')");

        assertThat(made(call).status()).isNotEqualTo("200");
        assertThatNothingMoved();
    }

    @Test
    void what_he_may_since_a_moment_ago_he_may_at_once() {
        String other = api().deployed(oneTask(text("title")));
        assertThat(clerk.create(other, Map.of()).status()).isEqualTo("403");
        sql("update roles set permissions = permissions || '{\"" + other + "\": [\"add\"]}' where name = '" + role
                + "'");

        assertThat(clerk.create(other, Map.of()).status()).isEqualTo("200");
    }

    @Test
    void a_flow_that_was_switched_off_a_moment_ago_opens_nothing() {
        sql("update flow set enabled = false where api_path = '" + flow + "'");

        Answer answer = clerk.create(flow, Map.of());

        assertThat(answer.problems()).containsExactly("flow_disabled");
        assertThatNothingMoved();
    }

    private Answer made(Call call) {
        return switch (call) {
            case CREATE -> clerk.create(flow, Map.of());
            case CREATE_WITH_KEY ->
                Http.send(
                        "POST",
                        clerk.editUri(flow),
                        BodyPublishers.ofString(Text.json(clerk.createBody(Map.of()))),
                        "Content-Type",
                        QuickClient.JSON,
                        "Idempotency-Key",
                        name);
            case CREATE_WITH_FILE ->
                clerk.edit(
                        flow,
                        MultipartBody.of(clerk.createBody(Map.of()))
                                .part(
                                        "Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"",
                                        Text.utf8("a")));
            case CREATE_VALIDATED -> clerk.create(validated, Map.of());
            case QUERY -> clerk.query(flow, no);
            case QUERY_OF_NOTHING -> clerk.query(flow, "999999");
            case PUSH -> clerk.push(flow, stop);
            case DELETE -> clerk.delete(flow, no);
        };
    }

    private void assertThatNothingMoved() {
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(admin().stop(flow, no)).isEqualTo(stop);
        assertThat(count("select count(*) from submission where submitted_by = '" + name + "'"))
                .isZero();
    }
}
