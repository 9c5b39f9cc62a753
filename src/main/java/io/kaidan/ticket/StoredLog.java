package io.kaidan.ticket;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The entries of the log as a line of the history keeps them: what the line itself tells stands there only once. Most
 * tickets are opened and pushed with values that are in its changes, and a run takes no time.
 */
final class StoredLog {

    private static final String AT = "at";
    private static final String NODE = "node";
    private static final String EVENT = "event";
    private static final String VALUES = "values";

    /** Instead of values: they are those that the line's changes tell. */
    static final String CHANGED = "changed";

    private StoredLog() {}

    /**
     * @param entries node, event and values of each
     * @param changes of the line; null for none
     */
    static List<Object> of(List<Map<String, Object>> entries, Map<String, Object> changes) {
        Map<String, Object> given = given(changes);
        return entries.stream().<Object>map(entry -> stored(entry, given)).toList();
    }

    private static Map<String, Object> stored(Map<String, Object> entry, Map<String, Object> given) {
        Map<String, Object> stored = new LinkedHashMap<>(entry);
        Map<?, ?> values = (Map<?, ?>) stored.remove(VALUES);
        if (values.isEmpty()) {
            return stored;
        }
        boolean same = values.equals(given);
        stored.put(same ? CHANGED : VALUES, same ? Boolean.TRUE : values);
        return stored;
    }

    /**
     * An entry for readers: {@code at}, {@code node}, {@code event} and {@code values}. Lines from before schema 28 have all
     * of these in each entry.
     *
     * @param at when the line was written
     * @param changes of the line; null where the entry does not ask for them
     */
    static Map<String, Object> shown(Map<String, Object> stored, Instant at, Map<String, Object> changes) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put(AT, Objects.requireNonNullElse(stored.get(AT), at.toString()));
        shown.put(NODE, stored.get(NODE));
        shown.put(EVENT, stored.get(EVENT));
        shown.put(
                VALUES,
                stored.containsKey(CHANGED)
                        ? given(changes)
                        : Objects.requireNonNullElse(stored.get(VALUES), Map.of()));
        return shown;
    }

    /** The values after the changes. */
    private static Map<String, Object> given(Map<String, Object> changes) {
        Map<String, Object> given = new LinkedHashMap<>();
        if (changes != null) {
            changes.forEach((name, change) -> given.put(name, ((List<?>) change).get(1)));
        }
        return given;
    }
}
