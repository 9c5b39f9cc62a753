package io.kaidan.form;

import java.util.List;
import java.util.Optional;

/**
 * What reading a form gave: the form, or every reason why it is none.
 *
 * @param form present exactly when there is no problem
 */
public record FormReading(Optional<Form> form, List<FormProblem> problems) {

    public FormReading {
        problems = List.copyOf(problems);
    }
}
