package io.kaidan.blackbox;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the clients of a run sent and what they were told, to be held against what is there in the end. */
final class Ledger {

    /**
     * A create that was answered, at its first or a later sending.
     *
     * @param values as sent; {@code key} tells it from all others
     * @param file SHA-256 of the file that came with it, null where none did
     * @param dataNo as answered; null: submitted, to be validated first
     */
    record Create(String flow, Map<String, Object> values, String file, String dataNo) {
        String key() {
            return (String) values.get("key");
        }
    }

    /**
     * A push.
     *
     * @param mark the value that it sets in the field of the node's name
     * @param answered false: its sender never learnt whether it happened
     */
    record Push(String dataNo, String node, String mark, boolean answered) {}

    private final Queue<Create> creates = new ConcurrentLinkedQueue<>();
    private final Queue<Push> pushes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger starting = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();

    void created(Create create) {
        creates.add(create);
    }

    void pushed(Push push) {
        pushes.add(push);
    }

    void answered(long nanoseconds) {
        answers.incrementAndGet();
        longest.accumulateAndGet(nanoseconds, Math::max);
    }

    /** The connection broke. */
    void unanswered() {
        unanswered.incrementAndGet();
    }

    /** A server answered that was just starting. */
    void starting() {
        starting.incrementAndGet();
    }

    /** Calls that met a server just starting. */
    int startings() {
        return starting.get();
    }

    /** Told to come again. */
    void refused(long nanoseconds) {
        refused.incrementAndGet();
        longest.accumulateAndGet(nanoseconds, Math::max);
    }

    List<Create> creates() {
        return List.copyOf(creates);
    }

    List<Push> pushes() {
        return List.copyOf(pushes);
    }

    /** Calls that were answered with what they asked for. */
    int answers() {
        return answers.get();
    }

    /** Calls that were answered with "unavailable". */
    int refusals() {
        return refused.get();
    }

    @Override
    public String toString() {
        return "%d creates, %d pushes, %d calls answered; %d without an answer, %d while it started, %d told to come again; longest %d ms"
                .formatted(
                        creates.size(),
                        pushes.size(),
                        answers.get(),
                        unanswered.get(),
                        starting.get(),
                        refused.get(),
                        longest.get() / 1_000_000);
    }
}
