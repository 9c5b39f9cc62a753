package io.kaidan.identity;

import io.kaidan.cache.Cache;
import io.kaidan.persistence.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Callers as this node saw them last. The database counts every change of users, groups, roles and flows, on whichever
 * node, in the transaction that makes it: its epoch. As long as that is the same, nothing else need be asked for. Of a
 * code that was used within moments not even that is asked for by itself, see {@link Proof}.
 */
@ApplicationScoped
public class RecentCallers {

    private static final int MOST = 1000;

    private final Cache<Long, Caller> byId = new Cache<>("callers", MOST);
    private final Cache<ByteBuffer, Use> byCode = new Cache<>("codes", MOST);

    /** A use of a code that is written down. */
    private record Use(Caller caller, Instant at) {}

    /** Who he is, and what he may do, in this epoch; empty where the database must be asked. */
    public Optional<Caller> find(long userId, long epoch) {
        return byId.find(userId, caller -> caller.epoch() == epoch);
    }

    /** Remembers him; he is active. */
    public void keep(Caller caller) {
        byId.keep(caller.userId(), caller);
    }

    /**
     * Whose code has this hash, if a use of it is written down that is no older than this; unproven, for this node may be
     * the last to know.
     */
    public Optional<Caller> withCode(byte[] hash, Instant oldest) {
        return byCode.find(ByteBuffer.wrap(hash), use -> !use.at().isBefore(oldest))
                .map(use -> use.caller().unproven(hash));
    }

    /** Remembers that a code is his, and when a use of it was written down last. */
    public void used(byte[] hash, Caller caller, Instant at) {
        byCode.keep(ByteBuffer.wrap(hash), new Use(caller, at));
    }

    public List<Cache<?, ?>> caches() {
        return List.of(byId, byCode);
    }
}
