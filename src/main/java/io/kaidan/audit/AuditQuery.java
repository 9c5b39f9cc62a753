package io.kaidan.audit;

import java.time.Instant;

/**
 * Which lines of the audit trail are asked for; null asks for any, in each.
 *
 * @param from not before this moment
 * @param to before this moment
 * @param who the exact name
 * @param before only those that come after this place in the list, which has the newest first
 */
public record AuditQuery(
        Instant from, Instant to, String who, AuditAction action, Outcome outcome, Place before, int limit) {

    /** Where a line stands. */
    public record Place(Instant at, long id) {}
}
