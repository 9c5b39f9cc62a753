package io.kaidan.form;

import io.kaidan.feel.Feel;
import java.util.List;

/** A component of a form that has a say in the document; what is only shown has none. */
sealed interface Part {

    /** Hidden while this is true; null: never. */
    Feel hide();

    /** Components that are hidden together. */
    record Group(Feel hide, List<Part> parts) implements Part {}

    /** A part with a place of its own in the document, or in the row of a list. */
    sealed interface Leaf extends Part {
        String element();

        List<String> path();

        /** Its name on the wire, within its section. */
        default String key() {
            return String.join(".", path());
        }
    }

    /**
     * A field that takes a value.
     *
     * @param preset the form's default, converted; null where there is none
     */
    record Input(Field field, List<String> path, Feel hide, Kind kind, Object preset) implements Leaf {
        @Override
        public String element() {
            return field.element();
        }
    }

    /** A list of objects with the same fields. */
    record Rows(Field field, List<String> path, Feel hide, Section section) implements Leaf {
        @Override
        public String element() {
            return field.element();
        }
    }

    /** A value that the form computes; whatever is sent for it is ignored. */
    record Computed(String element, List<String> path, Feel hide, Feel feel) implements Leaf {}
}
