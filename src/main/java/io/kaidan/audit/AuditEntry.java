package io.kaidan.audit;

import io.kaidan.json.Unicode;
import java.time.Instant;
import java.util.Map;

/**
 * One line of the audit trail.
 *
 * @param id 0 as long as it is not in the database
 * @param at the moment, the first of several
 * @param who the user's name, or the one that was given where nobody has it; null: nobody knows
 * @param address from which the call came; null: from none
 * @param action {@link AuditAction#text()}
 * @param object to what it was done, such as the name of a user; null: nothing in particular
 * @param outcome {@link Outcome#text()}
 * @param changes {@link Changes#pairs()}
 * @param times how often, 1 or more
 */
public record AuditEntry(
        long id,
        Instant at,
        String who,
        String address,
        String action,
        String object,
        String outcome,
        Map<?, ?> changes,
        int times) {

    /** Longer names are cut, whoever sends them. */
    private static final int LONGEST = 254;

    public AuditEntry {
        who = shortened(who);
        address = shortened(address);
        object = shortened(object);
    }

    /** One that is about to be written: something that an administrator has done. */
    public static AuditEntry done(
            Instant at, String who, Origin origin, AuditAction action, String object, Changes changes) {
        return new AuditEntry(
                0, at, who, origin.address(), action.text(), object, Outcome.DONE.text(), changes.pairs(), 1);
    }

    /** As it is kept: not longer than names are, and without what no database takes. */
    static String shortened(String text) {
        return text == null || text.length() <= LONGEST && Unicode.isStorable(text)
                ? text
                : Unicode.storable(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }
}
