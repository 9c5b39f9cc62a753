package io.kaidan.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Values at paths in JSON objects. */
final class Document {

    private Document() {}

    /** A copy that shares no object and no list with the original. */
    @SuppressWarnings("unchecked")
    static <T> T copy(T value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(String.valueOf(k), copy(v)));
            return (T) copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(v -> copy.add(copy(v)));
            return (T) copy;
        }
        return value;
    }

    /** The value at the path, or null. */
    static Object get(Map<String, Object> object, List<String> path) {
        Object value = object;
        for (String name : path) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    /** Sets the value at the path; null removes it, and the objects that are empty then. Tells whether anything changed. */
    static boolean put(Map<String, Object> object, List<String> path, Object value) {
        if (Objects.equals(get(object, path), value)) {
            return false;
        }
        set(object, path, value);
        return true;
    }

    private static void set(Map<String, Object> object, List<String> path, Object value) {
        String name = path.get(0);
        if (path.size() == 1) {
            if (value == null) {
                object.remove(name);
            } else {
                object.put(name, value);
            }
            return;
        }
        Map<String, Object> inner = child(object.get(name));
        set(inner, path.subList(1, path.size()), value);
        if (inner.isEmpty()) {
            object.remove(name);
        } else {
            object.put(name, inner);
        }
    }

    /** The same object when it is one; a new empty one otherwise. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> child(Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }
}
