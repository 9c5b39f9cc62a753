package io.kaidan.service;

import io.kaidan.file.Upload;
import io.kaidan.form.Form;
import io.kaidan.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What somebody fills into a form.
 *
 * @param values as they were sent, by the fields' keys
 * @param uploads files; those with a field belong to a file field, the others to the ticket itself
 * @param quickAction {@code action1} or {@code action2} of the stop; null for none
 * @param problems what was found wrong already when it was read
 */
public record Entry(Map<String, Object> values, List<Upload> uploads, String quickAction, List<Problem> problems) {

    /** The value of a field of which only the name was sent. */
    public static final Object UNSENT = Form.UNSENT;

    /** Values and nothing else. */
    static Entry of(Map<String, Object> values) {
        return new Entry(values, List.of(), null, List.of());
    }

    /** The names of the files that file fields get, by the fields' keys. */
    Map<String, List<String>> fileNames() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Upload upload : uploads) {
            if (upload.field() != null) {
                names.computeIfAbsent(upload.field(), f -> new ArrayList<>()).add(upload.name());
            }
        }
        return names;
    }

    /** The files without those of hidden fields, which are not kept. */
    List<Upload> uploadsBut(Set<String> hidden) {
        return uploads.stream()
                .filter(u -> u.field() == null || !hidden.contains(u.field()))
                .toList();
    }

    /** The names of the files that belong to the ticket itself. */
    List<String> attachmentNames() {
        return uploads.stream().filter(u -> u.field() == null).map(Upload::name).toList();
    }

    /** Whether there are files that belong to the ticket itself. */
    boolean hasAttachments() {
        return !attachmentNames().isEmpty();
    }
}
