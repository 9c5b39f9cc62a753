package io.kaidan.persistence;

import jakarta.persistence.Query;

/**
 * What must still be so for a caller to be who he was when this node learnt of him: his security code has not been taken
 * from him, and of users, groups, roles and flows nothing has changed, on whichever node. A statement that is needed
 * anyway asks for it, which saves a call its own trip to the database: where it does not hold, the statement finds nothing.
 *
 * @param codeHash of his security code; null: nothing is to be shown, the database has been asked
 * @param epoch of the database when this node learnt of him
 */
public record Proof(byte[] codeHash, long epoch) {

    private static final String HOLDS =
            "exists (select 1 from security_code c, epoch e where c.code_hash = ? and e.n = ?)";

    /** Nothing is to be shown. */
    public static Proof given(long epoch) {
        return new Proof(null, epoch);
    }

    public boolean isGiven() {
        return codeHash == null;
    }

    /** A condition; its parameters come from {@link #bind}. */
    public String condition() {
        return isGiven() ? "true" : HOLDS;
    }

    /** How many parameters the condition has. */
    public int parameters() {
        return isGiven() ? 0 : 2;
    }

    /** Sets the parameters of the condition, the first of which has this place in the statement. */
    public Query bind(Query statement, int first) {
        return isGiven() ? statement : statement.setParameter(first, codeHash).setParameter(first + 1, epoch);
    }
}
