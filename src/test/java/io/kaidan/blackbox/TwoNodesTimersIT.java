package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static io.kaidan.blackbox.Timed.DATE;
import static io.kaidan.blackbox.Timed.pause;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Two nodes on one database share what is due; one of them is killed while they do. */
class TwoNodesTimersIT extends BlackBox {

    private static final int TICKETS = 200;
    private static final int BRANCHES = 50;
    private static final int TIMERS = TICKETS * BRANCHES;
    private static final int SCHEDULES = 30;

    @Test
    void ten_thousand_timers_due_at_once_each_fire_once_though_a_node_is_killed_in_the_middle() throws Exception {
        FlowBuilder many = start(text("due")).parallel("fork");
        for (int i = 0; i < BRANCHES; i++) {
            String id = "pause" + i; // a millisecond apart, so that it is not one ticket after the other
            many.from("fork")
                    .to(id)
                    .raw(pause(id, DATE, "=date and time(due) + duration(\"PT0." + String.format("%03d", i) + "S\")"))
                    .end("end" + i);
        }
        String flow = api().deployed(many);
        String human = api().deployed(oneTask(text("title")));
        String happened = "select count(*) from ticket_event e join ticket t on t.id = e.ticket_id"
                + " join flow f on f.id = t.flow_id and f.api_path = '" + flow + "' where e.event = 'happened'";

        try (KaidanServer node = KaidanServer.node(Map.of())) {
            Instant due = Instant.now().plusSeconds(45);
            open(flow, due);
            assertThat(Instant.now()).as("all are there before they are due").isBefore(due);

            Eventually.get(Duration.ofSeconds(180), () -> count(happened), fired -> fired > TIMERS / 2);
            node.kill();
            Instant killed = Instant.now();
            long before = count(happened);
            assertThat(before).as("fired when the node was killed").isLessThan(TIMERS);
            Instant asked = Instant.now();
            admin().pushed(human, admin().stop(human, admin().open(human, Map.of())), Map.of());
            Duration answered = Duration.between(asked, Instant.now());
            assertThat(answered).as("create, query and push meanwhile").isLessThan(Duration.ofSeconds(5));

            Eventually.get(Duration.ofSeconds(60), () -> count(happened), fired -> fired >= TIMERS);
            Duration all = Duration.between(killed, Instant.now());

            System.out.printf(
                    "%d timers due at once on two nodes: %d fired after %d ms, when one node was killed; all after %d ms more;"
                            + " create, query, push meanwhile %d ms%n",
                    TIMERS, before, Duration.between(due, killed).toMillis(), all.toMillis(), answered.toMillis());
        }
        Eventually.get(() -> api().closed(flow), closed -> closed == TICKETS);
        assertThat(count(happened)).isEqualTo(TIMERS);
        assertThat(count("select count(*) from (" + happened.replace("count(*)", "e.ticket_id, e.node, count(*)")
                        + " group by e.ticket_id, e.node having count(*) > 1) twice"))
                .as("timers that fired twice")
                .isZero();
        Eventually.get(
                () -> count("select count(*) from scheduled_tasks where task_name = 'fire-timer' and picked"),
                picked -> picked == 0);
    }

    @Test
    void a_schedule_opens_one_ticket_at_a_due_time_whatever_node_it_is() {
        String flow = api().deployed(oneTask(text("title")));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SCHEDULES; i++) {
            ids.add(""
                    + api().post("schedules", Map.of("apiPath", flow, "every", "P1D"))
                            .json()
                            .get("id"));
        }

        try (KaidanServer node = KaidanServer.node(Map.of())) {
            SchedulesIT.due(String.join(",", ids), Duration.ofDays(10));
            Api there = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
            Eventually.get(() -> there.open(flow), open -> open >= SCHEDULES);
            // what ran runs again, as after a node that died before it could say that it had
            sql("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                    + " select 'open-scheduled', id || '@' || cast(extract(epoch from last_run) * 1000 as bigint), now(),"
                    + " false, 1 from schedule where id in (" + String.join(",", ids) + ")");
            Eventually.get(
                    () -> count(
                            "select count(*) from scheduled_tasks where task_name = 'open-scheduled' and execution_time < now()"),
                    due -> due == 0);
        }

        assertThat(api().open(flow)).isEqualTo(SCHEDULES);
        assertThat(count("select count(distinct last_data_no) from schedule where id in (" + String.join(",", ids)
                        + ")"))
                .isEqualTo(SCHEDULES);
    }

    private static void open(String flow, Instant due) throws Exception {
        try (Together clients = new Together(4)) {
            for (int i = 0; i < TICKETS; i += 4) {
                List<Callable<String>> creates = new ArrayList<>();
                for (int j = 0; j < 4; j++) {
                    creates.add(() -> admin().open(flow, Map.of("due", due.toString())));
                }
                clients.run(creates);
            }
        }
    }
}
