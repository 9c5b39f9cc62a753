package io.kaidan.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of an ioMapping: a value and the variable it goes to.
 *
 * @param source a text or FEEL
 * @param target the variable; dots lead into nested objects
 */
public record Mapping(Text source, String target) {

    private static final Pattern PATH = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)*");

    /** The variable that gets a value, be it within an object in it. */
    public String variable() {
        return target.split("\\.", 2)[0];
    }

    /**
     * The variable that it only hands on and that is not there; empty when it is, and for an expression that makes
     * something of it, for that may bear its lack.
     */
    public Optional<String> missing(Set<String> there) {
        String text = source.expression() == null ? "" : source.expression().text();
        return Optional.of(text.split("\\.", 2)[0])
                .filter(root -> PATH.matcher(text).matches() && !there.contains(root));
    }

    /** What all of them give, the later ones over the values of the earlier. */
    public static Map<String, Object> evaluate(List<Mapping> mappings, Map<String, Object> values) {
        Map<String, Object> seen = new LinkedHashMap<>(values);
        Map<String, Object> given = new LinkedHashMap<>();
        for (Mapping mapping : mappings) {
            put(seen, mapping.target, mapping.source.valueOf(seen));
            given.put(mapping.variable(), seen.get(mapping.variable()));
        }
        return given;
    }

    private static void put(Map<String, Object> target, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            target.put(path, value);
            return;
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        if (target.get(path.substring(0, dot)) instanceof Map<?, ?> there) {
            there.forEach((key, member) -> inner.put((String) key, member));
        }
        put(inner, path.substring(dot + 1), value);
        target.put(path.substring(0, dot), inner);
    }
}
