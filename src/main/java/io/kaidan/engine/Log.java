package io.kaidan.engine;

import io.kaidan.form.Storable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Each element that a run entered and left. An endless loop would fill the database: of a long run the beginning and the
 * end are kept, with a line between them that tells how many lack, and values that are too large are left out.
 */
final class Log {

    /** Kept of the beginning, and as many of the end. */
    static final int KEPT = 1_000;

    /** Characters of one entry's values. */
    static final int LONGEST = 4_000;

    /** Stands for a value that is left out. */
    static final String LEFT_OUT = "…";

    private final List<Map<String, Object>> first = new ArrayList<>();
    private final Deque<Map<String, Object>> last = new ArrayDeque<>();
    private int omitted;

    void add(String node, String what, Map<String, Object> values) {
        if (first.size() < KEPT) {
            first.add(entry(node, what, values));
            return;
        }
        if (last.size() == KEPT) {
            last.remove();
            omitted++;
        }
        last.add(entry(node, what, values));
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    List<Map<String, Object>> entries() {
        List<Map<String, Object>> all = new ArrayList<>(first);
        if (omitted > 0) {
            all.add(entry(null, "omitted", Map.of("entries", omitted)));
        }
        all.addAll(last);
        return all;
    }

    private static Map<String, Object> entry(String node, String what, Map<String, Object> values) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("node", node);
        entry.put("event", what);
        entry.put("values", brief(values));
        return entry;
    }

    private static Map<String, Object> brief(Map<String, Object> values) {
        Map<String, Object> brief = new LinkedHashMap<>();
        int left = LONGEST;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            int after = weigh(value.getValue(), left - value.getKey().length());
            if (left <= 0) {
                brief.put(LEFT_OUT, LEFT_OUT);
                break;
            }
            if (after < 0) {
                brief.put(value.getKey(), LEFT_OUT);
                left -= value.getKey().length() + 1;
            } else {
                brief.put(value.getKey(), Storable.of(value.getValue()).orElse(null));
                left = after;
            }
        }
        return brief;
    }

    /** What is left of so many characters after this value; negative when it is too large. */
    private static int weigh(Object value, int left) {
        int rest = left - 1;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                rest = rest < 0 ? rest : weigh(member.getValue(), weigh(member.getKey(), rest));
            }
            return rest;
        }
        if (value instanceof Collection<?> elements) {
            for (Object element : elements) {
                rest = rest < 0 ? rest : weigh(element, rest);
            }
            return rest;
        }
        return value instanceof String text ? rest - text.length() : rest;
    }
}
