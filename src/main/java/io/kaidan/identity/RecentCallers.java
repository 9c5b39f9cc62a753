package io.kaidan.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Callers as this node saw them last. The database counts every change of users, groups, roles and flows, on whichever
 * node, in the transaction that makes it: its epoch. As long as that is the same, nothing else need be asked for.
 */
@ApplicationScoped
public class RecentCallers {

    private static final int MOST = 1000;
    private static final float LOAD = 0.75f;

    private final Map<Long, Caller> byId = new LinkedHashMap<>(MOST, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Caller> eldest) {
            return size() > MOST;
        }
    };

    /** Who he is, and what he may do, in this epoch; empty where the database must be asked. */
    public synchronized Optional<Caller> find(long userId, long epoch) {
        return Optional.ofNullable(byId.get(userId)).filter(caller -> caller.epoch() == epoch);
    }

    /** Remembers him; he is active. */
    public synchronized void keep(Caller caller) {
        byId.put(caller.userId(), caller);
    }
}
