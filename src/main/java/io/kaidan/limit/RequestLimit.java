package io.kaidan.limit;

import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests each user may make at this node: so many a minute, and so many at once, see {@link
 * Setting#USER_REQUESTS}. Nodes do not ask each other: on several of them he may make as many at each.
 */
@ApplicationScoped
public class RequestLimit {

    /** The code of its refusals. */
    public static final String CODE = "too_many_requests";

    private static final double MINUTE = 60;

    /** Users that are remembered; who was not seen for longest begins anew. */
    private static final int MOST = 10_000;

    private static final float LOAD = 0.75f;

    private final Map<Long, TokenBucket> byUser = new LinkedHashMap<>(MOST, LOAD, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, TokenBucket> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Counts a request of a user. Takes less than a microsecond.
     *
     * @throws Refused {@link #CODE} with the limit, and the seconds after which he may make the next one
     */
    public void count(long userId, Instant now) {
        long limit = Setting.USER_REQUESTS.number();
        if (limit == 0) {
            return;
        }
        Duration wait = bucket(userId).take(now, limit, limit / MINUTE);
        if (!wait.isZero()) {
            throw Refused.because(CODE, limit, wait.plusMillis(999).toSeconds());
        }
    }

    private synchronized TokenBucket bucket(long userId) {
        return byUser.computeIfAbsent(userId, first -> new TokenBucket());
    }
}
