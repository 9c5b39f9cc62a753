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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Who asks whether the database answers waits no longer for it than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Resource(lookup = "java:comp/env/jdbc/kaidan")
    private DataSource database;

    @Inject
    private Pulse pulse;

    private Future<Boolean> asked;

    public Schema() {}

    Schema(DataSource database) {
        this.database = database;
        this.pulse = new Pulse(database);
    }

    @PostConstruct
    void migrate() {
        Setting.check();
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/migration")
                .connectRetries((int) DatabaseAway.PATIENCE.dividedBy(DatabaseAway.PAUSE))
                .connectRetriesInterval((int) DatabaseAway.PAUSE.toSeconds())
                .callbacks(new LongMigrations())
                .load()
                .migrate();
    }

    /**
     * Whether the database answers in time. This bean exists only with the schema in place, so that is all there is to ask.
     * One asks for all who want to know at the same moment: however long the database is silent, that takes one thread.
     */
    @Lock(LockType.READ)
    public boolean answers() {
        try {
            return asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized Future<Boolean> asked() {
        if (asked == null || asked.isDone()) {
            asked = pulse.feel();
        }
        return asked;
    }
}
