package io.kaidan.persistence;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.persistence.exceptions.DatabaseException;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.JNDIConnector;
import org.eclipse.persistence.sessions.Session;

/**
 * What EclipseLink does while the database is away.
 *
 * <p>A query that finds a dead connection tries another one, once and at once. EclipseLink would go on for three times and
 * sleep for five seconds before each: every call would hold a thread for ten seconds, only to be refused.
 *
 * <p>A node that starts waits for it. Payara opens a connection for each persistence unit before any bean of ours is asked,
 * and would give the deployment up.
 */
public final class DatabaseAway {

    /** Not for ever: WildFly gives a start five minutes, and would then say less about why it failed. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    public static final Duration PAUSE = Duration.ofSeconds(2);

    private static final System.Logger LOG = System.getLogger(DatabaseAway.class.getName());

    private DatabaseAway() {}

    static void prepare(Session session) throws InterruptedException {
        if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
            login.setQueryRetryAttemptCount(1);
            if (login.getConnector() instanceof JNDIConnector server) {
                await(server, session);
            }
        }
    }

    /** @throws DatabaseException it is still away when all patience is spent */
    private static void await(JNDIConnector server, Session session) throws InterruptedException {
        for (long retries = PATIENCE.dividedBy(PAUSE); ; retries--) {
            try {
                server.connect(new Properties(), session).close();
                return;
            } catch (DatabaseException away) {
                if (retries == 0) {
                    throw away;
                }
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The database is not there yet. Retrying in {0} s: {1}",
                        PAUSE.toSeconds(),
                        away.getInternalException().getMessage());
                Thread.sleep(PAUSE.toMillis());
            } catch (SQLException goneAgain) {
                return; // it was there: whoever asks next is told
            }
        }
    }
}
