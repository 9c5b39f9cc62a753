package io.kaidan.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets through so much at once and so much a second on the average: each takes a token, and tokens come back with time. A
 * new one is full. What it holds and how fast it fills is told with each use, so that it may change meanwhile.
 */
public final class TokenBucket {

    private static final double NANOS = 1e9;

    private double missing;
    private Instant seen = Instant.MIN;

    /**
     * Takes a token where there is one.
     *
     * @param size tokens that it holds, 1 or more
     * @param perSecond tokens that come back, more than 0
     * @return zero: taken; else nothing is, and after so long there will be one
     */
    public synchronized Duration take(Instant now, double size, double perSecond) {
        if (missing > 0 && now.isAfter(seen)) {
            missing = Math.max(0, missing - Duration.between(seen, now).toNanos() / NANOS * perSecond);
        }
        seen = now;
        if (missing + 1 > size) {
            return Duration.ofNanos(Math.max(1, (long) Math.ceil((missing + 1 - size) / perSecond * NANOS)));
        }
        missing++;
        return Duration.ZERO;
    }
}
