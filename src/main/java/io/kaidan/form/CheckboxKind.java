package io.kaidan.form;

import io.kaidan.problem.Phrase;
import java.util.Locale;

/** Ticked or not. Required means ticked, as in the browser. */
record CheckboxKind() implements Kind {

    @Override
    public Object convert(Object sent, Spot at) {
        if (!Text.isScalar(sent)) {
            return at.refuse("type", Phrase.of("expect.boolean"), sent);
        }
        return switch (Text.of(sent).strip().toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default -> at.refuse("type", Phrase.of("expect.boolean"), sent);
        };
    }

    @Override
    public boolean isMissing(Object value) {
        return !Boolean.TRUE.equals(value);
    }
}
