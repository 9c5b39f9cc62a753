package io.kaidan.identity;

import java.time.Instant;

/**
 * All that signing in has to know of a user, read by one statement.
 *
 * @param passwordHash {@link Password#text()}
 * @param lockedUntil null: was never locked
 */
public record Account(Caller caller, boolean active, String passwordHash, Instant lockedUntil) {

    public boolean lockedAt(Instant now) {
        return lockedUntil != null && lockedUntil.isAfter(now);
    }
}
