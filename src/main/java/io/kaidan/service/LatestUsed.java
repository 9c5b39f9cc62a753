package io.kaidan.service;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not used for longest. Not safe for threads by itself. */
final class LatestUsed<K, V> extends LinkedHashMap<K, V> {

    private static final float LOAD = 0.75f;

    private final int most;

    /** @param most entries that it keeps */
    LatestUsed(int most) {
        super(most, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
