package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Branches that arrive at a join at the same moment. */
class ParallelJoinIT extends BlackBox {

    private static final int BRANCHES = 8;
    private static final int ROUNDS = 200;

    @Test
    void eight_branches_pushed_at_the_same_moment_join_exactly_once() throws Exception {
        String flow = api().deployed(eightBranches());

        try (Together together = new Together(BRANCHES)) {
            for (int round = 0; round < ROUNDS; round++) {
                String no = admin().open(flow, Map.of());
                List<Callable<Answer>> pushes = new ArrayList<>();
                for (QuickClient.Stop stop : admin().stops(flow, no)) {
                    pushes.add(() -> admin().push(flow, stop.dataId(), Map.of(stop.name(), "由 " + stop.name())));
                }
                assertThat(pushes).hasSize(BRANCHES);

                List<Answer> answers = together.run(pushes);

                assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo("200"));
                assertThat(admin().stops(flow, no))
                        .as("round %d: the join fires once", round)
                        .extracting(QuickClient.Stop::name)
                        .containsExactly("匯合之後");
                if (round % 20 == 0) {
                    Map<String, Object> all = new HashMap<>();
                    for (int i = 0; i < BRANCHES; i++) {
                        all.put("b" + i, "由 b" + i);
                    }
                    assertThat(api().values(flow, no)).containsAllEntriesOf(all);
                }
            }
        }
        assertThat(api().open(flow)).isEqualTo(ROUNDS);
    }

    @Test
    void a_join_waits_for_its_last_branch() {
        String flow = api().deployed(eightBranches());
        String no = admin().open(flow, Map.of());
        List<QuickClient.Stop> stops = admin().stops(flow, no);

        for (int i = 0; i < BRANCHES; i++) {
            assertThat(admin().stops(flow, no)).hasSize(BRANCHES - i);
            admin().pushed(flow, stops.get(i).dataId(), Map.of());
        }

        assertThat(admin().stops(flow, no)).extracting(QuickClient.Stop::name).containsExactly("匯合之後");
    }

    @Test
    void a_join_in_a_loop_joins_again_in_each_round() {
        String flow = api().deployed(start(text("again"))
                .exclusive("merge")
                .parallel("split")
                .task("a", "甲")
                .parallel("join")
                .exclusive("decide")
                .when("= again = \"yes\"")
                .task("rework", "補件")
                .to("merge")
                .from("split")
                .task("b", "乙")
                .to("join")
                .from("decide")
                .otherwise()
                .end("end"));
        String no = admin().open(flow, Map.of("again", "yes"));

        for (int round = 0; round < 3; round++) {
            List<QuickClient.Stop> reviews = admin().stops(flow, no);
            assertThat(reviews).extracting(QuickClient.Stop::name).containsExactlyInAnyOrder("甲", "乙");
            reviews.forEach(stop -> admin().pushed(flow, stop.dataId(), Map.of()));
            assertThat(admin().stops(flow, no))
                    .extracting(QuickClient.Stop::name)
                    .containsExactly("補件");
            admin().pushed(flow, admin().stop(flow, no), Map.of("again", round < 2 ? "yes" : "no"));
        }
        admin().stops(flow, no).forEach(stop -> admin().pushed(flow, stop.dataId(), Map.of()));

        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    private static FlowBuilder eightBranches() {
        Field[] fields = new Field[BRANCHES];
        for (int i = 0; i < BRANCHES; i++) {
            fields[i] = text("b" + i);
        }
        FlowBuilder flow = start(fields)
                .parallel("split")
                .task("task0", "b0")
                .parallel("join")
                .task("after", "匯合之後")
                .end("end");
        for (int i = 1; i < BRANCHES; i++) {
            flow.from("split").task("task" + i, "b" + i).to("join");
        }
        return flow;
    }
}
