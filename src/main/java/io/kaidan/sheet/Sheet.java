package io.kaidan.sheet;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A table on its way into a file, row by row: never is more of it in memory than a few. */
public interface Sheet extends Closeable {

    /**
     * Adds a row.
     *
     * @param cells texts, numbers, moments as {@link java.time.LocalDateTime}; null for an empty one
     */
    void row(List<?> cells) throws IOException;
}
