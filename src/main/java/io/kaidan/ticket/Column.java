package io.kaidan.ticket;

import io.kaidan.json.Json;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A column of a list.
 *
 * @param sql what it is in the database; for a field of a form the document that holds it
 * @param compared what stands for it where it is compared with something
 * @param key of the field of a form; else null
 */
record Column(String name, Type type, String sql, String compared, String key) {

    /** As the published pages show moments; in UTC. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** What the values of a column are. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        MOMENT,
        FIELD,
        /** Failures, shown as their messages in the reader's language; searched by their codes. */
        PROBLEMS,
        /** JSON that is shown, or made into something else, but cannot be searched by. */
        SHOWN
    }

    static Column text(String name, String sql) {
        return new Column(name, Type.TEXT, sql, sql, null);
    }

    static Column number(String name, String sql) {
        return new Column(name, Type.NUMBER, sql, sql, null);
    }

    static Column flag(String name, String sql) {
        return new Column(name, Type.FLAG, sql, sql, null);
    }

    /** Milliseconds are all that is shown, so they are all that is compared. */
    static Column moment(String name, String sql) {
        String shown = "date_trunc('milliseconds', " + sql + ")";
        return new Column(name, Type.MOMENT, shown, shown, null);
    }

    static Column shown(String name, String sql) {
        return new Column(name, Type.SHOWN, sql, sql, null);
    }

    static Column field(String key, String document) {
        return new Column(key, Type.FIELD, document, document, key);
    }

    static Column problems(String name, String failures, String codes) {
        return new Column(name, Type.PROBLEMS, failures, codes, null);
    }

    boolean isSearchable() {
        return type != Type.SHOWN;
    }

    /** Adds it as it is to be read. */
    void show(Sql statement) {
        write(statement, sql, "jsonb_extract_path(");
    }

    /** Adds it as something to compare with, or to sort by. */
    void compare(Sql statement) {
        write(statement, compared, "jsonb_extract_path_text(");
    }

    private void write(Sql statement, String read, String extract) {
        if (key == null) {
            statement.add(read);
        } else { // the operator for it begins with #, which EclipseLink takes for a parameter
            statement
                    .add(extract + read + ", variadic string_to_array(")
                    .value(key)
                    .add(", '.'))");
        }
    }

    /** A value from the database as JSON, in the reader's language. */
    Object json(Object value, Locale reader) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case FIELD, SHOWN -> Json.parseOwn(value.toString());
            case MOMENT -> MOMENT.format(((Timestamp) value).toInstant());
            case PROBLEMS -> messages((List<?>) Json.parseOwn(value.toString()), reader);
            case TEXT, NUMBER, FLAG -> value;
        };
    }

    @SuppressWarnings("unchecked") // as Failure writes it
    private static String messages(List<?> failures, Locale reader) {
        return failures.stream()
                .map(failure ->
                        Failure.of((Map<String, Object>) failure).problem().message(reader))
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
