package io.kaidan.ticket;

/**
 * Which of somebody's tasks are asked for.
 *
 * @param apiPath of the only flow that counts; null: any
 * @param text that the title or the stop's name contains, or the number of the ticket; null: any
 */
public record TaskFilter(String apiPath, String text) {

    /** Adds the conditions on a flow {@code f}. */
    void addFlow(Sql sql) {
        if (apiPath != null) {
            sql.add(" and f.api_path = ").value(apiPath);
        }
    }

    /**
     * Adds the conditions on a ticket.
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
