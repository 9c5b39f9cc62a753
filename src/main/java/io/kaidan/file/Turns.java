package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What is great takes many times its bytes until it is understood, and anybody may send some: of these as many are in work
 * as there is memory for, and the others wait. What is small never does.
 */
public final class Turns {

    /** Bytes of a body, or characters of a text, from which on it is great. */
    static final int GREAT = 1024 * 1024;

    /** Heap for each that is in work. */
    private static final long ROOM = 256L * 1024 * 1024;

    /** For a turn: less than the servers wait for the next byte to be read. */
    private static final Duration WAIT = Duration.ofSeconds(20);

    /** Those of this process. */
    static final Turns ALL = new Turns((int) Math.max(1, Runtime.getRuntime().maxMemory() / ROOM), WAIT);

    private final Semaphore turns;
    private final Duration wait;

    Turns(int most, Duration wait) {
        this.turns = new Semaphore(most, true);
        this.wait = wait;
    }

    /** What is done with something great. */
    interface Work<T, E extends Exception> {
        T work() throws E;
    }

    /**
     * Understands a text, a great one in its turn.
     *
     * @throws Refused {@code body} where too many others are in work
     */
    public static <T> T understand(String text, Function<String, T> understand) {
        return text.length() < GREAT ? understand.apply(text) : ALL.take(() -> understand.apply(text));
    }

    /**
     * Does something in its turn. That takes no further turn: it would wait for itself.
     *
     * @throws Refused {@code body} where too many others are in work
     */
    <T, E extends Exception> T take(Work<T, E> work) throws E {
        await();
        try {
            return work.work();
        } finally {
            turns.release();
        }
    }

    private void await() {
        try {
            if (!turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Unreadable.because("busy");
            }
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
            throw Unreadable.because("interrupted");
        }
    }
}
