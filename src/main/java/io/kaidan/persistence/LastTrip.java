package io.kaidan.persistence;

import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.sessions.SessionEvent;
import org.eclipse.persistence.sessions.SessionEventAdapter;
import org.eclipse.persistence.sessions.server.ClientSession;

/**
 * Saves the trip that only commits: what a transaction writes at its end takes the commit with it. EclipseLink writes when
 * nothing is left to be done but the commit, and nothing of ours comes after it before the transaction manager commits: whoever
 * waits for the end of a transaction ({@link jakarta.transaction.Synchronization}) acts after it. Nor is there another
 * resource that could still refuse: a transaction has this one database.
 */
class LastTrip extends SessionEventAdapter {

    @Override
    public void preCommitTransaction(SessionEvent event) {
        if (event.getSession() instanceof ClientSession session
                && session.getWriteConnection() instanceof DatabaseAccessor accessor
                && accessor.getActiveBatchWritingMechanism(session) instanceof OneTrip trip) {
            trip.executeAndCommit(session);
        }
    }
}
