package io.kaidan.form;

import io.kaidan.feel.Feel;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The choices of a field: listed in the form, or found in the document or by an expression at the time of the check.
 *
 * @param fixed the listed ones; empty where they are found later
 * @param key where in the document they stand, or null
 * @param expression what gives them, or null
 */
record Options(List<Option> fixed, String key, Feel expression) {

    static Options read(Component component) {
        List<Option> fixed = new ArrayList<>();
        if (component.has("values")) {
            for (Object json : component.list("values")) {
                Option.read(json)
                        .filter(option -> Unicode.isStorable(Text.of(option.value())))
                        .ifPresentOrElse(
                                fixed::add,
                                () -> component.problem("form_structure", "values", Phrase.of("expect.options")));
            }
            return new Options(List.copyOf(fixed), null, null);
        }
        String key = component.text("valuesKey");
        return new Options(fixed, key, key == null ? component.feel("valuesExpression") : null);
    }

    boolean areFixed() {
        return key == null && expression == null;
    }

    /** The choices by this document; empty where it gives none, so that any value will do. */
    Optional<List<Option>> over(View view) {
        if (areFixed()) {
            return Optional.of(fixed);
        }
        Object found = key != null ? Document.get(view.document(), List.of(key.split("\\."))) : view.value(expression);
        return found instanceof List<?> list
                ? Optional.of(
                        list.stream().flatMap(o -> Option.read(o).stream()).toList())
                : Optional.empty();
    }

    /** The value of the choice that a sent value means. */
    static Optional<Object> meant(List<Option> options, Object sent) {
        return options.stream()
                .filter(o -> o.isMeantBy(sent))
                .map(Option::value)
                .findFirst();
    }
}
