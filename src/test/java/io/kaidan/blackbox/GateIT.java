package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §6: what every call answers when it may not run. */
class GateIT extends BlackBox {

    private enum Call {
        CREATE,
        QUERY,
        PUSH;

        /** A body with which the call would pass the gate. */
        Map<String, Object> body(QuickClient client) {
            return switch (this) {
                case CREATE -> client.createBody(Map.of());
                case QUERY -> client.queryBody("1");
                case PUSH -> client.pushBody("1");
            };
        }

        URI uri(QuickClient client, String apiPath) {
            return this == QUERY ? client.queryUri(apiPath) : client.editUri(apiPath);
        }

        Answer send(QuickClient client, String apiPath, Map<String, Object> body, String... headers) {
            String[] all = List.of(List.of("Content-Type", QuickClient.JSON), List.of(headers)).stream()
                    .flatMap(List::stream)
                    .toArray(String[]::new);
            return Http.send("POST", uri(client, apiPath), BodyPublishers.ofByteArray(Text.utf8(Text.json(body))), all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void omflow_restapi_must_be_there(Call call) {
        Map<String, Object> body = call.body(admin());
        body.remove("omflow_restapi");

        refused(call.send(admin(), "any", body), "缺少參數：omflow_restapi");
    }

    @ParameterizedTest
    @EnumSource
    void an_empty_body_has_no_omflow_restapi(Call call) {
        refused(admin().edit(call.uri(admin(), "any"), null, new byte[0]), "缺少參數：omflow_restapi");
    }

    @ParameterizedTest
    @EnumSource
    void omflow_restapi_must_be_truthy(Call call) {
        Map<String, Object> body = call.body(admin());
        for (Object falsy : new Object[] {0, "", false, null}) {
            body.put("omflow_restapi", falsy);

            refused(call.send(admin(), "any", body), "缺少參數：omflow_restapi");
        }
    }

    @Test
    void omflow_restapi_may_be_text_or_number() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> body = admin().createBody(Map.of());
        for (Object truthy : List.of(1, "1")) {
            body.put("omflow_restapi", truthy);

            assertThat(Call.CREATE.send(admin(), flow, body).status()).isEqualTo("200");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_code_must_be_there(Call call) {
        Map<String, Object> body = call.body(admin());
        body.remove("security");
        refused(call.send(admin(), "any", body), "缺少安全碼。");

        body.put("security", "");
        refused(call.send(admin(), "any", body), "缺少安全碼。");
    }

    @ParameterizedTest
    @EnumSource
    void the_gate_comes_before_what_the_call_brings(Call call) {
        Map<String, Object> body = call.body(admin());
        body.put("formdata", "not json");
        body.put("files_item", "not json");
        body.remove("security");
        refused(call.send(admin(), "any", body), "缺少安全碼。");

        body.put("security", "4f1d0c2e-no-such-code");
        refused(call.send(admin(), "any", body), "安全碼錯誤，請確認安全碼或重新取得新的安全碼。");

        body.remove("omflow_restapi");
        refused(call.send(admin(), "any", body), "缺少參數：omflow_restapi");
    }

    @Test
    void strangers_leave_no_large_files_on_the_disk() {
        byte[] nearly = new byte[9_000_000];
        MultipartBody small = new MultipartBody("stranger").member("omflow_restapi", 1);
        small.part("Content-Disposition: form-data; name=\"files\"; filename=\"1.bin\"", nearly);
        MultipartBody cut = new MultipartBody("stranger").member("omflow_restapi", 1);
        cut.part("Content-Disposition: form-data; name=\"files\"; filename=\"1.bin\"", nearly);
        cut.part("Content-Disposition: form-data; name=\"files\"; filename=\"2.bin\"", nearly);
        byte[] begun = Arrays.copyOf(cut.bytes(), 12_000_000); // would be a body that ends too early

        refused(admin().edit("any", small), "缺少安全碼。");
        refused(admin().edit("any", cut.type(), begun), "缺少安全碼。");
    }

    @ParameterizedTest
    @EnumSource
    void an_unknown_code_is_refused(Call call) {
        Map<String, Object> body = call.body(admin());
        for (Object code : List.of("4f1d0c2e-no-such-code", 12345)) {
            body.put("security", code);

            refused(call.send(admin(), "any", body), "安全碼錯誤，請確認安全碼或重新取得新的安全碼。");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_expired_code_is_refused(Call call) {
        String name = "late-" + call;
        api().user(name, List.of(), List.of());
        QuickClient late = QuickClient.login(base(), name, name);
        sql("update security_code set used_at = used_at - interval '1 hour'"
                + " where user_id = (select id from users where username = '" + name + "')");

        refused(call.send(late, "any", call.body(late)), "安全碼過期，請重新取得新的安全碼。");
    }

    @ParameterizedTest
    @EnumSource
    void a_user_without_permission_is_refused(Call call) {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);
        String name = "stranger-" + call;
        api().user(name, List.of(), List.of());
        QuickClient stranger = QuickClient.login(base(), name, name);
        Map<String, Object> body = call.body(stranger);
        body.computeIfPresent("data_id", (k, v) -> stop);
        body.computeIfPresent("data_no", (k, v) -> no);

        refused(call.send(stranger, flow, body), "您沒有權限進行此操作。");

        assertThat(admin().stop(flow, no)).isEqualTo(stop);
        assertThat(api().open(flow)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/nonsense",
                "/rest/nonsense/",
                "/rest/",
                "/rest/flowmanage/api/omdata/nonsense/any",
                "/rest/flowmanage/api/omdata-data-id/get/any/more"
            })
    void an_unknown_path_is_refused(String path) {
        byte[] body = Text.utf8(Text.json(admin().queryBody("1")));

        refused(admin().edit(base().resolve(path), QuickClient.JSON, body), "URL錯誤，請確認後重新發送請求。");
    }

    @Test
    void a_trailing_slash_is_optional_and_never_redirects() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> create = admin().createBody(Map.of());

        for (String path : List.of(flow, flow + "/")) {
            assertThat(Call.CREATE.send(admin(), path, create).status()).isEqualTo("200");
            assertThat(Call.QUERY.send(admin(), path, admin().queryBody("1")).list("result"))
                    .hasSize(1);
        }
        for (String path : List.of("/accounts/api/security/get", "/accounts/api/security/get/")) {
            Answer answer = Http.send(
                    "GET",
                    base().resolve(path),
                    BodyPublishers.noBody(),
                    "Authorization",
                    Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD));
            assertThat(answer.http()).isEqualTo(200);
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 缺少安全碼。",
        "zh-TW, 缺少安全碼。",
        "fr-FR, 缺少安全碼。",
        "'zh-CN,zh;q=0.9', 缺少安全码。",
        "zh-Hans, 缺少安全码。",
        "'en-US,en;q=0.8', The security code is missing.",
        "'xx, ja;q=0.5', セキュリティコードがありません。"
    })
    void messages_follow_the_readers_language(String language, String message) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("omflow_restapi", 1));

        Answer answer = language.isEmpty()
                ? Call.QUERY.send(admin(), "any", body)
                : Call.QUERY.send(admin(), "any", body, "Accept-Language", language);

        refused(answer, message);
    }

    private static void refused(Answer answer, String message) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json()).isEqualTo(Map.of("status", "403", "message", message));
    }
}
