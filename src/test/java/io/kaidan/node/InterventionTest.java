package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.kaidan.engine.Signal;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.TicketState;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What administrators do with an open ticket. */
class InterventionTest {

    private static final BpmnModelInstance LINE = Bpmn.createExecutableProcess("flow")
            .startEvent("start")
            .userTask("first")
            .exclusiveGateway("pass")
            .userTask("second")
            .endEvent("end")
            .done();

    /** A join after a and b, then after; c stands beside it before the end. */
    private static final BpmnModelInstance FORK = Bpmn.createExecutableProcess("flow")
            .startEvent()
            .parallelGateway("fork")
            .userTask("a")
            .parallelGateway("join")
            .userTask("after")
            .endEvent()
            .moveToNode("fork")
            .userTask("b")
            .connectTo("join")
            .moveToNode("fork")
            .userTask("c")
            .endEvent()
            .done();

    @Test
    void a_cancelled_ticket_waits_nowhere_any_more() {
        Ride ride = Ride.open(FORK, Map.of());
        int version = ride.ticket.version();

        List<TicketEvent> history = ride.intervene(new Signal.Cancel("root", Ride.NOW, "開錯了"));

        assertThat(ride.waits()).isEmpty();
        assertThat(ride.ticket.tokens()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CANCELLED);
        assertThat(ride.ticket.closedAt()).isEqualTo(Ride.NOW);
        assertThat(ride.ticket.version()).isEqualTo(version + 1);
        assertThat(history).singleElement().satisfies(e -> {
            assertThat(e.event()).isEqualTo("cancelled");
            assertThat(e.by()).isEqualTo("root");
            assertThat(e.reason()).isEqualTo("開錯了");
        });
    }

    @Test
    void a_moved_token_leaves_its_wait_and_enters_the_target() {
        Ride ride = Ride.open(LINE, Map.of());

        List<TicketEvent> history = ride.move("first", "pass");

        assertThat(ride.waits()).isEqualTo("second");
        assertThat(history).singleElement().satisfies(e -> {
            assertThat(e.event()).isEqualTo("moved");
            assertThat(e.node()).isEqualTo("first");
            assertThat(e.changes()).isEqualTo(Map.of("node", List.of("first", "pass")));
            assertThat(e.reason()).isEqualTo("走錯了");
        });
    }

    @Test
    void a_token_moves_back_and_to_where_it_stands() {
        Ride ride = Ride.open(LINE, Map.of()).push("first");

        ride.move("second", "first");
        assertThat(ride.waits()).isEqualTo("first");
        WorkItem before = ride.at("first");
        ride.move("first", "first");

        assertThat(ride.waits()).isEqualTo("first");
        assertThat(ride.at("first")).isNotSameAs(before);
        ride.push("first").push("second");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void a_ticket_whose_last_token_is_moved_to_the_end_is_closed() {
        Ride ride = Ride.open(LINE, Map.of());

        List<TicketEvent> history = ride.move("first", "end");

        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(history).extracting(TicketEvent::event).containsExactly("moved", "closed");
        assertThat(history).extracting(TicketEvent::reason).containsExactly("走錯了", null);
    }

    @Test
    void a_token_moved_to_a_join_counts_as_come_over_its_own_link() {
        Ride ride = Ride.open(FORK, Map.of());

        ride.move("b", "join");
        assertThat(ride.waits()).isEqualTo("a c");
        ride.push("a");

        assertThat(ride.waits()).isEqualTo("after c");
    }

    @Test
    void a_token_from_elsewhere_counts_at_a_join_for_the_branch_that_lacks() {
        Ride ride = Ride.open(FORK, Map.of());
        ride.push("a");

        ride.move("c", "join");

        assertThat(ride.waits()).isEqualTo("after b");
    }

    @Test
    void a_token_that_waits_at_a_join_can_be_moved_too() {
        Ride ride = Ride.open(FORK, Map.of()).push("a");

        ride.move("join", "after");

        assertThat(ride.waits()).isEqualTo("after b c");
        assertThat(ride.ticket.tokens()).extracting(Token::node).containsExactlyInAnyOrder("after", "b", "c");
    }

    @Test
    void a_move_after_which_nothing_could_go_on_is_an_incident_at_the_join() {
        Ride ride = Ride.open(FORK, Map.of()).push("a").push("b").push("c");

        ride.move("after", "join");

        assertThat(ride.incidents()).isEqualTo("join stuck");
    }

    @Test
    void a_token_needs_a_node_where_it_waits_and_one_that_it_can_enter() {
        assertThat(refused("second", "first")).containsExactly("from not_waiting");
        assertThat(refused("first", "nowhere")).containsExactly("to unknown_node");
        assertThat(refused("first", "start")).containsExactly("to no_way_in");
        assertThat(refused("nowhere", "nowhere")).containsExactly("from not_waiting", "to unknown_node");
    }

    private static List<String> refused(String from, String to) {
        Ride ride = Ride.open(LINE, Map.of());
        try {
            ride.move(from, to);
        } catch (Refused refused) {
            assertThat(ride.waits()).isEqualTo("first");
            return refused.problems().stream()
                    .map((Problem p) -> p.field() + " " + p.code())
                    .toList();
        }
        throw new AssertionError("not refused");
    }

    @Test
    void corrected_values_stand_in_the_history_and_move_nothing() {
        Ride ride = Ride.open(LINE, Map.of("subject", "舊", "kept", 1));

        List<TicketEvent> history =
                ride.intervene(new Signal.Correct(Map.of("subject", "新", "kept", 1), "root", Ride.NOW, "打錯字"));

        assertThat(ride.ticket.values()).isEqualTo(Map.of("subject", "新", "kept", 1));
        assertThat(ride.waits()).isEqualTo("first");
        assertThat(history).singleElement().satisfies(e -> {
            assertThat(e.event()).isEqualTo("set");
            assertThat(e.node()).isNull();
            assertThat(e.changes()).isEqualTo(Map.of("subject", List.of("舊", "新")));
            assertThat(e.reason()).isEqualTo("打錯字");
        });
    }

    @Test
    void a_reassigned_work_item_is_for_others() {
        Ride ride = Ride.open(LINE, Map.of());
        WorkItem item = ride.at("first");

        List<TicketEvent> history =
                ride.intervene(new Signal.Assign(item, "mei", List.of(), List.of("IT"), "root", Ride.NOW, "休假"));

        assertThat(item.assignee()).isEqualTo("mei");
        assertThat(item.isOpen()).isTrue();
        assertThat(item.isFor("kim", List.of("IT"))).isTrue();
        assertThat(history).singleElement().satisfies(e -> {
            assertThat(e.event()).isEqualTo("assigned");
            assertThat(e.node()).isEqualTo("first");
            assertThat(e.changes())
                    .isEqualTo(Map.of(
                            "assignee",
                            Arrays.asList(null, "mei"),
                            "candidateGroups",
                            List.of(List.of(), List.of("IT"))));
            assertThat(e.reason()).isEqualTo("休假");
        });
    }
}
