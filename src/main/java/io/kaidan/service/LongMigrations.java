package io.kaidan.service;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** While it builds an index over all tickets the database says nothing, for as long as that takes. */
final class LongMigrations extends BaseCallback {

    private int usual;

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE_ERROR;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection connection = context.getConnection();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                usual = connection.getNetworkTimeout();
                Silence.allow(connection, 0);
            } else if (!connection.isClosed()) {
                Silence.allow(connection, usual);
            }
        } catch (SQLException failure) {
            throw new FlywayException(failure);
        }
    }
}
