package io.kaidan.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What something was before and is after, by name. Never a secret: of those it says only that they have changed. */
public final class Changes {

    private final Map<String, List<Object>> pairs = new LinkedHashMap<>();

    /** What is the same before and after is left out. */
    public Changes put(String name, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            pairs.put(name, Arrays.asList(before, after));
        }
        return this;
    }

    /** A part of something; null for what is not there yet, or no more. */
    public <T> Changes put(String name, T before, T after, Function<T, Object> part) {
        return put(name, before == null ? null : part.apply(before), after == null ? null : part.apply(after));
    }

    /** What was not there before; null is left out. */
    public Changes put(String name, Object after) {
        return put(name, null, after);
    }

    /** A secret has changed. */
    public Changes putSecret(String name) {
        pairs.put(name, Arrays.asList(null, null));
        return this;
    }

    public Map<String, List<Object>> pairs() {
        return Collections.unmodifiableMap(pairs);
    }
}
