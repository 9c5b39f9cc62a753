package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.UserTaskBuilder;
import io.kaidan.ticket.TicketState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class UserTaskTest {

    private static BpmnModelInstance drawing(UnaryOperator<UserTaskBuilder> review) {
        return review.apply(Bpmn.createExecutableProcess("flow")
                        .startEvent()
                        .userTask("review")
                        .name("審核"))
                .endEvent()
                .done();
    }

    @Test
    void a_ticket_waits_until_somebody_pushes_it_and_then_closes() {
        Ride ride = Ride.open(drawing(t -> t), Map.of());
        assertThat(ride.waits()).isEqualTo("review");
        assertThat(ride.at("review").name()).isEqualTo("審核");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.OPEN);

        ride.push("review");

        assertThat(ride.waits()).isEmpty();
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
        assertThat(ride.ticket.closedAt()).isEqualTo(Ride.NOW);
        assertThat(ride.events).containsExactly("opened", "pushed", "closed");
    }

    @Test
    void assignee_and_candidates_are_texts_or_feel() {
        Ride ride = Ride.open(
                drawing(t ->
                        t.zeebeAssignee("=owner").zeebeCandidateGroups("IT, QA").zeebeCandidateUsers("=[\"mei\"]")),
                Map.of("owner", "lin"));

        var item = ride.at("review");
        assertThat(item.assignee()).isEqualTo("lin");
        assertThat(item.candidateGroups()).containsExactly("IT", "QA");
        assertThat(item.isFor("mei", Set.of())).isTrue();
        assertThat(item.isFor("kim", Set.of("QA"))).isTrue();
        assertThat(item.isFor("kim", Set.of("HR"))).isFalse();
    }

    @Test
    void a_due_date_is_a_moment_in_iso_8601() {
        Ride ride = Ride.open(drawing(t -> t.zeebeDueDate("=until")), Map.of("until", "2026-03-02T09:00:00+08:00"));

        assertThat(ride.at("review").dueAt()).isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));
    }

    @Test
    void a_due_date_that_is_no_moment_is_an_incident() {
        Ride ride = Ride.open(drawing(t -> t.zeebeDueDate("=until")), Map.of("until", "soon"));

        assertThat(ride.incident()).isEqualTo("Expected a due date in ISO 8601 but got \"soon\".");
        assertThat(ride.retry(Map.of("until", "2026-05-01")).waits()).isEqualTo("review");
    }

    @Test
    void an_assignee_that_cannot_be_evaluated_is_an_incident_with_the_name_of_the_node() {
        Ride ride = Ride.open(drawing(t -> t.zeebeAssignee("=assert(owner, owner = \"lin\")")), Map.of());

        assertThat(ride.incidents()).isEqualTo("review feel");
        assertThat(ride.incident()).contains("審核");
        assertThat(ride.waits()).isEmpty();
    }

    @Test
    void a_loop_back_makes_a_new_work_item() {
        BpmnModelInstance loop = Bpmn.createExecutableProcess("flow")
                .startEvent()
                .userTask("review")
                .exclusiveGateway("decide")
                .defaultFlow()
                .endEvent()
                .moveToNode("decide")
                .condition("=ok = false")
                .connectTo("review")
                .done();
        Ride ride = Ride.open(loop, Map.of("ok", false));
        var first = ride.at("review");

        ride.push("review");

        assertThat(ride.at("review")).isNotSameAs(first);
        assertThat(first.isOpen()).isFalse();
        assertThat(first.doneBy()).isEqualTo("ben");
        ride.write("ok", true).push("review");
        assertThat(ride.ticket.state()).isEqualTo(TicketState.CLOSED);
    }
}
