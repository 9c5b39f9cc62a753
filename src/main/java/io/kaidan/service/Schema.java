package io.kaidan.service;

import io.kaidan.persistence.DatabaseAway;
import io.kaidan.setting.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Checks the settings and brings the database to this version's schema before anything else starts: whatever needs it is
 * {@code @DependsOn("Schema")}. Nodes that start at once wait for each other on Flyway's lock in the database.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Schema {
    @Resource(lookup = "java:comp/env/jdbc/kaidan")
    private DataSource database;

    public Schema() {}

    Schema(DataSource database) {
        this.database = database;
    }

    @PostConstruct
    void migrate() {
        Setting.check();
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .connectRetries((int) DatabaseAway.PATIENCE.dividedBy(DatabaseAway.PAUSE))
                .connectRetriesInterval((int) DatabaseAway.PAUSE.toSeconds())
                .load()
                .migrate();
    }

    /** Whether the database answers. This bean exists only with the schema in place, so that is all there is to ask. */
    @Lock(LockType.READ)
    public boolean answers() {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement("select 1");
                var row = statement.executeQuery()) {
            return row.next();
        } catch (SQLException unreachable) {
            return false;
        }
    }
}
