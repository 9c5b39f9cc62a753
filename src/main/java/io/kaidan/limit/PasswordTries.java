package io.kaidan.limit;

import io.kaidan.problem.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The passwords that this node tries at this moment. Each keeps a processor busy, on purpose, and strangers may send as many
 * as they like: half of the processors are for everybody else, and so is half of the threads that work.
 */
@ApplicationScoped
public class PasswordTries {

    /** The code of its refusals. */
    public static final String CODE = "too_many_sign_ins";

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Who waits holds a thread, of which WildFly has twice as many. */
    private static final int WAITING = 8 * PROCESSORS;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore turns;
    private final int most;
    private final Duration patience;
    private final AtomicInteger there = new AtomicInteger();

    protected PasswordTries() {
        this(Math.max(1, PROCESSORS / 2), WAITING, PATIENCE);
    }

    /** For use without a container. */
    public PasswordTries(int atOnce, int waiting, Duration patience) {
        this.turns = new Semaphore(atOnce, true);
        this.most = atOnce + waiting;
        this.patience = patience;
    }

    /**
     * Does the slow work for a password in its turn.
     *
     * @throws Refused {@link #CODE}: too many wait already, or it waited for too long; the work is not done
     */
    public <T> T take(Supplier<T> work) {
        try {
            if (there.incrementAndGet() > most || !turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Refused.because(CODE);
            }
            try {
                return work.get();
            } finally {
                turns.release();
            }
        } catch (InterruptedException serverStops) {
            Thread.currentThread().interrupt();
            throw Refused.because(CODE);
        } finally {
            there.decrementAndGet();
        }
    }
}
