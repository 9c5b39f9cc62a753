package io.kaidan.persistence;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.eclipse.persistence.internal.databaseaccess.DatabaseAccessor;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/** PostgreSQL as EclipseLink knows it, and {@code jsonb}: left alone it would bind a varchar, which PostgreSQL refuses. */
public class KaidanPostgres extends PostgreSQLPlatform {
    private static final long serialVersionUID = 1L;

    @Override
    public void setParameterValueInDatabaseCall(
            Object parameter, PreparedStatement statement, int index, AbstractSession session) throws SQLException {
        if (parameter instanceof Jsonb json) {
            statement.setObject(index, json.text(), Types.OTHER);
        } else {
            super.setParameterValueInDatabaseCall(parameter, statement, index, session);
        }
    }

    /** Of a null: OTHER leaves the type to the column. */
    @Override
    public int getJDBCType(Class<?> type) {
        return type == null || type == Object.class || type == Jsonb.class ? Types.OTHER : super.getJDBCType(type);
    }

    /** Text instead of the driver's own type, whose class the WAR cannot see on every server. */
    @Override
    public Object getObjectFromResultSet(ResultSet row, int column, int type, AbstractSession session)
            throws SQLException {
        return type == Types.OTHER ? row.getString(column) : super.getObjectFromResultSet(row, column, type, session);
    }

    /** The results of {@link OneLook}: the driver gives several only to who does not ask for one. */
    @Override
    public Object executeStoredProcedure(
            DatabaseCall call, PreparedStatement statement, DatabaseAccessor accessor, AbstractSession session)
            throws SQLException {
        if (!call.hasMultipleResultSets()) {
            return super.executeStoredProcedure(call, statement, accessor, session);
        }
        statement.execute();
        ResultSet first = statement.getResultSet();
        call.matchFieldOrder(first, accessor, session);
        return accessor.processResultSet(first, call, statement, session);
    }
}
