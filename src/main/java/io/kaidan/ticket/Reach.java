package io.kaidan.ticket;

import java.util.List;

/**
 * The flows that a message or signal may reach, by their API paths.
 *
 * @param modify those whose waiting tickets it may move; null: all
 * @param add those on which it may open tickets; null: all
 */
public record Reach(List<Object> modify, List<Object> add) {

    public static final Reach ALL = new Reach(null, null);
}
