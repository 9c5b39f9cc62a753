package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A flow's switches, moved at run time without a deploy. */
class FlowSwitchesIT extends BlackBox {

    @Test
    void a_flow_that_is_not_open_to_the_api_answers_no_call() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);

        switched(flow, Map.of("api", false));

        failed(admin().create(flow, Map.of()), "開單失敗。", "api_disabled");
        failed(admin().query(flow, no), "查詢失敗。", "api_disabled");
        failed(admin().push(flow, stop), "推單失敗。", "api_disabled");
        switched(flow, Map.of("api", true));
        admin().pushed(flow, stop, Map.of());
    }

    @Test
    void a_disabled_flow_opens_no_ticket() {
        String flow = api().deployed(oneTask(text("title")));

        switched(flow, Map.of("enabled", false));

        failed(admin().create(flow, Map.of()), "開單失敗。", "flow_disabled");
        assertThat(api().open(flow)).isZero();
        switched(flow, Map.of("enabled", true));
        assertThat(admin().create(flow, Map.of()).status()).isEqualTo("200");
    }

    @Test
    void a_flow_without_attachments_takes_no_files() {
        String flow = api().deployed(oneTask(text("title")));
        MultipartBody withFile = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", Text.utf8("a"));

        switched(flow, Map.of("attachments", false));

        failed(admin().edit(flow, withFile), "開單失敗。", "attachments_disabled");
        assertThat(api().open(flow)).isZero();
        assertThat(admin().create(flow, Map.of()).status()).isEqualTo("200");
    }

    @Test
    void a_new_version_keeps_what_was_switched() {
        FlowBuilder flow = oneTask(text("title"));
        api().deployed(flow);
        switched(flow.apiPath(), Map.of("api", false));

        api().deployed(flow);

        assertThat(api().flow(flow.apiPath())).containsEntry("api", false);
    }

    @Test
    void only_the_switches_that_are_sent_move() {
        String flow = api().deployed(oneTask(text("title"), text("note")));

        Answer answer = switched(flow, Map.of("log", false, "columns", List.of("note", "title")));

        assertThat(answer.json())
                .containsEntry("apiPath", flow)
                .containsEntry("log", false)
                .containsEntry("enabled", true)
                .containsEntry("api", true)
                .containsEntry("attachments", true)
                .containsEntry("columns", List.of("note", "title"));
    }

    @Test
    void nonsense_is_refused() {
        String flow = api().deployed(oneTask(text("title")));

        assertThat(api().patch("flows/" + flow, Map.of("api", "perhaps")).http())
                .isBetween(400, 422);
        assertThat(api().patch("flows/" + flow, Map.of("columns", List.of("no-such-field")))
                        .http())
                .isBetween(400, 422);
        assertThat(api().patch("flows/no-such-flow", Map.of("api", true)).http())
                .isEqualTo(404);
    }

    private static Answer switched(String flow, Map<String, ?> switches) {
        Answer answer = api().patch("flows/" + flow, switches);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private static void failed(Answer answer, String message, String code) {
        assertThat(answer.http()).isEqualTo(200);
        assertThat(answer.status()).as("%s", answer).isEqualTo("404");
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.problems()).containsExactly(code);
    }
}
