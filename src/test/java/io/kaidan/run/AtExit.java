package io.kaidan.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was started, last first, however the JVM ends: Ctrl-C, SIGTERM, the end of the tests. */
public final class AtExit {
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll));
    }

    private AtExit() {}

    public static void close(AutoCloseable started) {
        synchronized (STARTED) {
            STARTED.push(started);
        }
    }

    private static void closeAll() {
        synchronized (STARTED) {
            for (AutoCloseable started : STARTED) {
                try {
                    started.close();
                } catch (Exception failure) {
                    System.err.println(failure.getMessage());
                }
            }
        }
    }
}
