package io.kaidan.blackbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of servers while clients work on them. */
class NodesKilledChaos extends Chaos {

    @Test
    void what_a_killed_server_has_answered_is_there_once_and_whole_and_nothing_is_stuck() throws Exception {
        KaidanServer node = KaidanServer.on(postgres);
        ChaosFlows flows = deploy(node);
        try (node;
                Crowd crowd = new Crowd(node.base(), flows, random)) {
            for (int i = 1; i <= TIMES; i++) {
                awaitSomeMoment(crowd);
                killAndStart(node, "kill " + i + " of " + TIMES, crowd);
            }
            awaitSomeMoment(crowd);
            reckon(crowd, flows, node);
        }
    }

    @Test
    void two_nodes_behind_a_balancer_lose_nothing_when_they_are_killed_in_turn() throws Exception {
        KaidanServer one = KaidanServer.on(postgres);
        KaidanServer other = KaidanServer.on(postgres);
        ChaosFlows flows = deploy(one);
        try (one;
                other;
                RoundRobin balancer = new RoundRobin(one.base(), other.base());
                Crowd crowd = new Crowd(balancer.base(), flows, random)) {
            for (int i = 1; i <= TIMES; i++) {
                awaitSomeMoment(crowd);
                killAndStart(i % 2 == 1 ? one : other, "kill " + i + " of " + TIMES + ", in turn", crowd);
            }
            awaitSomeMoment(crowd);
            reckon(crowd, flows, one);
        }
    }

    private void killAndStart(KaidanServer node, String which, Crowd crowd) {
        node.kill();
        Instant killed = Instant.now();
        node.start(Map.of());
        say(
                "%s, ready after %d ms: %s",
                which, Duration.between(killed, Instant.now()).toMillis(), crowd.ledger());
    }
}
