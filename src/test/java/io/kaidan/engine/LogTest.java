package io.kaidan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of a run the log keeps. */
class LogTest {

    private final Log log = new Log();

    @Test
    void an_entry_tells_where_what_and_with_which_values() {
        add("a", Map.of("x", 1));

        assertThat(log.entries()).containsExactly(Map.of("node", "a", "event", "entered", "values", Map.of("x", 1)));
    }

    @Test
    void as_many_as_are_kept_are_all_kept() {
        for (int i = 0; i < 2 * Log.KEPT; i++) {
            add("n" + i, Map.of());
        }

        assertThat(log.entries())
                .hasSize(2 * Log.KEPT)
                .extracting(LogTest::node)
                .startsWith("n0", "n1")
                .endsWith("n1999");
    }

    @Test
    void of_more_the_beginning_and_the_end_are_kept() {
        for (int i = 0; i < 2 * Log.KEPT + 3; i++) {
            add("n" + i, Map.of());
        }

        List<Map<String, Object>> entries = log.entries();
        assertThat(entries).hasSize(2 * Log.KEPT + 1);
        assertThat(node(entries.get(Log.KEPT - 1))).isEqualTo("n999");
        assertThat(entries.get(Log.KEPT)).isEqualTo(omitted(3));
        assertThat(node(entries.get(Log.KEPT + 1))).isEqualTo("n1003");
    }

    @Test
    void a_value_that_is_too_large_is_left_out_and_the_others_are_not() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("before", "短");
        values.put("text", "長".repeat(Log.LONGEST));
        values.put("list", Collections.nCopies(Log.LONGEST, 1));
        values.put("nested", Map.of("deep", List.of("長".repeat(Log.LONGEST))));
        values.put("after", "短");

        add("a", values);

        assertThat(values().values()).containsExactly("短", "…", "…", "…", "短");
    }

    @Test
    void of_very_many_values_the_last_are_left_out() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            values.put("v" + i, i);
        }

        add("a", values);

        assertThat(values()).hasSizeBetween(100, 1_500).containsEntry("v0", 0).containsEntry("…", "…");
    }

    @Test
    void what_no_database_keeps_is_null() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("odd", "a\0b");
        values.put("none", null);

        add("a", values);

        assertThat(values()).containsEntry("odd", null).containsEntry("none", null);
    }

    private void add(String node, Map<String, Object> values) {
        log.add(node, "entered", values);
    }

    @SuppressWarnings("unchecked") // as the log makes it
    private Map<String, Object> values() {
        return (Map<String, Object>) log.entries().get(0).get("values");
    }

    private static Object node(Map<String, Object> entry) {
        return entry.get("node");
    }

    private static Map<String, Object> omitted(int entries) {
        Map<String, Object> omitted = new LinkedHashMap<>();
        omitted.put("node", null);
        omitted.put("event", "omitted");
        omitted.put("values", Map.of("entries", entries));
        return omitted;
    }
}
