package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody claims what several might do, and gives it back. */
class ClaimIT extends BlackBox {

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String group = "claim-" + id;
    private final String ann = "ann-" + id;
    private final String bob = "bob-" + id;
    private String flow;
    private String claim;

    @BeforeEach
    void given_a_stop_for_a_group() {
        api().group(group);
        api().user(ann, List.of(group), List.of());
        api().user(bob, List.of(group), List.of());
        flow = api().deployed(start(text("title").header("title"))
                .task("review", "審核")
                .candidateGroups(group)
                .end("end"));
        claim = claimOf(admin().open(flow, Map.of("title", "單")));
    }

    @Test
    void who_claims_has_it_and_the_group_still_sees_whose_it_is() {
        Answer claimed = client(ann).post(claim, Map.of());

        assertThat(claimed.http()).as("%s", claimed).isEqualTo(200);
        assertThat(claimed.json())
                .containsEntry("assignee", ann)
                .containsEntry("state", "open")
                .containsEntry("candidateGroups", List.of(group));
        assertThat(client(bob).get("tasks").list("items"))
                .extracting(task -> task.get("assignee"))
                .containsExactly(ann);
        assertThat(history()).contains("assigned by " + ann);
    }

    @Test
    void exactly_one_of_many_who_claim_at_once_gets_it() throws Exception {
        List<String> people = Stream.iterate(0, i -> i + 1)
                .limit(6)
                .map(i -> "p" + i + "-" + id)
                .toList();
        people.forEach(name -> api().user(name, List.of(group), List.of()));

        List<Answer> answers;
        try (Together together = new Together(people.size())) {
            answers = together.run(people.stream()
                    .map(name -> (Callable<Answer>) () -> client(name).post(claim, Map.of()))
                    .toList());
        }

        List<Answer> refused =
                answers.stream().filter(answer -> answer.http() != 200).toList();
        assertThat(refused).hasSize(people.size() - 1).allSatisfy(answer -> {
            assertThat(answer.http()).isEqualTo(409);
            assertThat(answer.problems()).containsExactly("already_claimed");
        });
        assertThat(history().stream().filter(line -> line.startsWith("assigned")))
                .hasSize(1);
    }

    @Test
    void who_has_it_may_claim_again_and_nothing_happens() {
        client(ann).post(claim, Map.of());

        assertThat(client(ann).post(claim, Map.of()).http()).isEqualTo(200);
        assertThat(history().stream().filter(line -> line.startsWith("assigned")))
                .hasSize(1);
    }

    @Test
    void what_is_given_back_can_be_claimed_by_another() {
        client(ann).post(claim, Map.of());
        assertThat(client(bob).delete(claim).problems()).containsExactly("already_claimed");

        Answer back = client(ann).delete(claim);

        assertThat(back.http()).as("%s", back).isEqualTo(200);
        assertThat(back.json()).containsEntry("assignee", null);
        assertThat(client(ann).delete(claim).http()).as("once more").isEqualTo(200);
        assertThat(client(bob).post(claim, Map.of()).json()).containsEntry("assignee", bob);
    }

    @Test
    void who_may_modify_tickets_takes_a_claim_away() {
        api().role("claim-lead-" + id, flow, "modify");
        api().user("lead-" + id, List.of(), List.of("claim-lead-" + id));
        client(ann).post(claim, Map.of());

        assertThat(client("lead-" + id).delete(claim).json()).containsEntry("assignee", null);
    }

    @Test
    void what_has_no_candidates_cannot_be_given_back_to_anybody() {
        String own = api().deployed(
                        start(text("title")).task("review", "審核").assignee(ann).end("end"));
        String no = admin().open(own, Map.of("title", "單"));

        Answer answer = client(ann).delete(claimOf(own, no));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactly("no_candidates");
        assertThat(client(ann).get("tasks?claim=mine").list("items")).hasSize(1);
    }

    @Test
    void others_neither_claim_nor_learn_what_there_is() {
        String stranger = "stranger-" + id;
        String viewer = "viewer-" + id;
        api().role("claim-view-" + id, flow, "view");
        api().user(stranger, List.of(), List.of());
        api().user(viewer, List.of(), List.of("claim-view-" + id));
        String nothing = claim.replaceFirst("/work-items/\\d+/", "/work-items/999999999/");

        for (String path : List.of(claim, nothing)) {
            assertThat(client(stranger).post(path, Map.of()).http()).isEqualTo(404);
            assertThat(client(stranger).delete(path).http()).isEqualTo(404);
            assertThat(client(viewer).post(path, Map.of()).problems()).containsExactly("forbidden");
        }
        assertThat(client(stranger).post(claim, Map.of()).problems())
                .isEqualTo(client(stranger).post(nothing, Map.of()).problems());
        assertThat(api().post(nothing, Map.of()).problems()).containsExactly("unknown_work_item");
    }

    @Test
    void what_is_done_cannot_be_claimed() {
        admin().pushed(flow, admin().stop(flow, "1"), Map.of());

        Answer answer = client(ann).post(claim, Map.of());

        assertThat(answer.http()).isEqualTo(409);
        assertThat(answer.problems()).containsExactly("already_pushed");
    }

    @Test
    void a_claim_takes_no_right_from_the_others() {
        client(ann).post(claim, Map.of());

        Answer pushed = client(bob).post(claim.replaceFirst("/claim$", "/push"), Map.of());

        assertThat(pushed.http()).as("%s", pushed).isEqualTo(200);
        assertThat(pushed.json()).containsEntry("state", "closed");
    }

    private String claimOf(String no) {
        return claimOf(flow, no);
    }

    private static String claimOf(String flow, String no) {
        return "flows/" + flow + "/tickets/" + no + "/work-items/" + admin().stop(flow, no) + "/claim";
    }

    /** Of the first ticket: what happened and who did it. */
    private List<String> history() {
        return Answer.objects(api().ticket(flow, "1").get("history")).stream()
                .map(line -> line.get("event") + " by " + line.get("by"))
                .toList();
    }

    private static Api client(String name) {
        return new Api(base(), name, name);
    }
}
