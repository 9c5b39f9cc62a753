package io.kaidan.quick;

import io.kaidan.file.Unreadable;
import io.kaidan.file.Upload;
import io.kaidan.problem.Problem;
import io.kaidan.service.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a call fills into a form: {@code formdata}, {@code files_item} and the files. */
final class EntryReader {

    /** The part that brings one of the ticket's own attachments. */
    private static final String FILES = "files";

    private final QuickBody body;
    private final Map<String, Object> items = new LinkedHashMap<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private EntryReader(QuickBody body) {
        this.body = body;
    }

    /** The entry of a call with this quick action, or null; what can be read but makes no sense is in its problems. */
    static Entry read(QuickBody body, String quickAction) {
        EntryReader reader = new EntryReader(body);
        reader.readItems(body.listed("formdata"));
        reader.readUploads(fileFields(body.listed("files_item")));
        return new Entry(reader.items, reader.uploads, quickAction, reader.problems);
    }

    private void readItems(List<?> list) {
        Set<String> twice = new LinkedHashSet<>();
        for (Object element : list) {
            if (!(element instanceof Map<?, ?> item) || !(item.get("id") instanceof String id) || id.isEmpty()) {
                throw Unreadable.because("item");
            }
            if (items.containsKey(id)) {
                twice.add(id);
            }
            items.put(id, item.containsKey("value") ? item.get("value") : Entry.UNSENT);
        }
        twice.forEach(id -> problems.add(Problem.at(id, "duplicate")));
    }

    private static Set<String> fileFields(List<?> names) {
        Set<String> fields = new LinkedHashSet<>();
        for (Object name : names) {
            if (!(name instanceof String field)) {
                throw Unreadable.because("names");
            }
            fields.add(field);
        }
        return fields;
    }

    private void readUploads(Set<String> fields) {
        Set<String> unknown = new LinkedHashSet<>();
        for (Upload upload : body.uploads()) {
            if (fields.contains(upload.field())) {
                uploads.add(upload);
            } else if (upload.field().equals(FILES)) {
                uploads.add(upload.withField(null));
            } else {
                unknown.add(upload.field());
            }
        }
        unknown.forEach(part -> problems.add(Problem.at(part, "unknown_field", part)));
        if (body.multipart() == null) {
            return;
        }
        Map<String, String> texts = body.multipart().texts();
        Set<String> nameless = new LinkedHashSet<>(fields);
        nameless.add(FILES);
        nameless.retainAll(texts.keySet());
        nameless.removeIf(part -> texts.get(part).isEmpty());
        nameless.forEach(part -> problems.add(Problem.at(part, "file_name")));
    }
}
