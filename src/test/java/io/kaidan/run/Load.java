package io.kaidan.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several connections at once, each of which lives one ticket's life after the other until the time is over. */
final class Load {
    /** One connection. */
    interface Connection extends AutoCloseable {
        /** Lives one life, and measures each call by its name. */
        void life(Times times) throws Exception;

        @Override
        default void close() throws SQLException {}
    }

    /** How long calls took, by their names, in nanoseconds. */
    static final class Times {
        private final Map<String, List<Long>> taken = new LinkedHashMap<>();

        <T> T measure(String call, Callable<T> work) throws Exception {
            long start = System.nanoTime();
            T result = work.call();
            taken.computeIfAbsent(call, name -> new ArrayList<>()).add(System.nanoTime() - start);
            return result;
        }

        private void add(Times others) {
            others.taken.forEach((call, times) ->
                    taken.computeIfAbsent(call, name -> new ArrayList<>()).addAll(times));
        }

        Iterable<String> calls() {
            return taken.keySet();
        }

        /** The time in milliseconds that this share of the calls took at most. */
        double milliseconds(String call, double share) {
            long[] sorted =
                    taken.get(call).stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
        }
    }

    /** What came of it. */
    record Result(int lives, Times times) {}

    private Load() {}

    static Result run(int connections, Duration time, Callable<Connection> connect) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long end = System.nanoTime() + time.toNanos();
            List<Future<Result>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> lives(connect, end)));
            }
            int lives = 0;
            Times times = new Times();
            for (Future<Result> one : running) {
                lives += one.get().lives();
                times.add(one.get().times());
            }
            return new Result(lives, times);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Result lives(Callable<Connection> connect, long end) throws Exception {
        int lives = 0;
        Times times = new Times();
        try (Connection connection = connect.call()) {
            while (System.nanoTime() < end) {
                connection.life(times);
                lives++;
            }
        }
        return new Result(lives, times);
    }
}
