package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.builder.UserTaskBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages from outside: to one waiting ticket, or opening one, or kept for a while. */
class MessagesIT extends BlackBox {

    private final String name = Drawing.fresh("msg");

    /** A first stop where the key is written down, then the message, then another stop. */
    private String waiting() {
        return Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("m"))
                .startEvent()
                .scriptTask("key", s -> s.zeebeExpression("string(flowKey)").zeebeResultVariable("order"))
                .zeebeInputExpression("\"K\"", "flowKey")
                .intermediateCatchEvent("paid")
                .message(m -> m.name(name).zeebeCorrelationKeyExpression("order"))
                .userTask("ship")
                .endEvent()
                .done());
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

    private static Answer send(Api sender, String name, Object key, Map<String, ?> values, Object... more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("correlationKey", key);
        body.put("values", values);
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return sender.post("messages", body);
    }

    private static String state(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return (String) answer.json().get("state");
    }

    private String opened(Object order) {
        Answer answer = send(api(), name + "-open", null, Map.of("order", order));
        assertThat(state(answer)).isEqualTo("opened");
        return (String) answer.json().get("dataNo");
    }

    // one ticket -----------------------------------------------------------------------------------------------------

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

    // its time -------------------------------------------------------------------------------------------------------

    @Test
    void a_message_that_is_not_to_be_kept_is_gone() {
        assertThat(state(send(api(), name, "K", Map.of(), "timeToLiveSeconds", 0)))
                .isEqualTo("none");
        assertThat(kept()).isZero();

        String flow = waiting();
        String no = admin().open(flow, Map.of());
        assertThat(send(api(), name, "K", Map.of(), "timeToLiveSeconds", 0).json())
                .containsEntry("state", "correlated")
                .containsEntry("dataNo", no);
    }

    @Test
    void a_message_whose_time_is_over_is_taken_by_nobody_and_removed() {
        assertThat(state(send(api(), name, "K", Map.of(), "timeToLiveSeconds", 1)))
                .isEqualTo("kept");
        Eventually.get(
                () -> count("select count(*) from message where name = '" + name + "' and expires_at > now()"),
                living -> living == 0);

        String flow = waiting();
        String no = admin().open(flow, Map.of());

        Eventually.get(MessagesIT::looking, jobs -> jobs == 0);
        assertThat(admin().stops(flow, no)).isEmpty();
        Eventually.get(this::kept, left -> left == 0);
    }

    /** Those who began to wait and have not looked yet. */
    private static long looking() {
        return count("select count(*) from scheduled_tasks where task_name = 'find-message'");
    }

    private long kept() {
        return count("select count(*) from message where name = '" + name + "'");
    }

    @Test
    void a_message_that_nobody_saw_to_is_settled_later() {
        String flow = waiting();
        assertThat(state(send(api(), name, "K", Map.of()))).isEqualTo("kept");
        String no = admin().open(flow, Map.of());
        Eventually.get(() -> admin().stops(flow, no), stops -> stops.size() == 1);
        String second = admin().open(flow, Map.of());
        Eventually.get(MessagesIT::looking, jobs -> jobs == 0);

        // what a node leaves behind that dies after it has kept the message
        sql("insert into message (id, name, correlation_key, values, sent_by, sent_at, expires_at, state) values ("
                + "-nextval('message_seq'), '" + name + "', 'K', '{}', 'amy', now() - interval '1 minute',"
                + " now() + interval '1 minute', 'kept')");

        Eventually.get(() -> admin().stops(flow, second), stops -> stops.size() == 1);
    }

    // the same again -------------------------------------------------------------------------------------------------

    @Test
    void the_same_message_again_is_one_message() {
        String flow = waiting();
        String no = admin().open(flow, Map.of());
        String second = admin().open(flow, Map.of());

        Answer first = send(api(), name, "K", Map.of(), "messageId", "m-1");
        Answer again = send(api(), name, "K", Map.of("more", 1), "messageId", "m-1");

        assertThat(again.json()).isEqualTo(first.json()).containsEntry("dataNo", no);
        assertThat(admin().stops(flow, second)).isEmpty();
        assertThat(send(api(), name, "K", Map.of(), "messageId", "m-2").json()).containsEntry("dataNo", second);
    }

    @Test
    void the_same_id_for_another_key_or_after_its_time_is_another_message() {
        Answer first = send(api(), name, "K", Map.of(), "messageId", "m", "timeToLiveSeconds", 1);
        assertThat(send(api(), name, "K", Map.of(), "messageId", "m").json()).isEqualTo(first.json());
        assertThat(send(api(), name, "L", Map.of(), "messageId", "m").json().get("id"))
                .isNotEqualTo(first.json().get("id"));

        Eventually.get(
                () -> send(api(), name, "K", Map.of(), "messageId", "m", "timeToLiveSeconds", 1)
                        .json()
                        .get("id"),
                id -> !id.equals(first.json().get("id")));
    }

    @Test
    void of_many_same_messages_at_once_one_is_kept() throws Exception {
        List<Callable<Answer>> senders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            senders.add(() -> send(api(), name, "K", Map.of(), "messageId", "m"));
        }

        try (Together together = new Together(20)) {
            assertThat(together.run(senders))
                    .extracting(a -> a.json().get("id"))
                    .containsOnly(send(api(), name, "K", Map.of(), "messageId", "m")
                            .json()
                            .get("id"));
        }
        assertThat(kept()).isEqualTo(1);
    }

    // opening --------------------------------------------------------------------------------------------------------

    private final String flowId = Drawing.fresh("m");

    @Test
    void of_a_hundred_same_messages_at_once_one_opens_a_ticket_and_the_next_when_that_is_over() throws Exception {
        String flow = startingFlow();
        List<Callable<Answer>> senders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            senders.add(() -> send(api(), name, "mei", Map.of("mail", number)));
        }

        List<Answer> answers;
        try (Together together = new Together(100)) {
            answers = together.run(senders);
        }

        assertThat(answers).extracting(MessagesIT::state).containsOnlyOnce("opened");
        assertThat(answers).filteredOn(a -> state(a).equals("kept")).hasSize(99);
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(state(send(api(), name, "lin", Map.of()))).as("another key").isEqualTo("opened");
        assertThat(state(send(api(), name, null, Map.of()))).as("no key").isEqualTo("opened");
        assertThat(state(send(api(), name, null, Map.of()))).as("no key").isEqualTo("opened");

        admin().pushed(flow, admin().stop(flow, "1"), Map.of());

        Eventually.get(() -> api().open(flow), open -> open == 4);
        assertThat(kept())
                .as("98 wait for the next to be over; those that were taken go")
                .isGreaterThanOrEqualTo(98);
        assertThat(count("select count(*) from message where state = 'kept' and name = '" + name + "'"))
                .isEqualTo(98);
    }

    private String startingFlow() {
        return Drawing.deployed(Bpmn.createExecutableProcess(flowId)
                .startEvent("byHand")
                .userTask("work")
                .endEvent()
                .moveToProcess(flowId)
                .startEvent("byMail")
                .message(name)
                .connectTo("work")
                .done());
    }

    @Test
    void the_values_become_those_of_the_ticket_and_people_open_at_the_plain_start() {
        String flow = startingFlow();

        Answer answer = send(api(), name, "k", Map.of("subject", "印表機", "lines", List.of(1, 2)));

        String no = (String) answer.json().get("dataNo");
        assertThat(api().values(flow, no)).isEqualTo(Map.of("subject", "印表機", "lines", List.of(1, 2)));
        Map<String, Object> opened =
                Answer.objects(api().ticket(flow, no).get("history")).get(0);
        assertThat(opened)
                .containsEntry("event", "opened")
                .containsEntry("node", "byMail")
                .containsEntry("by", "admin");
        String byHand = admin().open(flow, Map.of());
        assertThat(Answer.objects(api().ticket(flow, byHand).get("history")).get(0))
                .containsEntry("node", "byHand");
    }

    @Test
    void a_ticket_that_waits_goes_before_one_that_would_open() {
        String waits = waiting();
        String starts = startingFlow();
        String no = admin().open(waits, Map.of());

        assertThat(send(api(), name, "K", Map.of()).json())
                .containsEntry("state", "correlated")
                .containsEntry("apiPath", waits)
                .containsEntry("dataNo", no);
        assertThat(send(api(), name, "K", Map.of()).json())
                .containsEntry("state", "opened")
                .containsEntry("apiPath", starts);
    }

    @Test
    void only_the_newest_version_of_an_enabled_flow_opens() {
        String flow = startingFlow();
        api().patch("flows/" + flow, Map.of("enabled", false));
        assertThat(state(send(api(), name, "a", Map.of(), "timeToLiveSeconds", 0)))
                .isEqualTo("none");
        api().patch("flows/" + flow, Map.of("enabled", true));
        assertThat(state(send(api(), name, "a", Map.of(), "timeToLiveSeconds", 0)))
                .isEqualTo("opened");

        Drawing.deployed(Bpmn.createExecutableProcess(flowId)
                .startEvent()
                .message(name + "-new")
                .userTask("work")
                .endEvent()
                .done());

        assertThat(state(send(api(), name, "b", Map.of(), "timeToLiveSeconds", 0)))
                .isEqualTo("none");
        assertThat(state(send(api(), name + "-new", "b", Map.of()))).isEqualTo("opened");
        assertThat(admin().open(flow, Map.of())).as("people open there, too").isEqualTo("3");
        api().delete("applications/app%20" + flow);
        assertThat(state(send(api(), name + "-new", "c", Map.of(), "timeToLiveSeconds", 0)))
                .isEqualTo("none");
    }

    // many -----------------------------------------------------------------------------------------------------------

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

        assertThat(answers).extracting(MessagesIT::state).doesNotContain("none");
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
                    .extracting(MessagesIT::state)
                    .containsOnlyOnce("correlated")
                    .contains("none");
        }
        assertThat(admin().stops(flow, no)).hasSize(1);
        assertThat(kept()).as("at most the one that was taken").isLessThanOrEqualTo(1);
    }

    // what is refused ------------------------------------------------------------------------------------------------

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

    @Test
    void a_message_reaches_what_its_sender_may_and_nothing_else() {
        String flow = waiting();
        String other = startingFlow();
        Set<String> users = Set.of("modify", "add", "view", "other");
        for (String user : users) {
            api().role(name + user, user.equals("other") ? other : flow, user.equals("other") ? "add" : user);
            api().user(name + user, List.of(), List.of(name + user));
        }
        Map<String, Api> as =
                users.stream().collect(Collectors.toMap(u -> u, u -> new Api(base(), name + u, name + u)));
        String no = admin().open(flow, Map.of());

        assertThat(send(as.get("view"), name, "K", Map.of()).http()).isEqualTo(403);
        assertThat(state(send(as.get("add"), name, "K", Map.of(), "timeToLiveSeconds", 0)))
                .isEqualTo("none");
        assertThat(send(as.get("other"), name, "K", Map.of()).json())
                .containsEntry("state", "opened")
                .containsEntry("apiPath", other);
        assertThat(send(as.get("modify"), name, "K", Map.of()).json())
                .containsEntry("state", "correlated")
                .containsEntry("dataNo", no);

        assertThat(state(send(as.get("add"), name, "K", Map.of()))).isEqualTo("kept");
        String later = admin().open(flow, Map.of());
        assertThat(state(send(as.get("modify"), name, "K", Map.of())))
                .as("not the kept one, whose sender may not")
                .isEqualTo("correlated");
        assertThat(admin().stops(flow, later)).hasSize(1);
    }
}
