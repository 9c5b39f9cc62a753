package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signals: to everybody who waits, in whatever ticket. */
class SignalsIT extends BlackBox {

    private final String name = Drawing.fresh("sig");

    private String waiting() {
        return Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("s"))
                .startEvent()
                .intermediateCatchEvent("wait", c -> c.signal(name))
                .userTask("go")
                .endEvent()
                .done());
    }

    private static int send(Api sender, String name, Map<String, ?> values) {
        Answer answer = sender.post("signals", Map.of("name", name, "values", values));
        assertThat(answer.http()).as("%s", answer).isEqualTo(202);
        return (int) answer.json().get("receivers");
    }

    private static void moved(String flow, String no) {
        Eventually.get(() -> admin().stops(flow, no), stops -> stops.size() == 1);
    }

    @Test
    void a_signal_reaches_every_ticket_that_waits_and_opens_one_on_each_flow_that_it_starts() {
        String one = waiting();
        String other = waiting();
        String starts = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("s"))
                .startEvent("start")
                .signal(name)
                .userTask("go")
                .endEvent()
                .done());
        List<String> tickets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            tickets.add(admin().open(one, Map.of()));
        }
        String there = admin().open(other, Map.of());

        assertThat(send(api(), name, Map.of("level", 3))).isEqualTo(7);

        tickets.forEach(no -> moved(one, no));
        moved(other, there);
        Eventually.get(() -> api().open(starts), open -> open == 1);
        assertThat(api().values(one, tickets.get(4))).containsEntry("level", 3);
        assertThat(api().values(starts, "1")).containsEntry("level", 3);
        assertThat(Answer.objects(api().ticket(one, tickets.get(0)).get("history")))
                .filteredOn(e -> e.get("event").equals("happened"))
                .singleElement()
                .satisfies(e -> assertThat(e).containsEntry("by", "admin").containsEntry("node", "wait"));
        assertThat(Answer.objects(api().ticket(starts, "1").get("history")).get(0))
                .containsEntry("node", "start");
        Eventually.get(() -> count("select count(*) from broadcast where name = '" + name + "'"), left -> left == 0);
        assertThat(count("select count(*) from delivery d where not exists (select 1 from broadcast where id ="
                        + " d.broadcast_id)"))
                .isZero();
    }

    @Test
    void nobody_keeps_a_signal() {
        String flow = waiting();

        assertThat(send(api(), name, Map.of())).isZero();
        String no = admin().open(flow, Map.of());

        assertThat(send(api(), name, Map.of("second", true))).isEqualTo(1);
        moved(flow, no);
        assertThat(api().values(flow, no)).containsEntry("second", true);
    }

    @Test
    void a_flow_throws_a_signal_to_other_tickets_and_to_its_own_other_branch_and_not_to_what_comes_after() {
        String other = waiting();
        String no = admin().open(other, Map.of());
        String throwing = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("s"))
                .startEvent()
                .parallelGateway("split")
                .intermediateCatchEvent("beside", c -> c.signal(name))
                .userTask("told")
                .endEvent()
                .moveToNode("split")
                .userTask("decide")
                .intermediateThrowEvent("tell", t -> t.signal(name).zeebeInputExpression("\"是\"", "answer"))
                .intermediateCatchEvent("after", c -> c.signal(name))
                .endEvent()
                .done());
        String own = admin().open(throwing, Map.of());

        admin().pushed(throwing, admin().stop(throwing, own), Map.of());

        moved(other, no);
        moved(throwing, own);
        assertThat(api().values(other, no)).containsEntry("answer", "是");
        assertThat(count("select count(*) from subscription where node = 'after' and name = '" + name + "'"))
                .isEqualTo(1);
        assertThat(Answer.objects(api().ticket(other, no).get("history")))
                .anySatisfy(
                        e -> assertThat(e).containsEntry("event", "happened").containsEntry("by", "system"));
    }

    @Test
    void a_signal_end_event_starts_another_flow() {
        String started = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("s"))
                .startEvent()
                .signal(name)
                .endEvent()
                .done());
        String ending = Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("s"))
                .startEvent()
                .endEvent("tell", e -> e.signal(name).zeebeInputExpression("1 + 1", "sum"))
                .done());

        admin().open(ending, Map.of());

        assertThat(api().closed(ending)).isEqualTo(1);
        Eventually.get(() -> api().closed(started), closed -> closed == 1);
        assertThat(api().values(started, "1")).isEqualTo(Map.of("sum", 2));
    }

    @Test
    void a_signal_on_its_way_goes_on_when_its_node_has_died() {
        String flow = waiting();
        String first = admin().open(flow, Map.of());
        String second = admin().open(flow, Map.of());

        // what a dead node leaves behind: the first is reached, the second is not, and the job is due
        send(api(), name, Map.of("round", 1));
        moved(flow, first);
        moved(flow, second);
        String third = admin().open(flow, Map.of());
        sql("insert into broadcast (id, name, values, sent_by, sent_at) values (-nextval('broadcast_seq'), '" + name
                + "', '{\"round\": 2}', 'amy', now())");
        sql("insert into delivery (broadcast_id, subscription_id) select b.id, x.id from broadcast b, (select 1 as id"
                + " union all select id from subscription where name = '" + name + "') x where b.name = '" + name
                + "'");
        sql("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) select"
                + " 'deliver-signal', id::text, now(), false, 1 from broadcast where name = '" + name + "'");

        moved(flow, third);
        assertThat(api().values(flow, third)).containsEntry("round", 2);
        Eventually.get(() -> count("select count(*) from broadcast where name = '" + name + "'"), left -> left == 0);
    }

    @Test
    void a_signal_that_fails_again_and_again_for_one_reaches_the_others_and_that_one_when_it_can() {
        String flow = waiting();
        String sound = admin().open(flow, Map.of());
        String broken = admin().open(flow, Map.of());
        String of = " where id = (select max(id) from subscription where name = '" + name + "')";
        sql("update subscription set node = 'gone'" + of); // no flow has such a node
        String job = " where task_name = 'deliver-signal' and task_instance ="
                + " (select cast(id as text) from broadcast where name = '" + name + "')";

        assertThat(send(api(), name, Map.of("level", 3))).isEqualTo(2);

        moved(flow, sound);
        Eventually.get(() -> count("select count(*) from scheduled_tasks" + job + " and not picked"), n -> n == 1);
        sql("update scheduled_tasks set consecutive_failures = 9, execution_time = now()" + job);
        Eventually.get(
                () -> count("select count(*) from scheduled_tasks" + job
                        + " and not picked and execution_time > now() + interval '50 minutes'"),
                later -> later == 1);

        sql("update subscription set node = 'wait'" + of);
        sql("update scheduled_tasks set execution_time = now()" + job);

        moved(flow, broken);
        assertThat(api().values(flow, broken)).containsEntry("level", 3);
        Eventually.get(() -> count("select count(*) from broadcast where name = '" + name + "'"), left -> left == 0);
    }

    @Test
    void a_signal_reaches_what_its_sender_may() {
        String flow = waiting();
        String hidden = waiting();
        for (String permission : List.of("modify", "view")) {
            api().role(name + permission, flow, permission);
            api().user(name + permission, List.of(), List.of(name + permission));
        }
        String no = admin().open(flow, Map.of());
        String there = admin().open(hidden, Map.of());

        assertThat(new Api(base(), name + "view", name + "view")
                        .post("signals", Map.of("name", name))
                        .http())
                .isEqualTo(403);
        assertThat(send(new Api(base(), name + "modify", name + "modify"), name, Map.of()))
                .isEqualTo(1);

        moved(flow, no);
        assertThat(admin().stops(hidden, there)).isEmpty();
    }

    @Test
    void everything_that_is_wrong_with_a_signal_is_told_at_once() {
        Map<String, Object> body = new HashMap<>();
        body.put("name", "x".repeat(256));
        body.put("values", "none");
        body.put("correlationKey", 1);

        Answer answer = api().post("signals", body);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems())
                .containsExactlyInAnyOrder("correlationKey:unknown_member", "name:length", "values:type");
    }
}
