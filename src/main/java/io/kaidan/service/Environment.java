package io.kaidan.service;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** On what the product runs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Environment {

    private static final long POOL = 20;

    @Resource(lookup = "java:comp/env/jdbc/kaidan")
    private DataSource database;

    /** Such as PostgreSQL 17.6; empty where it does not answer. */
    public String database() {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException unreachable) {
            return "";
        }
    }

    /**
     * The connections of this host to the database, {@code used} and {@code idle}; the one that asks is used.
     *
     * @throws IllegalStateException where it does not answer
     */
    public Map<String, Long> connections() {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        select count(*) filter (where state <> 'idle'), count(*) filter (where state = 'idle')
                        from pg_stat_activity where datname = current_database() and usename = current_user
                        and client_addr is not distinct from inet_client_addr()""");
                var row = statement.executeQuery()) {
            row.next();
            return Map.of("used", row.getLong(1), "idle", row.getLong(2));
        } catch (SQLException unreachable) {
            throw new IllegalStateException(
                    "Expected the database to tell its connections but it did not", unreachable);
        }
    }

    /** Connections that the pool may have at most, as the servers are told by our scripts. */
    public static long poolSize() {
        return poolSize(System.getenv("KAIDAN_DB_POOL"));
    }

    /** The number given, else the usual one: null or a word must not keep anybody from all other numbers. */
    static long poolSize(String given) {
        try {
            return given == null ? POOL : Long.parseLong(given.trim());
        } catch (NumberFormatException noNumber) {
            return POOL;
        }
    }

    /** What the build says of itself: {@code version}, {@code commit}, {@code license}. */
    public static Properties build() {
        Properties build = new Properties();
        try (InputStream file = Environment.class.getResourceAsStream("/io/kaidan/build.properties");
                Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            build.load(reader);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return build;
    }

    /** Such as OpenJDK 64-Bit Server VM 17.0.19. */
    public String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
    }
}
