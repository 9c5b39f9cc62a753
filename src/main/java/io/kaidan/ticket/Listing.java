package io.kaidan.ticket;

import java.util.List;

/**
 * Which rows of a list are asked for, and what of them.
 *
 * @param columns what to show; empty for everything
 * @param conditions all of them hold for a row
 * @param exclusions none of them holds for a row
 * @param order names of columns, with {@code -} before them the largest first; empty for the list's own order
 * @param start the first row, from 0
 * @param limit the row before which it ends: with start 1 and limit 100 these are 99 rows
 */
public record Listing(
        List<String> columns,
        List<Condition> conditions,
        List<Condition> exclusions,
        List<String> order,
        int start,
        int limit) {

    /**
     * Something to hold, or not to hold, for a row.
     *
     * @param operator one of {@code =}, {@code >}, {@code <}, {@code in} and {@code contains}
     * @param value as it came in JSON; null is equal to nothing but a column without a value
     */
    public record Condition(String column, String operator, Object value) {}
}
