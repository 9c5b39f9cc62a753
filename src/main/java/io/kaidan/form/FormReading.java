package io.kaidan.form;

import io.kaidan.problem.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What reading a form gave: the form, or every reason why it is none.
 *
 * @param form present exactly when there is no problem
 * @param problems by the id of the component (its key where it has no id; null: the form as a whole); no file is named
 */
public record FormReading(Optional<Form> form, List<Finding> problems) {

    public FormReading {
        problems = List.copyOf(problems);
    }
}
