package io.kaidan.persistence;

import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Has a query that finds a dead connection try another one, once and at once. EclipseLink would go on for three times and
 * sleep for five seconds before each: while the database is away every call would hold a thread for ten seconds, only to be
 * refused.
 */
public class PromptFailure implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        if (session.getDatasourceLogin() instanceof DatabaseLogin login) {
            login.setQueryRetryAttemptCount(1);
        }
    }
}
