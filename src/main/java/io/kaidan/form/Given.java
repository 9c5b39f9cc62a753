package io.kaidan.form;

import io.kaidan.feel.Feel;
import java.math.BigDecimal;
import java.util.Optional;

/** A property of a component that is a constant, an expression over the document, or not given at all. */
record Given(Object constant, Feel feel) {

    static final Given NOTHING = new Given(null, null);

    Object value(View view) {
        return feel == null ? constant : view.value(feel);
    }

    Optional<BigDecimal> number(View view) {
        return Numbers.read(value(view));
    }
}
