package io.kaidan.ticket;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list: as many as were asked for, or fewer where these are large.
 *
 * @param more whether the list goes on after them
 */
public record Part<T>(List<T> items, boolean more) {

    /** Bytes of a part, but for its last item: a thousand of some megabytes are more than a server has memory. */
    static final int BYTES = 4 * 1024 * 1024;

    /**
     * Of the rows that a statement with {@link Sql#upTo} gave, which looked for one more than the limit.
     *
     * @param item of a row
     * @param found of a row: how many there are, at most one more than the limit
     */
    static <R, T> Part<T> of(List<R> rows, Function<R, T> item, int limit, Function<R, Long> found) {
        List<T> items = rows.stream().limit(limit).map(item).toList();
        return new Part<>(items, !rows.isEmpty() && items.size() < found.apply(rows.get(0)));
    }
}
