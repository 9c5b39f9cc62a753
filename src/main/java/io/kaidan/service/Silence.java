package io.kaidan.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long the database may say nothing before a connection is given up: as long as the data source says, but for what is
 * known to be shorter, or longer.
 */
final class Silence {

    private Silence() {}

    /** What is done with a connection. */
    interface Work<T> {
        T work() throws SQLException;
    }

    /** Does something during which it says nothing for so long at most; then the connection is as it was. */
    static <T> T within(Duration longest, Connection connection, Work<T> work) throws SQLException {
        int usual = connection.getNetworkTimeout();
        allow(connection, (int) longest.toMillis());
        try {
            return work.work();
        } finally {
            if (!connection.isClosed()) {
                allow(connection, usual);
            }
        }
    }

    /** @param millis 0: for ever */
    static void allow(Connection connection, int millis) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, millis);
    }
}
