package io.kaidan.blackbox;

import static io.kaidan.blackbox.Messenger.send;
import static io.kaidan.blackbox.Messenger.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Messages that open tickets, and whom the messages of a sender reach. */
class MessageStartsIT extends BlackBox {

    private final String name = Drawing.fresh("msg");

    private String waiting() {
        return Messenger.waiting(name);
    }

    private final String flowId = Drawing.fresh("m");

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

        assertThat(answers).extracting(Messenger::state).containsOnlyOnce("opened");
        assertThat(answers).filteredOn(a -> state(a).equals("kept")).hasSize(99);
        assertThat(api().open(flow)).isEqualTo(1);
        assertThat(state(send(api(), name, "lin", Map.of()))).as("another key").isEqualTo("opened");
        assertThat(state(send(api(), name, null, Map.of()))).as("no key").isEqualTo("opened");
        assertThat(state(send(api(), name, null, Map.of()))).as("no key").isEqualTo("opened");

        admin().pushed(flow, admin().stop(flow, "1"), Map.of());

        Eventually.get(() -> api().open(flow), open -> open == 4);
        assertThat(Messenger.kept(name))
                .as("98 wait for the next to be over; those that were taken go")
                .isGreaterThanOrEqualTo(98);
        assertThat(count("select count(*) from message where state = 'kept' and name = '" + name + "'"))
                .isEqualTo(98);
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

    // who may ---------------------------------------------------------------------------------------------------------
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
