package io.kaidan.problem;

import java.util.List;
import java.util.Locale;

/**
 * What is wrong, or doubtful, in an application that somebody deploys.
 *
 * @param file the file of the package, or null where it is about the package itself
 * @param element the id of the element or form component, or null
 * @param code the stable name of the reason; its text is {@code finding.<code>} in the messages
 * @param arguments what the text names
 * @param warning whether the application can be deployed all the same
 */
public record Finding(String file, String element, String code, List<Object> arguments, boolean warning) {

    public static Finding error(String file, String element, String code, Object... arguments) {
        return new Finding(file, element, code, List.of(arguments), false);
    }

    public static Finding warning(String file, String element, String code, Object... arguments) {
        return new Finding(file, element, code, List.of(arguments), true);
    }

    /** The same, found in this file. */
    public Finding in(String itsFile) {
        return new Finding(itsFile, element, code, arguments, warning);
    }

    /** The reason in the reader's language. */
    public String message(Locale locale) {
        return Messages.text(locale, "finding." + code, arguments.toArray());
    }
}
