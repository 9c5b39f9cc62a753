package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.TicketEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Open tickets go to another version of their flow. */
class MigrationTest {

    private static BpmnModelInstance review(String task, String after) {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .userTask(task)
                .name("審核 " + task)
                .userTask(after)
                .endEvent()
                .done();
    }

    private static BpmnModelInstance withDeadline(String task, String event, String duration) {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .userTask(task)
                .boundaryEvent(event)
                .timerWithDuration(duration)
                .userTask("late")
                .endEvent()
                .moveToActivity(task)
                .endEvent()
                .done();
    }

    private static BpmnModelInstance fork(String join, String second) {
        return Bpmn.createExecutableProcess("flow")
                .startEvent()
                .parallelGateway("fork")
                .userTask("a")
                .parallelGateway(join)
                .userTask("after")
                .endEvent()
                .moveToNode("fork")
                .userTask(second)
                .connectTo(join)
                .done();
    }

    @Test
    void a_ticket_goes_on_where_it_stood_on_the_new_version() {
        Ride ride = Ride.open(review("review", "old"), Map.of());

        TicketEvent line = ride.migrate(review("review", "fresh"), Map.of());

        assertThat(line.event()).isEqualTo("migrated");
        assertThat(line.changes()).isEqualTo(Map.of("version", List.of(1, 2)));
        assertThat(line.reason()).isEqualTo("新版");
        assertThat(ride.push("review").waits()).isEqualTo("fresh");
    }

    @Test
    void a_node_becomes_the_one_that_the_map_names() {
        Ride ride = Ride.open(review("review", "after"), Map.of());

        ride.migrate(review("approve", "after"), Map.of("review", "approve"));

        assertThat(ride.waits()).isEqualTo("approve");
        assertThat(ride.at("approve").name()).isEqualTo("審核 approve");
        assertThat(ride.push("approve").waits()).isEqualTo("after");
    }

    @Test
    void a_token_without_a_place_keeps_the_ticket_where_it_is_with_every_problem() {
        Ride ride = Ride.open(fork("join", "b"), Map.of());

        assertThatThrownBy(() -> ride.migrate(review("x", "y"), Map.of()))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.problems())
                        .extracting(p -> p.field() + " " + p.code())
                        .containsExactlyInAnyOrder("nodes.a unknown_node", "nodes.b unknown_node"));
    }

    @Test
    void a_node_of_another_kind_is_no_place() {
        Ride ride = Ride.open(review("review", "after"), Map.of());
        BpmnModelInstance other = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .manualTask("review")
                .userTask("after")
                .endEvent()
                .done();

        assertThatThrownBy(() -> ride.migrate(other, Map.of()))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("other_kind"))
                        .isTrue());
    }

    @Test
    void a_join_fires_with_what_had_come_before() {
        Ride ride = Ride.open(fork("join", "b"), Map.of()).push("a");

        ride.migrate(fork("meet", "second"), Map.of("join", "meet", "b", "second"));

        assertThat(ride.waits()).isEqualTo("second");
        assertThat(ride.push("second").waits()).isEqualTo("after");
    }

    @Test
    void a_timer_keeps_its_moment() {
        Ride ride = Ride.open(withDeadline("review", "deadline", "PT1H"), Map.of());

        ride.migrate(withDeadline("approve", "limit", "PT5H"), Map.of("review", "approve", "deadline", "limit"));

        assertThat(ride.expects()).isEqualTo("limit");
        assertThat(ride.event("limit")).extracting(Subscription::dueAt).isEqualTo(Ride.NOW.plusSeconds(3600));
        assertThat(ride.happen("limit").waits()).isEqualTo("late");
    }

    @Test
    void an_event_that_is_new_begins_and_one_that_is_gone_ends() {
        Ride plain = Ride.open(review("review", "after"), Map.of());
        plain.migrate(withDeadline("review", "deadline", "PT1H"), Map.of());
        assertThat(plain.expects()).isEqualTo("deadline");

        Ride limited = Ride.open(withDeadline("review", "deadline", "PT1H"), Map.of());
        limited.migrate(review("review", "after"), Map.of());
        assertThat(limited.expects()).isEmpty();
        assertThat(limited.push("review").waits()).isEqualTo("after");
    }
}
