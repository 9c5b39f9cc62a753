package io.kaidan.persistence;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.queries.EntityResult;
import org.eclipse.persistence.queries.ResultSetMappingQuery;
import org.eclipse.persistence.queries.SQLResultSetMapping;

/**
 * Reads entities of several kinds in one round trip, by statements that are joined by semicolons. PostgreSQL carries out one
 * after the other, and each sees what is committed when its turn comes: what the first one locks the others see as it is
 * from then on.
 */
public final class OneLook {

    private OneLook() {}

    /**
     * A query whose result has a list for each statement.
     *
     * @param statements native ones; each gives all columns of one kind of entity
     * @param kinds of entities, a statement each
     */
    public static Query of(EntityManager entities, String statements, Class<?>... kinds) {
        Query query =
                entities.createNativeQuery(statements, OneLook.class.getSimpleName()); // a name that is not asked for
        ResultSetMappingQuery look =
                (ResultSetMappingQuery) query.unwrap(JpaQuery.class).getDatabaseQuery();
        for (Class<?> kind : kinds) {
            SQLResultSetMapping mapping = new SQLResultSetMapping(kind.getSimpleName());
            mapping.addResult(new EntityResult(kind));
            look.addSQLResultSetMapping(mapping);
        }
        DatabaseCall call = look.getCall();
        call.setReturnsResultSet(false); // not one, that is: see KaidanPostgres
        call.setHasMultipleResultSets(true);
        call.setReturnMultipleResultSetCollections(true);
        return query;
    }

    /**
     * The rows of one statement.
     *
     * @param kind that it was said to give
     */
    @SuppressWarnings("unchecked") // a list for each statement, as of() says
    public static <T> List<T> rows(List<?> results, int statement, Class<T> kind) {
        return (List<T>) results.get(statement);
    }
}
