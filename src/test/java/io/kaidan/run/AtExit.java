package io.kaidan.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was started, last first, however the JVM ends: Ctrl-C, SIGTERM, the end of the tests. */
public final class AtExit {
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    private static volatile boolean begun;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll));
    }

    private AtExit() {}

    public static void close(AutoCloseable started) {
        synchronized (STARTED) {
            STARTED.push(started);
        }
    }

    /** Whether the end has begun, so that whatever stops now is meant to. */
    static boolean begun() {
        return begun;
    }

    private static void closeAll() {
        begun = true;
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
