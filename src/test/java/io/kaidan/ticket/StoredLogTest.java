package io.kaidan.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of the log a line of the history keeps, and what readers get to see of it. */
class StoredLogTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Map<String, Object> CHANGES =
            Map.of("comment", Arrays.asList(null, "好"), "price", Arrays.asList(1, null));

    @Test
    void values_that_the_changes_tell_are_not_stored_once_more() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("comment", "好");
        given.put("price", null);

        Map<String, Object> stored = stored(given);

        assertThat(stored).containsOnlyKeys("node", "event", "changed");
        assertThat(StoredLog.shown(stored, NOW, CHANGES))
                .isEqualTo(Map.of("at", "2026-03-01T08:00:00Z", "node", "a", "event", "left", "values", given));
    }

    @Test
    void other_values_are_stored() {
        Map<String, Object> stored = stored(Map.of("comment", "好"));

        assertThat(stored).containsEntry("values", Map.of("comment", "好"));
        assertThat(StoredLog.shown(stored, NOW, null)).containsEntry("values", Map.of("comment", "好"));
    }

    @Test
    void none_are_stored_as_nothing() {
        Map<String, Object> stored = stored(Map.of());

        assertThat(stored).containsOnlyKeys("node", "event");
        assertThat(StoredLog.shown(stored, NOW, null)).containsEntry("values", Map.of());
    }

    @Test
    void a_line_from_before_is_shown_as_it_stands() {
        Map<String, Object> stored =
                Map.of("at", "2025-01-01T00:00:00.5Z", "node", "a", "event", "entered", "values", Map.of("x", 1));

        assertThat(StoredLog.shown(stored, NOW, null)).isEqualTo(stored);
    }

    @SuppressWarnings("unchecked") // as it is stored
    private static Map<String, Object> stored(Map<String, Object> values) {
        Map<String, Object> entry = Map.of("node", "a", "event", "left", "values", values);
        return (Map<String, Object>) StoredLog.of(List.of(entry), CHANGES).get(0);
    }
}
