package io.kaidan.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** The entries that were used last, up to a number of them. Safe for threads. */
public final class Cache<K, V> {

    private static final int INITIAL = 16;
    private static final float LOAD = 0.75f;

    private final String name;
    private final Map<K, V> entries;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param name as metrics tell it
     * @param most entries that it keeps; of more it forgets what was not used for longest
     */
    public Cache(String name, int most) {
        this.name = name;
        this.entries = new LinkedHashMap<>(INITIAL, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** What is kept under the key, as long as it still holds; what does not is forgotten. */
    public Optional<V> find(K key, Predicate<V> holds) {
        Optional<V> found;
        synchronized (entries) {
            found = Optional.ofNullable(entries.get(key)).filter(holds);
            if (found.isEmpty()) {
                entries.remove(key);
            }
        }
        (found.isPresent() ? hits : misses).increment();
        return found;
    }

    public void keep(K key, V value) {
        synchronized (entries) {
            entries.put(key, value);
        }
    }

    public void clear() {
        synchronized (entries) {
            entries.clear();
        }
    }

    public String name() {
        return name;
    }

    public int size() {
        synchronized (entries) {
            return entries.size();
        }
    }

    /** How often it had what was looked for. */
    public long hits() {
        return hits.sum();
    }

    /** How often it had not. */
    public long misses() {
        return misses.sum();
    }
}
