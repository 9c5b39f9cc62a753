package io.kaidan.form;

import io.kaidan.json.Unicode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a document can keep of a value that no field has converted, such as the result of an expression. */
public final class Storable {

    /** Lists and objects within one another. */
    private static final int DEPTH = 50;

    private Storable() {}

    /**
     * The value as it is kept, all of it or nothing.
     *
     * @param value of JSON's own types, or null
     * @return empty for null, and where any text, key or number in it cannot be kept, or it nests too deep
     */
    public static Optional<Object> of(Object value) {
        return value != null && fits(value, 0) ? Optional.of(kept(value)) : Optional.empty();
    }

    private static boolean fits(Object value, int depth) {
        if (value instanceof String text) {
            return text.length() <= Text.LONGEST && Unicode.isStorable(text);
        }
        if (value instanceof List<?> list) {
            return depth < DEPTH && list.stream().allMatch(element -> fits(element, depth + 1));
        }
        if (value instanceof Map<?, ?> map) {
            return depth < DEPTH
                    && map.entrySet().stream().allMatch(e -> fits(e.getKey(), depth) && fits(e.getValue(), depth + 1));
        }
        return value == null
                || value instanceof Boolean
                || Numbers.read(value).filter(Numbers::fits).isPresent();
    }

    private static Object kept(Object value) {
        if (value instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            list.forEach(element -> kept.add(kept(element)));
            return kept;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> kept = new LinkedHashMap<>();
            map.forEach((key, member) -> kept.put((String) key, kept(member)));
            return kept;
        }
        return value instanceof Number ? Numbers.stored(Numbers.read(value).orElseThrow()) : value;
    }
}
