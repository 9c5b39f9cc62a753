package io.kaidan.form;

/** What one type of field does with a value. */
sealed interface Kind
        permits TextKind, NumberKind, CheckboxKind, ChoiceKind, ChoicesKind, MomentKind, FileKind, AssigneeKind {

    /**
     * Converts what was sent.
     *
     * @param sent JSON, never empty
     * @return what is to be stored; null where nothing is left, or where a problem was reported
     */
    Object convert(Object sent, Spot at);

    /**
     * Checks a converted value against what needs the whole document.
     *
     * @return what is to be stored
     */
    default Object check(Object value, View view, Spot at) {
        return value;
    }

    /** Whether a stored value does not count as one where a value is required. */
    default boolean isMissing(Object value) {
        return Text.isEmpty(value);
    }
}
