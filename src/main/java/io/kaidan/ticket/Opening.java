package io.kaidan.ticket;

import java.sql.Timestamp;
import java.time.Instant;

/**
 * What every ticket has from its opening on, as it is looked for; null for any.
 *
 * @param dataNo its number
 * @param by who opened it
 * @param from when at the earliest
 * @param to when at the latest
 */
public record Opening(Long dataNo, String by, Instant from, Instant to) {

    public static final Opening ANY = new Opening(null, null, null, null);

    /** Adds what indexes know, for a statement that has a condition already. */
    void addIndexed(Sql sql) {
        if (dataNo != null) {
            sql.add(" and data_no = ").value(dataNo);
        }
        if (from != null) {
            sql.add(" and opened_at >= ").value(Timestamp.from(from));
        }
        if (to != null) {
            sql.add(" and opened_at <= ").value(Timestamp.from(to));
        }
    }

    /** Adds what must be read, for a statement that has a condition already. */
    void addRead(Sql sql) {
        if (by != null) {
            sql.add(" and opened_by = ").value(by);
        }
    }
}
