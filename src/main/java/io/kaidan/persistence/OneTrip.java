package io.kaidan.persistence;

import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;
import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.databaseaccess.ParameterizedSQLBatchWritingMechanism;
import org.eclipse.persistence.internal.sessions.AbstractSession;

/**
 * Sends what a transaction writes in one round trip, whatever tables it goes to. EclipseLink alone batches the rows of
 * one table, and waits for PostgreSQL once for each table; but a transition writes a row or two of each of many. The
 * driver sends statements that are joined by semicolons together, and prepares each of them by itself. The commit goes with
 * the last of them, see {@link LastTrip}.
 */
public class OneTrip extends ParameterizedSQLBatchWritingMechanism {
    private static final long serialVersionUID = 1L;

    /** Above it EclipseLink's way is shorter, and the joined texts would be ever new ones: few calls write so much. */
    private static final int MOST = 12;

    private static final int MOST_WAITING = 1000;

    private List<DatabaseCall> waiting = new ArrayList<>();

    /**
     * Has a statement go with those that the transaction sends anyway: nobody learns how many rows it met. It goes before
     * what is changed so far and not sent yet, so it may meet none of those rows.
     *
     * @param statement changes or deletes; its parameters are set
     */
    public static void add(Query statement) {
        statement
                .setFlushMode(FlushModeType.COMMIT)
                .setHint(QueryHints.BATCH_WRITING, HintValues.TRUE)
                .executeUpdate();
    }

    /** Each accessor gets a copy of the platform's one. */
    @Override
    public void setAccessor(DatabaseAccessor accessor, AbstractSession session) {
        super.setAccessor(accessor, session);
        setMaxBatchSize(100);
        clear();
    }

    @Override
    public void appendCall(AbstractSession session, DatabaseCall call) {
        waiting.add(call);
        if (waiting.size() == MOST_WAITING) {
            executeBatchedStatements(session);
        }
    }

    @Override
    public void clear() {
        super.clear();
        waiting = new ArrayList<>();
    }

    @Override
    public void executeBatchedStatements(AbstractSession session) {
        List<DatabaseCall> calls = waiting;
        if (calls.isEmpty()) {
            super.executeBatchedStatements(session); // it comes here itself, at the end of each table
            return;
        }
        clear();
        if (calls.size() > MOST) {
            calls.forEach(call -> super.appendCall(session, call));
            super.executeBatchedStatements(session);
        } else {
            execute(joined(calls), session);
        }
    }

    /**
     * Sends what waits together with the commit, where that is all there is to send: the driver then has nothing left to
     * commit when the transaction manager, or EclipseLink, asks it to. What fails leaves the transaction to be rolled back.
     */
    void executeAndCommit(AbstractSession session) {
        List<DatabaseCall> calls = waiting;
        if (!calls.isEmpty() && calls.size() <= MOST) {
            clear();
            calls.add(commit(calls.get(0)));
            execute(joined(calls), session);
        }
    }

    private static DatabaseCall commit(DatabaseCall like) {
        DatabaseCall commit = (DatabaseCall) like.clone();
        commit.setQueryString("commit");
        commit.setParameters(List.of());
        return commit;
    }

    /** A call without parameters would switch to a mechanism that binds none, for good. */
    @Override
    protected void switchMechanisms(AbstractSession session, DatabaseCall call) {
        execute(call, session);
    }

    private void execute(DatabaseCall call, AbstractSession session) {
        databaseAccessor.basicExecuteCall(call, null, session, false);
    }

    private static DatabaseCall joined(List<DatabaseCall> calls) {
        if (calls.size() == 1) {
            return calls.get(0);
        }
        DatabaseCall all = (DatabaseCall) calls.get(0).clone();
        StringJoiner text = new StringJoiner(";");
        List<Object> parameters = new ArrayList<>();
        for (DatabaseCall call : calls) {
            text.add(call.getSQLString());
            if (call.hasParameters()) {
                for (Object parameter : call.getParameters()) {
                    parameters.add(parameter);
                }
            }
        }
        all.setQueryString(text.toString());
        all.setParameters(parameters);
        return all;
    }
}
