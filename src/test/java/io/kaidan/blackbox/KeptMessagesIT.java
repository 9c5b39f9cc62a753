package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.Messenger.send;
import static io.kaidan.blackbox.Messenger.state;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Messages that nobody waits for: kept for a while, and once. */
class KeptMessagesIT extends BlackBox {

    private final String name = Drawing.fresh("msg");

    private String waiting() {
        return Messenger.waiting(name);
    }

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

        Eventually.get(KeptMessagesIT::looking, jobs -> jobs == 0);
        assertThat(admin().stops(flow, no)).isEmpty();
        Eventually.get(this::kept, left -> left == 0);
    }

    /** Those who began to wait and have not looked yet. */
    private static long looking() {
        return count("select count(*) from scheduled_tasks where task_name = 'find-message'");
    }

    private long kept() {
        return Messenger.kept(name);
    }

    @Test
    void a_message_that_nobody_saw_to_is_settled_later() {
        String flow = waiting();
        assertThat(state(send(api(), name, "K", Map.of()))).isEqualTo("kept");
        String no = admin().open(flow, Map.of());
        Eventually.get(() -> admin().stops(flow, no), stops -> stops.size() == 1);
        String second = admin().open(flow, Map.of());
        Eventually.get(KeptMessagesIT::looking, jobs -> jobs == 0);

        // what a node leaves behind that dies after it has kept the message
        sql("insert into message (id, name, correlation_key, values, sent_by, sent_at, expires_at, state) values ("
                + "-nextval('message_seq'), '" + name + "', 'K', '{}', 'amy', now() - interval '1 minute',"
                + " now() + interval '1 minute', 'kept')");

        Eventually.get(() -> admin().stops(flow, second), stops -> stops.size() == 1);
    }

    // the same again --------------------------------------------------------------------------------------------------

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
    void the_id_of_another_sender_takes_nobodys_message_away() {
        String flow = waiting();
        String no = admin().open(flow, Map.of());
        String own = api().deployed(oneTask(text("title")));
        String other = "sender-" + own;
        api().role(other, own, "modify");
        api().user(other, List.of(), List.of(other));

        Answer reachesNobody = send(new Api(base(), other, other), name, "K", Map.of(), "messageId", "m");

        assertThat(reachesNobody.json()).containsEntry("state", "kept");
        assertThat(send(api(), name, "K", Map.of(), "messageId", "m").json()).containsEntry("dataNo", no);
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
}
