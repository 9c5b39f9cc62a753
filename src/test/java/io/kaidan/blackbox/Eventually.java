package io.kaidan.blackbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Asks again until the answer fits, for 20 seconds at most where nothing else is said. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    static <T> T get(Supplier<T> ask, Predicate<T> fits) {
        return get(PATIENCE, ask, fits);
    }

    static <T> T get(Duration patience, Supplier<T> ask, Predicate<T> fits) {
        Instant deadline = Instant.now().plus(patience);
        T answer = ask.get();
        while (!fits.test(answer)) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Expected another answer within " + patience + " but the last was " + answer);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = ask.get();
        }
        return answer;
    }
}
