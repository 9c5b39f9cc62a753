package io.kaidan.ticket;

import java.time.Instant;

/**
 * Which of somebody's tasks are asked for; null where it does not matter.
 *
 * @param apiPath of the only flow that counts
 * @param text that the title or the stop's name contains, or the number of the ticket
 * @param urgency of what waits
 * @param claim who has claimed what waits
 * @param state of the ticket of what is done
 */
public record TaskFilter(String apiPath, String text, Urgency urgency, Claim claim, TicketState state) {

    static final TaskFilter ALL = new TaskFilter(null, null, null, null, null);

    /** Adds the conditions on an open work item {@code w}. */
    void addWaiting(Sql sql, Viewer viewer, Instant now) {
        if (urgency != null) {
            sql.add(" and ");
            urgency.add(sql, now);
        }
        if (claim != null) {
            sql.add(" and ");
            claim.add(sql, viewer);
        }
    }

    /** Adds the conditions on a flow {@code f}. */
    void addFlow(Sql sql) {
        if (apiPath != null) {
            sql.add(" and f.api_path = ").value(apiPath);
        }
    }

    /** Adds the conditions on the state of a ticket {@code t}. */
    void addState(Sql sql) {
        if (state != null) {
            sql.add(" and t.state = ").value(state.name());
        }
    }

    /**
     * Adds the conditions on the texts of a ticket.
     *
     * @param number the column with its number
     * @param texts what may contain the text
     */
    void addText(Sql sql, String number, String... texts) {
        if (text != null) {
            sql.add(" and (cast(" + number + " as text) = ").value(text);
            for (String searched : texts) {
                sql.add(" or position(lower(").value(text).add(") in lower(" + searched + ")) > 0");
            }
            sql.add(")");
        }
    }
}
