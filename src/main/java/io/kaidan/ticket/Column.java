package io.kaidan.ticket;

import io.kaidan.json.Json;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A column of a list.
 *
 * @param sql what it is in the database; for a field of a form the document that holds it
 * @param key of the field of a form; else null
 */
record Column(String name, Type type, String sql, String key) {

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
        /** JSON that is shown, or made into something else, but cannot be searched by. */
        SHOWN
    }

    static Column text(String name, String sql) {
        return new Column(name, Type.TEXT, sql, null);
    }

    static Column number(String name, String sql) {
        return new Column(name, Type.NUMBER, sql, null);
    }

    static Column flag(String name, String sql) {
        return new Column(name, Type.FLAG, sql, null);
    }

    /** Milliseconds are all that is shown, so they are all that is compared. */
    static Column moment(String name, String sql) {
        return new Column(name, Type.MOMENT, "date_trunc('milliseconds', " + sql + ")", null);
    }

    static Column shown(String name, String sql) {
        return new Column(name, Type.SHOWN, sql, null);
    }

    static Column field(String key, String document) {
        return new Column(key, Type.FIELD, document, key);
    }

    boolean isSearchable() {
        return type != Type.SHOWN;
    }

    /** Adds it as it is to be read. */
    void show(Sql statement) {
        write(statement, "jsonb_extract_path(");
    }

    /** Adds it as something to compare with, or to sort by. */
    void compare(Sql statement) {
        write(statement, "jsonb_extract_path_text(");
    }

    private void write(Sql statement, String extract) {
        if (key == null) {
            statement.add(sql);
        } else { // the operator for it begins with #, which EclipseLink takes for a parameter
            statement
                    .add(extract + sql + ", variadic string_to_array(")
                    .value(key)
                    .add(", '.'))");
        }
    }

    /** A value from the database as JSON. */
    Object json(Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case FIELD, SHOWN -> Json.parseOwn(value.toString());
            case MOMENT -> MOMENT.format(((Timestamp) value).toInstant());
            case TEXT, NUMBER, FLAG -> value;
        };
    }
}
