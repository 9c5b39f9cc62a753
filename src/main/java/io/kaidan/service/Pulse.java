package io.kaidan.service;

import jakarta.annotation.Resource;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Asks the database whether it is there, beside the thread that wants to know. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Pulse {

    /**
     * A host that does not even answer this for so long has gone: it is given up sooner than where it might be busy, see the
     * data source. Not too soon, for on Payara Micro a connection that is given up takes all the others with it.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Resource(lookup = "java:comp/env/jdbc/kaidan")
    private DataSource database;

    public Pulse() {}

    Pulse(DataSource database) {
        this.database = database;
    }

    /** Whether it answers. */
    @Asynchronous
    public Future<Boolean> feel() {
        return CompletableFuture.completedFuture(answers());
    }

    private boolean answers() {
        try (Connection connection = database.getConnection()) {
            return Silence.within(PATIENCE, connection, () -> {
                try (var statement = connection.prepareStatement("select 1");
                        var row = statement.executeQuery()) {
                    return row.next();
                }
            });
        } catch (SQLException unreachable) {
            return false;
        }
    }
}
