package io.kaidan.identity;

import io.kaidan.cache.Cache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Callers as this node saw them last. The database counts every change of users, groups, roles and flows, on whichever
 * node, in the transaction that makes it: its epoch. As long as that is the same, nothing else need be asked for.
 */
@ApplicationScoped
public class RecentCallers {

    private static final int MOST = 1000;

    private final Cache<Long, Caller> byId = new Cache<>("callers", MOST);

    /** Who he is, and what he may do, in this epoch; empty where the database must be asked. */
    public Optional<Caller> find(long userId, long epoch) {
        return byId.find(userId, caller -> caller.epoch() == epoch);
    }

    /** Remembers him; he is active. */
    public void keep(Caller caller) {
        byId.keep(caller.userId(), caller);
    }

    public Cache<?, ?> cache() {
        return byId;
    }
}
