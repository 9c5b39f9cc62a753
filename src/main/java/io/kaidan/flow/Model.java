package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.FlowElement;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.kaidan.feel.Feel;
import io.kaidan.feel.FeelError;
import io.kaidan.form.Form;
import io.kaidan.form.FormReading;
import io.kaidan.json.Json;
import io.kaidan.problem.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One BPMN file while it is read: the forms at hand, and what is wrong so far. */
final class Model {

    private final String file;
    private final String text;
    private final Map<String, Form> forms;
    private final Map<String, Form> embedded = new HashMap<>();
    private final List<Finding> findings;

    Model(String file, String text, Map<String, Form> forms, List<Finding> findings) {
        this.file = file;
        this.text = text;
        this.forms = forms;
        this.findings = findings;
    }

    String file() {
        return file;
    }

    /** The BPMN as it came. */
    String text() {
        return text;
    }

    Form form(String id) {
        return forms.get(id);
    }

    /** Reads a form that the file itself holds. */
    void embed(String element, String name, String json) {
        try {
            Map<String, Object> object = new LinkedHashMap<>(Map.of("id", name));
            if (!(Json.parse(json) instanceof Map<?, ?> read)) {
                error(element, "json", "JSON object");
                return;
            }
            read.forEach((member, value) -> object.put((String) member, value));
            FormReading reading = Form.read(object);
            reading.problems().forEach(problem -> findings.add(problem.in(file)));
            reading.form().ifPresent(form -> embedded.put(name, form));
        } catch (Json.Malformed e) {
            error(element, "json", e.getMessage());
        }
    }

    /** A form that the file itself holds; null where it holds none of this name. */
    Form embedded(String name) {
        return embedded.get(name);
    }

    void error(String element, String code, Object... arguments) {
        findings.add(Finding.error(file, element, code, arguments));
    }

    void warning(String element, String code, Object... arguments) {
        findings.add(Finding.warning(file, element, code, arguments));
    }

    /** The element is of no type that a flow may have. */
    void unsupported(FlowElement element) {
        String name = element.getName() == null ? element.getId() : element.getName();
        List<String> types = new ArrayList<>(List.of(element.getElementType().getTypeName()));
        if (element instanceof FlowNode node) { // of an event its definition tells more than the element
            TriggerReader.definitions(node)
                    .forEach(d -> types.add(d.getElementType().getTypeName()));
        }
        error(element.getId(), "unsupported", String.join(" + ", types), String.valueOf(name));
    }

    /** Warns of properties that mean nothing: a name that is not quite right should not go unnoticed. */
    void knowsProperties(String element, Map<String, String> properties, List<String> names) {
        for (String name : properties.keySet()) {
            if (name == null || !names.contains(name)) {
                warning(element, "property_unknown", String.valueOf(name));
            }
        }
    }

    /** Whether something of this kind was found wrong with the element already. */
    boolean found(String element, String code) {
        return findings.stream().anyMatch(f -> code.equals(f.code()) && element.equals(f.element()));
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
