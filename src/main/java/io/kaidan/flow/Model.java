package io.kaidan.flow;

import io.kaidan.feel.Feel;
import io.kaidan.feel.FeelError;
import io.kaidan.form.Form;
import io.kaidan.problem.Finding;
import java.util.List;
import java.util.Map;

/** One BPMN file while it is read: the forms at hand, and what is wrong so far. */
final class Model {

    private final String file;
    private final Map<String, Form> forms;
    private final List<Finding> findings;

    Model(String file, Map<String, Form> forms, List<Finding> findings) {
        this.file = file;
        this.forms = forms;
        this.findings = findings;
    }

    String file() {
        return file;
    }

    Form form(String id) {
        return forms.get(id);
    }

    void error(String element, String code, Object... arguments) {
        findings.add(Finding.error(file, element, code, arguments));
    }

    void warning(String element, String code, Object... arguments) {
        findings.add(Finding.warning(file, element, code, arguments));
    }

    /** FEEL, or null for none. */
    Feel feel(String element, String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Feel.parse(text);
        } catch (FeelError e) {
            error(element, "feel", text.strip(), e.getMessage());
            return null;
        }
    }
}
