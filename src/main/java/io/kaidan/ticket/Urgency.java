package io.kaidan.ticket;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How urgent a stop is, by its due date: red, yellow or green. It is {@link #OVERDUE} once its due date is past, {@link
 * #SOON} when that comes within a day, and {@link #CALM} while there is more time or no due date at all.
 */
public enum Urgency {
    OVERDUE,
    SOON,
    CALM;

    private static final Duration DAY = Duration.ofDays(1);

    /** As clients write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Adds the condition that a work item {@code w} is as urgent as this. */
    void add(Sql sql, Instant now) {
        Timestamp present = Timestamp.from(now);
        Timestamp tomorrow = Timestamp.from(now.plus(DAY));
        switch (this) {
            case OVERDUE -> sql.add("w.due_at < ").value(present);
            case SOON ->
                sql.add("w.due_at >= ").value(present).add(" and w.due_at < ").value(tomorrow);
            default ->
                sql.add("(w.due_at is null or w.due_at >= ").value(tomorrow).add(")");
        }
    }
}
