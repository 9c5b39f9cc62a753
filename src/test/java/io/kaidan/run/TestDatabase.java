package io.kaidan.run;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A real PostgreSQL with the schema of this version, for tests without a server: one for all tests of the JVM, gone
 * with it. Tests bring their own rows and expect others' beside them.
 */
public final class TestDatabase {
    private static TestDatabase running;

    private final DataSource dataSource;
    private final EntityManagerFactory entities;

    /** Starts it where nobody has yet. */
    public static synchronized TestDatabase get() {
        if (running == null) {
            running = new TestDatabase();
        }
        return running;
    }

    private TestDatabase() {
        Postgres postgres = throwAway();
        dataSource = postgres.dataSource();
        Flyway.configure().dataSource(dataSource).load().migrate();
        entities = unit("kaidan");
    }

    /**
     * A PostgreSQL that goes with this JVM, and its data with it; durable only with {@code -Dkaidan.durable=true}.
     *
     * @param settings see {@link Postgres#start}
     */
    public static Postgres throwAway(String... settings) {
        return throwAway(folder("database-"), settings);
    }

    /** The same of data that lie there already. */
    static Postgres throwAway(Path folder, String... settings) {
        return closedAtExit(Postgres.start(build(), folder, Boolean.getBoolean("kaidan.durable"), settings));
    }

    /** @param durable whether what it has answered is there after it was killed */
    public static Postgres throwAway(boolean durable) {
        return closedAtExit(Postgres.start(build(), folder("database-"), durable));
    }

    /** A durable one whose data lies on this disk. */
    public static Postgres throwAway(SmallDisk disk) {
        return closedAtExit(Postgres.start(build(), folder("database-"), disk));
    }

    private static Postgres closedAtExit(Postgres postgres) {
        AtExit.close(postgres);
        return postgres;
    }

    /** A new folder beside what the build makes, gone with this JVM. */
    public static Path folder(String prefix) {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(build()), prefix)
                    .toAbsolutePath();
            AtExit.close(() -> Folders.delete(folder));
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path build() {
        return Path.of(System.getProperty("kaidan.build", "target"));
    }

    /** One new connection each time. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** The product's entities, with transactions of their own instead of a server's. */
    public EntityManagerFactory entities() {
        return entities;
    }

    /** Entities of a persistence unit in this database. */
    public EntityManagerFactory unit(String name) {
        return Persistence.createEntityManagerFactory(
                name,
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.jtaDataSource", "",
                        "jakarta.persistence.nonJtaDataSource", dataSource));
    }

    /** In a transaction that is committed, or rolled back where the work fails. */
    public static <T> T inTransaction(EntityManagerFactory entities, Function<EntityManager, T> work) {
        EntityManager manager = entities.createEntityManager();
        try {
            manager.getTransaction().begin();
            T result = work.apply(manager);
            manager.getTransaction().commit();
            return result;
        } finally {
            if (manager.getTransaction().isActive()) {
                manager.getTransaction().rollback();
            }
            manager.close();
        }
    }

    public static void transaction(EntityManagerFactory entities, Consumer<EntityManager> work) {
        inTransaction(entities, manager -> {
            work.accept(manager);
            return null;
        });
    }
}
