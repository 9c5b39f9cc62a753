package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.Flow;
import org.junit.jupiter.api.Test;

/**
 * Flows that chance draws, ridden along ways that chance chooses. One that fails says its seed; {@code
 * -Dflows.seed=<seed> -Dflows.count=1} rides just that one again.
 */
class RandomFlowsTest {

    private static final int WAYS = 10;
    private static final long SEED = Long.getLong("flows.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("flows.count", 100);

    @Test
    void balanced_flows_come_to_rest_at_every_step_and_their_joins_go_on_once() {
        System.out.println(
                "RandomFlowsTest: -Dflows.seed=" + SEED + ", " + 2 * COUNT + " flows, " + WAYS + " ways each");
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            RandomFlow drawing = new RandomFlow(seed, true);
            Flow flow = Ride.flow(drawing.draw());
            for (int way = 0; way < WAYS; way++) {
                RandomRide ride = ride(flow, seed, way, false);
                for (RandomFlow.Pair pair : drawing.pairs()) {
                    int split = ride.left.getOrDefault(pair.split(), 0);
                    int join = ride.left.getOrDefault(pair.join(), 0);
                    assertThat(join)
                            .as("seed %s: %s leaves no more often than its split", seed, pair)
                            .isLessThanOrEqualTo(split);
                    if (!ride.ticket.isOpen() && !ride.disturbed) {
                        assertThat(join)
                                .as("seed %s: %s leaves as often as its split", seed, pair)
                                .isEqualTo(split);
                    }
                }
                assertThat(ride.ticket.tokens())
                        .as("seed %s: no join waits for ever", seed)
                        .noneMatch(t ->
                                t.hasFailed() && t.failure().problem().code().equals("stuck"));
            }
        }
    }

    @Test
    void flows_of_any_shape_come_to_rest_at_every_step_whatever_an_administrator_does() {
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            Flow flow = Ride.flow(new RandomFlow(seed, false).draw());
            for (int way = 0; way < WAYS; way++) {
                ride(flow, seed, way, way % 2 == 1);
            }
        }
    }

    /** Saved and loaded after each step, it goes the same way as in memory alone. */
    private static RandomRide ride(Flow flow, long seed, int way, boolean intervening) {
        RandomRide ride = new RandomRide(flow, seed * WAYS + way, intervening, false);
        RandomRide again = new RandomRide(flow, seed * WAYS + way, intervening, true);
        try {
            String seen = ride.ride();
            assertThat(again.ride()).isEqualTo(seen);
        } catch (RuntimeException | AssertionError | StackOverflowError failure) {
            throw new AssertionError(
                    "-Dflows.seed=" + seed + " -Dflows.count=1, way " + way + ":\n" + flow.bpmn(), failure);
        }
        return ride;
    }
}
