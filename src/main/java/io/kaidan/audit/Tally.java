package io.kaidan.audit;

import io.kaidan.limit.TokenBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what anybody can bring about as often as he likes, so that he fills no database with it. The same from the same
 * address stands in one line a minute with how often it was, the first time at once; of all together there is a bounded
 * number of lines a minute, and what comes beside them waits here, in a bounded space, the rest without its names. So
 * nothing goes uncounted.
 */
public final class Tally {

    /** Different ones that are kept apart. */
    private static final int MOST = 1_000;

    /** Lines at once, and a minute. */
    private static final int BURST = 500;

    private static final double LINES_A_SECOND = 1;

    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private final TokenBucket lines = new TokenBucket();

    private record Key(String who, String address, AuditAction action, String object, Outcome outcome) {}

    private static final class Count {

        private Instant first;
        private int times;
        private Instant quietUntil = Instant.MIN;
    }

    /** It has happened once more. Takes a microsecond. */
    public synchronized void note(
            Instant now, String who, String address, AuditAction action, String object, Outcome outcome) {
        Key key = new Key(AuditEntry.shortened(who), address, action, AuditEntry.shortened(object), outcome);
        if (counts.size() >= MOST && !counts.containsKey(key)) {
            key = new Key(null, null, action, null, outcome);
        }
        Count count = counts.computeIfAbsent(key, unseen -> new Count());
        if (count.times++ == 0) {
            count.first = now;
        }
    }

    /** What is to be written now, those first that have waited longest; it is forgotten here. */
    public synchronized List<AuditEntry> due(Instant now) {
        List<AuditEntry> due = new ArrayList<>();
        Map<Key, Count> written = new LinkedHashMap<>();
        Iterator<Map.Entry<Key, Count>> all = counts.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Count> next = all.next();
            Count count = next.getValue();
            if (now.isBefore(count.quietUntil)) {
                continue;
            }
            if (count.times == 0) {
                all.remove();
            } else if (lines.take(now, BURST, LINES_A_SECOND).isZero()) {
                Key key = next.getKey();
                due.add(entry(key, count));
                count.times = 0;
                count.quietUntil = now.plus(QUIET);
                all.remove();
                written.put(key, count);
            }
        }
        counts.putAll(written); // behind all others: what comes again each minute must not take every line
        return due;
    }

    /** All that is counted, however many lines it takes; it is forgotten here. For the end, after which nothing is due. */
    public synchronized List<AuditEntry> rest() {
        List<AuditEntry> rest = counts.entrySet().stream()
                .filter(counted -> counted.getValue().times > 0)
                .map(counted -> entry(counted.getKey(), counted.getValue()))
                .toList();
        counts.clear();
        return rest;
    }

    private static AuditEntry entry(Key key, Count count) {
        return new AuditEntry(
                0,
                count.first,
                key.who(),
                key.address(),
                key.action().text(),
                key.object(),
                key.outcome().text(),
                Map.of(),
                count.times);
    }
}
