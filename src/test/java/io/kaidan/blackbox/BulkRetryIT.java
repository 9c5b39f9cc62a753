package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many incidents are retried with one call, each ticket by itself. */
class BulkRetryIT extends BlackBox {

    @Test
    void many_are_retried_in_parts_each_once() {
        String many = api().deployed(choosy());
        for (int i = 0; i < 25; i++) {
            String no = admin().open(many, Map.of("days", 2));
            if (i % 5 != 0) { // five will fail again
                api().post("flows/" + many + "/tickets/" + no + "/values", correction(5));
            }
        }
        List<Map<String, Object>> answers = new ArrayList<>();
        String cursor = "";
        do {
            Answer answer = api().post("incidents/retry?limit=10" + cursor, Map.of("apiPath", many));
            assertThat(answer.http()).as("%s", answer).isEqualTo(200);
            answers.add(answer.json());
            cursor = answer.json().get("next") == null
                    ? null
                    : "&cursor=" + answer.json().get("next");
        } while (cursor != null);

        assertThat(answers).extracting(a -> a.get("retried")).containsExactly(10, 10, 5);
        assertThat(sum(answers, "failed")).isEqualTo(5);
        assertThat(sum(answers, "skipped")).isZero();
        assertThat(api().get("incidents?apiPath=" + many).list("items")).hasSize(5);
        assertThat(api().post("incidents/retry", Map.of("apiPath", many, "node", "review", "code", "feel"))
                        .json())
                .containsEntry("retried", 0)
                .containsEntry("next", null);
    }

    @Test
    void some_are_retried_by_their_ids() {
        String flow = api().deployed(choosy());
        String first = admin().open(flow, Map.of("days", 2));
        String second = admin().open(flow, Map.of("days", 2));
        api().post("flows/" + flow + "/tickets/" + second + "/values", correction(5));
        List<String> ids =
                List.of(api().incident(flow, first), api().incident(flow, second), "999999999999", "nonsense");

        Answer answer = api().post("incidents/retry", Map.of("ids", ids));

        assertThat(answer.json())
                .containsEntry("retried", 2)
                .containsEntry("failed", 1)
                .containsEntry("skipped", 0)
                .containsEntry("next", null);
        assertThat(admin().stops(flow, second)).hasSize(1);
    }

    @Test
    void several_of_one_ticket_are_retried_together() {
        String twice = api().deployed(start(number("days"))
                .parallel("split")
                .exclusive("one")
                .when("= days > 3")
                .task("a", "甲站")
                .end("end")
                .from("one")
                .when("= days < 0")
                .to("end")
                .from("split")
                .exclusive("two")
                .when("= days > 4")
                .task("b", "乙站")
                .to("end")
                .from("two")
                .when("= days < 0")
                .to("end"));
        String no = admin().open(twice, Map.of("days", 1));
        api().post("flows/" + twice + "/tickets/" + no + "/values", correction(4));

        Answer answer = api().post("incidents/retry", Map.of("apiPath", twice));

        assertThat(answer.json()).containsEntry("retried", 2).containsEntry("failed", 1);
        assertThat(Answer.objects(api().ticket(twice, no).get("history")))
                .filteredOn(e -> e.get("event").equals("retried"))
                .hasSize(1);
        assertThat(admin().stops(twice, no)).extracting(QuickClient.Stop::name).containsExactly("甲站");
    }

    @Test
    void what_is_wrong_with_a_bulk_retry_is_named() {
        assertThat(api().post("incidents/retry", Map.of()).problems()).containsExactly("apiPath:required");
        assertThat(api().postText("incidents/retry", "{\"apiPath\": null}").problems())
                .containsExactly("apiPath:required");
        assertThat(api().post("incidents/retry", Map.of("apiPath", "")).json()).containsEntry("retried", 0);
        assertThat(api().post("incidents/retry", Map.of("ids", List.of())).json())
                .containsEntry("retried", 0);
        assertThat(api().post("incidents/retry", Map.of("ids", "1", "node", 1, "lost", 1))
                        .problems())
                .containsExactlyInAnyOrder("ids:type", "node:type", "lost:unknown_member");
        List<String> tooMany =
                IntStream.range(0, 1_001).mapToObj(Integer::toString).toList();
        assertThat(api().post("incidents/retry", Map.of("ids", tooMany)).problems())
                .containsExactly("ids:too_large");
        assertThat(api().post("incidents/retry?limit=1001", Map.of("node", "x")).problems())
                .containsExactly("limit:range");
    }

    /** Knows what to do with more than 3 days, and with less than 0. */
    private static FlowBuilder choosy() {
        return start(number("days"))
                .exclusive("size")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("size")
                .when("= days < 0")
                .to("end");
    }

    private static Map<String, Object> correction(int days) {
        return Map.of("values", Map.of("days", days), "reason", "更正");
    }

    private static int sum(List<Map<String, Object>> answers, String member) {
        return answers.stream().mapToInt(a -> (int) a.get(member)).sum();
    }
}
