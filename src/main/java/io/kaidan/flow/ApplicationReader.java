package io.kaidan.flow;

import io.kaidan.form.Form;
import io.kaidan.form.FormReading;
import io.kaidan.json.Json;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Phrase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads all flows and forms of an application together, for they name one another. */
public final class ApplicationReader {

    private static final int LARGEST_FILE = 5_000_000;

    private final BpmnReader bpmn;

    public ApplicationReader(Collection<? extends NodeReader> types) {
        bpmn = new BpmnReader(types);
    }

    /**
     * Reads the flows of an application.
     *
     * @param files the package's {@code *.bpmn} and {@code *.form} files by name; others are left alone
     * @param findings takes what is wrong or doubtful; with any error among them the flows must not be used
     * @return the flows by API path
     */
    public Map<String, Flow> read(Map<String, byte[]> files, List<Finding> findings) {
        Map<String, Form> forms = new LinkedHashMap<>();
        each(files, ".form", findings, (file, bytes) -> form(file, bytes, forms, findings));
        Map<String, Flow> flows = new LinkedHashMap<>();
        each(files, ".bpmn", findings, (file, bytes) -> {
            for (Flow flow : bpmn.read(file, bytes, forms, findings)) {
                if (flows.putIfAbsent(flow.apiPath(), flow) != null) {
                    findings.add(Finding.error(file, flow.apiPath(), "duplicate_api_path", flow.apiPath()));
                }
            }
        });
        if (flows.isEmpty() && findings.stream().allMatch(Finding::warning)) {
            findings.add(Finding.error(null, null, "no_flow"));
        }
        return flows;
    }

    private interface FileReader {
        void read(String file, byte[] bytes);
    }

    private static void each(Map<String, byte[]> files, String ending, List<Finding> findings, FileReader reader) {
        files.forEach((file, bytes) -> {
            if (file.toLowerCase(Locale.ROOT).endsWith(ending)) {
                if (bytes.length > LARGEST_FILE) {
                    findings.add(Finding.error(file, null, "file_size", LARGEST_FILE));
                } else {
                    reader.read(file, bytes);
                }
            }
        });
    }

    private static void form(String file, byte[] bytes, Map<String, Form> forms, List<Finding> findings) {
        Object json;
        try {
            json = Json.parse(bytes);
        } catch (Json.Malformed e) {
            findings.add(Finding.error(file, null, "json", e.why()));
            return;
        }
        if (!(json instanceof Map<?, ?>)) {
            findings.add(Finding.error(file, null, "json", Phrase.of("body.object")));
            return;
        }
        @SuppressWarnings("unchecked") // the keys of a JSON object are texts
        Map<String, Object> object = (Map<String, Object>) json;
        FormReading reading = Form.read(object);
        reading.problems().forEach(problem -> findings.add(problem.in(file)));
        reading.form().ifPresent(form -> {
            if (forms.putIfAbsent(form.id(), form) != null) {
                findings.add(Finding.error(file, form.id(), "duplicate_form", form.id()));
            }
        });
    }
}
