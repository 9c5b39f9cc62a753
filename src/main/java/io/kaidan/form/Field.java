package io.kaidan.form;

import java.util.List;

/**
 * A field of a form, described for those who show it.
 *
 * @param element id of its component
 * @param key its name in the document and on the wire; dots lead into nested objects
 * @param label never null; the key where the form gives none
 * @param type form-js's name of the type, such as {@code textfield}
 * @param subtype {@code date}, {@code time} or {@code datetime} for the type {@code datetime}; else null
 * @param required whether it must have a value while it is shown; never while disabled, for nobody can fill it in the browser
 * @param header {@code title}, {@code status}, {@code level}, {@code assignee}, {@code note1} … {@code note3}, or null
 * @param options its choices where the form lists them; else empty
 * @param columns the fields of one row, for the type {@code dynamiclist}; else empty
 */
public record Field(
        String element,
        String key,
        String label,
        String type,
        String subtype,
        boolean required,
        String header,
        List<Option> options,
        List<Field> columns) {

    public Field {
        options = List.copyOf(options);
        columns = List.copyOf(columns);
    }
}
