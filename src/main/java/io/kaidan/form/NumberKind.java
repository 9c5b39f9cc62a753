package io.kaidan.form;

import io.kaidan.problem.Phrase;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number, always stored as a JSON number: form-js's {@code serializeToString} exists because JavaScript would round it,
 * which nothing here does.
 *
 * @param decimalDigits at most so many after the point, or null
 * @param increment it must be a multiple of this, or null
 */
record NumberKind(Integer decimalDigits, BigDecimal increment, Given min, Given max) implements Kind {

    static NumberKind read(Component component) {
        Component validate = component.object("validate");
        Integer digits = component
                .number("decimalDigits")
                .filter(n -> n.signum() >= 0 && n.compareTo(BigDecimal.valueOf(Numbers.DIGITS)) <= 0)
                .map(BigDecimal::intValue)
                .orElse(null);
        BigDecimal increment =
                component.number("increment").filter(n -> n.signum() > 0).orElse(null);
        return new NumberKind(digits, increment, validate.numberGiven("min"), validate.numberGiven("max"));
    }

    @Override
    public Object convert(Object sent, Spot at) {
        if (sent instanceof String text && text.isBlank()) {
            return null;
        }
        Optional<BigDecimal> number = Numbers.read(sent);
        if (number.isEmpty()) {
            return at.refuse("type", Phrase.of("expect.number"), sent);
        }
        if (!Numbers.fits(number.get())) {
            return at.refuse("range", Phrase.of("expect.digits", Numbers.DIGITS), sent);
        }
        return Numbers.stored(number.get());
    }

    @Override
    public Object check(Object value, View view, Spot at) {
        Numbers.read(value).ifPresent(number -> {
            if (decimalDigits != null && number.scale() > decimalDigits) {
                at.refuse("format", Phrase.of("expect.decimals", decimalDigits), value);
            }
            if (increment != null && number.remainder(increment).signum() != 0) {
                at.refuse("range", Phrase.of("expect.multiple", increment.toPlainString()), value);
            }
            min.number(view)
                    .filter(n -> number.compareTo(n) < 0)
                    .ifPresent(n -> at.refuse("range", Phrase.of("expect.min", Text.quote(n)), value));
            max.number(view)
                    .filter(n -> number.compareTo(n) > 0)
                    .ifPresent(n -> at.refuse("range", Phrase.of("expect.max", Text.quote(n)), value));
        });
        return value;
    }
}
