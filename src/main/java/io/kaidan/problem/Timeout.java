package io.kaidan.problem;

import java.sql.SQLException;

/** The database answers, but a statement took longer than it may. */
public final class Timeout {

    /** PostgreSQL's word for a statement that was ended by its timeout. */
    private static final String CANCELED = "57014";

    private Timeout() {}

    /** Whether that is why something failed, however deep the server wrapped it. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CANCELED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
