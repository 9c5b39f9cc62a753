package io.kaidan.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that act at the same moment, as often as asked. */
final class Together implements AutoCloseable {

    private final ExecutorService threads;

    Together(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /** Does all of them at once; there are at most as many as threads. */
    <T> List<T> run(List<Callable<T>> actions) throws Exception {
        CyclicBarrier moment = new CyclicBarrier(actions.size());
        List<Future<T>> running = new ArrayList<>();
        for (Callable<T> action : actions) {
            running.add(threads.submit(() -> {
                moment.await();
                return action.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get());
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
