package io.kaidan.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Databases as old releases left them: what they are made of lies in src/test/resources/upgrade, see the README there. */
public final class OldRelease {

    /** Empty after the migrations, and it lets nobody empty it. */
    private static final String AUDIT = "audit_entry";

    private OldRelease() {}

    /**
     * Brings an empty database to an old schema and fills it.
     *
     * @param version of the newest migration that the release had
     */
    public static void load(DataSource database, int version) throws IOException, SQLException {
        Flyway.configure()
                .dataSource(database)
                .locations("filesystem:src/main/resources/db/migration") // black-box tests see no class path of the
                // product
                .target(String.valueOf(version))
                .load()
                .migrate();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // foreign keys are checked at the commit
            statement.execute(tables(statement).stream()
                    .filter(table -> !table.equals(AUDIT))
                    .collect(Collectors.joining(", ", "truncate ", " cascade"))); // what migrations put there
            for (String line : lines(version)) {
                statement.execute(line);
            }
            connection.commit();
        }
    }

    /** All tables of the product. */
    public static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select table_name from information_schema.tables"
                + " where table_schema = 'public' and table_name <> 'flyway_schema_history' order by 1")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** The statements, each ended by a semicolon at the end of a line. */
    private static List<String> lines(int version) throws IOException {
        String name = "/upgrade/V" + version + ".sql.gz";
        List<String> statements = new ArrayList<>();
        try (InputStream file = OldRelease.class.getResourceAsStream(name);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            StringBuilder statement = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                statement.append(line).append('\n');
                if (line.endsWith(";")) {
                    statements.add(statement.toString());
                    statement.setLength(0);
                }
            }
        }
        return statements;
    }
}
