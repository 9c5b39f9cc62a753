package io.kaidan.blackbox;

import static io.kaidan.blackbox.Messenger.send;
import static io.kaidan.blackbox.Messenger.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.UserTaskBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages from outside, each to one ticket that waits for it. */
class MessagesIT extends BlackBox {

    private final String name = Drawing.fresh("msg");

    private String waiting() {
        return Messenger.waiting(name);
    }

    /** Waits with its own number as the key, which a first message without a key brings. */
    private String keyed() {
        return Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("m"))
                .startEvent()
                .message(name + "-open")
                .intermediateCatchEvent("paid")
                .message(m -> m.name(name).zeebeCorrelationKeyExpression("order"))
                .userTask("ship")
                .endEvent()
                .done());
    }

    private String opened(Object order) {
        Answer answer = send(api(), name + "-open", null, Map.of("order", order));
        assertThat(state(answer)).isEqualTo("opened");
        return (String) answer.json().get("dataNo");
    }

    @Test
    void a_message_moves_the_ticket_that_waits_for_it() {
        String flow = waiting();
        String no = admin().open(flow, Map.of());
        assertThat(admin().stops(flow, no)).isEmpty();

        Answer answer = send(api(), name, "K", Map.of("amount", 300));

        assertThat(state(answer)).isEqualTo("correlated");
        assertThat(answer.json()).containsEntry("apiPath", flow).containsEntry("dataNo", no);
        assertThat(admin().stops(flow, no)).as("in the same call").hasSize(1);
        assertThat(api().values(flow, no)).containsEntry("amount", 300);
        List<Map<String, Object>> history =
                Answer.objects(api().ticket(flow, no).get("history"));
        assertThat(history.get(history.size() - 1))
                .containsEntry("event", "happened")
                .containsEntry("node", "paid")
                .containsEntry("by", "admin")
                .containsEntry("changes", Map.of("amount", Arrays.asList(null, 300)));
    }

    @Test
    void a_message_that_came_before_is_taken_by_who_begins_to_wait() {
        String flow = waiting();
        assertThat(state(send(api(), name, "K", Map.of("amount", 1)))).isEqualTo("kept");
        assertThat(state(send(api(), name, "other", Map.of("amount", 2)))).isEqualTo("kept");

        String no = admin().open(flow, Map.of());

        Eventually.get(() -> admin().stops(flow, no), stops -> stops.size() == 1);
        assertThat(api().values(flow, no)).containsEntry("amount", 1);
        String second = admin().open(flow, Map.of());
        assertThat(state(send(api(), name, "K", Map.of("amount", 3))))
                .as("each message once")
                .isEqualTo("correlated");
        assertThat(api().values(flow, second)).containsEntry("amount", 3);
    }

    @Test
    void the_one_that_waits_longest_takes_it_and_the_others_go_on_waiting() {
        String flow = waiting();
        String first = admin().open(flow, Map.of());
        String second = admin().open(flow, Map.of());

        Answer answer = send(api(), name, "K", Map.of());

        assertThat(answer.json()).containsEntry("dataNo", first);
        assertThat(admin().stops(flow, second)).isEmpty();
        assertThat(send(api(), name, "K", Map.of()).json()).containsEntry("dataNo", second);
    }

    @Test
    void keys_compare_as_text() {
        keyed();
        String text = opened("7");
        String number = opened(new BigDecimal("7.0"));

        assertThat(send(api(), name, 7, Map.of()).json()).containsEntry("dataNo", text);
        assertThat(send(api(), name, "7", Map.of()).json()).containsEntry("dataNo", number);
        opened("8");
        assertThat(state(send(api(), name, "8.0", Map.of()))).as("another text").isEqualTo("kept");
        assertThat(state(send(api(), name, new BigDecimal("8.0"), Map.of()))).isEqualTo("correlated");
    }

    @Test
    void what_waits_without_a_key_takes_any_message_of_its_name_and_what_has_one_only_its_own() {
        String any = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("m"))
                .startEvent()
                .intermediateCatchEvent("any", c -> c.message(name))
                .endEvent()
                .done());
        admin().open(any, Map.of());
        admin().open(any, Map.of());

        assertThat(state(send(api(), name, "whatever", Map.of()))).isEqualTo("correlated");
        assertThat(state(send(api(), name, null, Map.of()))).isEqualTo("correlated");
        assertThat(api().closed(any)).isEqualTo(2);

        String flow = waiting();
        admin().open(flow, Map.of());
        assertThat(state(send(api(), name, null, Map.of()))).isEqualTo("kept");
    }

    @Test
    void a_ticket_that_is_over_takes_nothing() {
        String flow = waiting();
        String no = admin().open(flow, Map.of());
        api().post("flows/" + flow + "/tickets/" + no + "/cancel", Map.of("reason", "不要了"));

        assertThat(state(send(api(), name, "K", Map.of("amount", 1), "timeToLiveSeconds", 0)))
                .isEqualTo("none");
        assertThat(api().values(flow, no)).doesNotContainKey("amount");
    }

    @Test
    void what_interrupts_nothing_takes_every_message_also_those_that_came_before() {
        UserTaskBuilder work =
                Bpmn.createExecutableProcess(Drawing.fresh("m")).startEvent().userTask("work");
        work.endEvent();
        String flow = Drawing.deployed(work.boundaryEvent("changed", b -> b.cancelActivity(false)
                        .message(m -> m.name(name).zeebeCorrelationKeyExpression("1")))
                .userTask("look")
                .endEvent()
                .done());
        send(api(), name, 1, Map.of());
        send(api(), name, 1, Map.of());

        String no = admin().open(flow, Map.of());

        Eventually.get(() -> admin().stops(flow, no), stops -> stops.size() == 3);
        assertThat(state(send(api(), name, 1, Map.of()))).isEqualTo("correlated");
        assertThat(admin().stops(flow, no)).hasSize(4);
    }

    // many ------------------------------------------------------------------------------------------------------------

    @Test
    void a_hundred_tickets_that_wait_for_a_key_each_are_each_moved_once() throws Exception {
        String flow = keyed();
        List<Callable<Answer>> both = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int order = i;
            if (i % 2 == 0) {
                opened(order); // it waits before, every other one at the same moment
            } else {
                both.add(() -> send(api(), name + "-open", null, Map.of("order", order)));
            }
            both.add(() -> send(api(), name, order, Map.of("came", order)));
        }

        List<Answer> answers;
        try (Together together = new Together(both.size())) {
            answers = together.run(both);
        }

        assertThat(answers).extracting(Messenger::state).doesNotContain("none");
        Eventually.get(
                () -> count("select count(*) from ticket t join flow f on f.id = t.flow_id where f.api_path = '" + flow
                        + "' and t.values -> 'came' = t.values -> 'order'"),
                moved -> moved == 100);
        assertThat(count("select count(*) from ticket_event e join ticket t on t.id = e.ticket_id join flow f on f.id ="
                        + " t.flow_id where f.api_path = '" + flow + "' and e.event = 'happened'"))
                .isEqualTo(100);
    }

    @Test
    void of_many_messages_for_one_that_waits_one_is_taken() throws Exception {
        String flow = waiting();
        String no = admin().open(flow, Map.of());
        List<Callable<Answer>> senders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            senders.add(() -> send(api(), name, "K", Map.of(), "timeToLiveSeconds", 0));
        }

        try (Together together = new Together(20)) {
            assertThat(together.run(senders))
                    .extracting(Messenger::state)
                    .containsOnlyOnce("correlated")
                    .contains("none");
        }
        assertThat(admin().stops(flow, no)).hasSize(1);
        assertThat(Messenger.kept(name)).as("at most the one that was taken").isLessThanOrEqualTo(1);
    }

    // what is refused -------------------------------------------------------------------------------------------------

    @Test
    void everything_that_is_wrong_with_a_message_is_told_at_once() {
        Map<String, Object> body = new HashMap<>();
        body.put("name", " ");
        body.put("correlationKey", List.of(1));
        body.put("values", Map.of("ok", 1, "deep", "a\u0000b"));
        body.put("timeToLiveSeconds", -1);
        body.put("messageId", 5);
        body.put("ttl", 1);

        Answer answer = api().post("messages", body);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems())
                .containsExactlyInAnyOrder(
                        "ttl:unknown_member",
                        "name:required",
                        "correlationKey:correlation_key",
                        "values.deep:type",
                        "timeToLiveSeconds:range",
                        "messageId:type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name:required",
                "{\"name\": \"a\", \"values\": []} | values:type",
                "{\"name\": \"a\", \"timeToLiveSeconds\": 1.5} | timeToLiveSeconds:type",
                "{\"name\": \"a\", \"timeToLiveSeconds\": 31536001} | timeToLiveSeconds:range",
                "{\"name\": \"a\", \"correlationKey\": true} | correlationKey:correlation_key",
                "{\"name\": \"a\", \"correlationKey\": \"\"} | correlationKey:correlation_key",
                "{\"name\": \"a\", \"messageId\": null} | messageId:required"
            })
    void a_message_that_is_wrong_is_refused(String body, String problem) {
        Answer answer = api().postText("messages", body);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactly(problem);
    }

    @Test
    void a_body_that_is_none_is_a_bad_request() {
        assertThat(api().postText("messages", "[]").http()).isEqualTo(400);
        assertThat(api().postText("messages", "{").http()).isEqualTo(400);
        assertThat(new Api(base(), "nobody", "x")
                        .post("messages", Map.of("name", "a"))
                        .http())
                .isEqualTo(401);
    }
}
