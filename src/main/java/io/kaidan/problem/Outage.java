package io.kaidan.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.transaction.xa.XAException;

/**
 * The database cannot serve for a while: it is away or restarts, cut the connection, or has no room left. What fails for that
 * is no failure of ours: whoever called is told to come again, and the log has a line when it begins and one when it is over
 * instead of a stack trace each time.
 */
public final class Outage {

    /** The code of the refusal. */
    public static final String CODE = "unavailable";

    private static final System.Logger LOG = System.getLogger(Outage.class.getName());

    /**
     * How SQLSTATEs begin that say so: the connection, resources (the disk is full, there are too many connections),
     * somebody stops or starts it, its own files, and a standby that may not write yet.
     */
    private static final List<String> STATES = List.of("08", "53", "57P", "58", "25006");

    /** What was closed is used: of the database a wrong order of statements, of the driver a connection that was given up. */
    private static final String CLOSED = "55000";

    /** It is over when nothing has failed for that long. */
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final int DEEPEST = 20;

    private static final AtomicReference<Outage> CURRENT = new AtomicReference<>();

    private final long since;
    private final long latest;
    private final int failures;

    private Outage(long since, long latest, int failures) {
        this.since = since;
        this.latest = latest;
        this.failures = failures;
    }

    /** Whether an outage is why something failed, however deep the server wrapped it. */
    public static boolean isBehind(Throwable failure) {
        return cause(failure, 0) != null;
    }

    /** As {@link #isBehind}; if so, it is noted, and the log tells when it is the first in a while. */
    public static boolean noted(Throwable failure) {
        Exception cause = cause(failure, 0);
        if (cause == null) {
            return false;
        }
        long now = System.nanoTime();
        Outage before = CURRENT.getAndUpdate(outage ->
                outage == null ? new Outage(now, now, 1) : new Outage(outage.since, now, outage.failures + 1));
        if (before == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database cannot serve, so calls are refused with \"{1}\" and jobs wait until it can: {0}",
                    cause.getMessage(),
                    CODE);
        }
        return true;
    }

    /** The database has served; the log tells when that ends an outage. Asked every few seconds. */
    public static void served() {
        Outage outage = CURRENT.get();
        long now = System.nanoTime();
        if (outage != null && now - outage.latest > QUIET.toNanos() && CURRENT.compareAndSet(outage, null)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The database serves again; within {0} s that it could not, {1} calls and jobs failed",
                    Duration.ofNanos(outage.latest - outage.since).toSeconds(),
                    outage.failures);
        }
    }

    /** The deepest that says so, which knows most. Servers attach some causes on the side: of the end of a transaction. */
    private static Exception cause(Throwable failure, int depth) {
        if (failure == null || depth > DEEPEST) {
            return null;
        }
        Exception found = cause(failure.getCause(), depth + 1);
        for (Throwable aside : failure.getSuppressed()) {
            found = found == null ? cause(aside, depth + 1) : found;
        }
        if (found == null && failure instanceof SQLException sql && saysSo(sql)) {
            return sql;
        }
        return found == null && failure instanceof XAException end && saysSo(end) ? end : found;
    }

    /** Without an SQLSTATE it comes from the server's pool, which had no connection to give. */
    private static boolean saysSo(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || STATES.stream().anyMatch(state::startsWith)
                || state.equals(CLOSED) && !isOfDatabase(failure);
    }

    /**
     * Whether the database itself said it, or the driver, whose classes only the server has. It has words for its own in the
     * language of the JVM, so none is looked for; but what it passes on begins with the severity ("ERROR: …", "錯誤: …"), and
     * none of its own about what is closed has a colon.
     */
    private static boolean isOfDatabase(SQLException failure) {
        return failure.getMessage() == null || failure.getMessage().contains(": ");
    }

    /**
     * Payara tells of a transaction that could not end with a text alone. The driver's own, about the connection, has no
     * severity before it, unlike what the database says of a statement.
     */
    private static boolean saysSo(XAException failure) {
        return failure.errorCode == XAException.XAER_RMERR
                && failure.getMessage() != null
                && !failure.getMessage().contains("ERROR:");
    }
}
