package io.kaidan.form;

import io.kaidan.problem.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Any number of several choices: a list, or their values in one text with commas between. Stored as a list without repeats. */
record ChoicesKind(Options options) implements Kind {

    private static final int MOST = 1_000;

    @Override
    public Object convert(Object sent, Spot at) {
        List<?> values = split(sent);
        if (values == null) {
            return at.refuse("type", Phrase.of("expect.choices"), sent);
        }
        if (values.size() > MOST) {
            return at.refuse("range", Phrase.of("expect.maxItems", MOST), values.size());
        }
        ChoiceKind one = new ChoiceKind(options);
        return each(values, value -> one.convert(value, at));
    }

    @Override
    public Object check(Object value, View view, Spot at) {
        ChoiceKind one = new ChoiceKind(options);
        return value instanceof List<?> values ? each(values, v -> one.check(v, view, at)) : value;
    }

    private List<?> split(Object sent) {
        if (sent instanceof List<?> list) {
            return list.stream().filter(v -> !Text.isEmpty(v)).toList();
        }
        if (!Text.isScalar(sent)) {
            return null;
        }
        boolean whole = !(sent instanceof String)
                || Options.meant(options.fixed(), sent).isPresent();
        if (whole) {
            return List.of(sent);
        }
        List<String> values = new ArrayList<>();
        for (String value : ((String) sent).split(",")) {
            if (!value.isBlank()) {
                values.add(value.strip());
            }
        }
        return values;
    }

    private static List<Object> each(List<?> values, UnaryOperator<Object> choose) {
        Set<Object> chosen = new LinkedHashSet<>();
        for (Object value : values) {
            chosen.add(choose.apply(value));
        }
        chosen.remove(null);
        return chosen.isEmpty() ? null : new ArrayList<>(chosen);
    }
}
