package io.kaidan.blackbox;

import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of {@code -Pchaos} share: a durable database of their own with one node or more on it, the flows, and the
 * chance that decides what is done when. A seed that was printed does it again, as far as threads and processes let it:
 * {@code -Dkaidan.chaos.seed=}.
 */
abstract class Chaos {

    /** How often harm of each kind is done: {@code -Dkaidan.chaos.times=}. */
    static final int TIMES = Integer.getInteger("kaidan.chaos.times", 20);

    /** Calls that are answered between one harm and the next, at least. */
    private static final int FEW = 40;

    final Random random;
    Postgres postgres;

    Chaos() {
        long seed = Long.getLong("kaidan.chaos.seed", System.nanoTime() % 1_000_000);
        random = new Random(seed);
        say("seed %d", seed);
    }

    @BeforeEach
    void startDatabase() throws IOException {
        postgres = database();
    }

    @AfterEach
    void stopDatabase() throws IOException {
        postgres.close();
    }

    Postgres database() throws IOException {
        return TestDatabase.throwAway(true);
    }

    /** Lets the clients work for a while before the harm. */
    void awaitSomeMoment(Crowd crowd) throws Exception {
        crowd.awaitAnswers(FEW + random.nextInt(400));
    }

    void say(String text, Object... arguments) {
        System.out.printf("%s: %s%n", getClass().getSimpleName(), text.formatted(arguments));
    }

    static ChaosFlows deploy(KaidanServer node) {
        return ChaosFlows.deploy(new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD));
    }

    void reckon(Crowd crowd, ChaosFlows flows, KaidanServer node) throws Exception {
        Ledger ledger = crowd.goHome();
        say("%s", ledger);
        say("%s", new Reckoning(ledger, flows, node.base(), postgres.dataSource()).check());
    }
}
