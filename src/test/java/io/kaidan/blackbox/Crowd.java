package io.kaidan.blackbox;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Clients at work at the same time, from the start to {@link #goHome}. */
final class Crowd implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Ledger ledger = new Ledger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> clients = new ArrayList<>();
    private volatile boolean over;

    Crowd(URI base, ChaosFlows flows, Random random) {
        QuickClient quick = QuickClient.login(base, KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        for (int i = 0; i < CLIENTS; i++) {
            ChaosClient client = new ChaosClient(quick, flows, ledger, random.nextLong());
            clients.add(threads.submit(() -> {
                while (!over) {
                    client.step();
                }
            }));
        }
    }

    Ledger ledger() {
        return ledger;
    }

    /** Returns when so many more calls were answered. */
    void awaitAnswers(int more) throws Exception {
        await(ledger::answers, more);
    }

    /** Returns when so many more calls were told to come again. */
    void awaitRefusals(int more) throws Exception {
        await(ledger::refusals, more);
    }

    private void await(Supplier<Integer> count, int more) throws Exception {
        int enough = count.get() + more;
        Eventually.get(PATIENCE, () -> anyDone() ? enough : count.get(), now -> now >= enough);
        if (anyDone()) {
            goHome();
        }
    }

    private boolean anyDone() {
        return clients.stream().anyMatch(Future::isDone);
    }

    /** Each ends what it has begun: every create has its answer then. Whatever ended one of them before is thrown. */
    Ledger goHome() throws Exception {
        over = true;
        for (Future<?> client : clients) {
            try {
                client.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException failure) {
                throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
            }
        }
        return ledger;
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
