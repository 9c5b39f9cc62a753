package io.kaidan.rest;

import io.kaidan.file.Limits;
import io.kaidan.file.Multipart;
import io.kaidan.file.Turns;
import io.kaidan.file.Upload;
import io.kaidan.file.Utf8;
import io.kaidan.json.Members;
import io.kaidan.service.Entry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a call fills into a form: a JSON object, or the same members as parts of a multipart body with files beside them.
 * A part {@code files} brings one of the ticket's own attachments, any other file belongs to the file field of its name.
 */
final class EntryBody implements AutoCloseable {

    private static final String VALUES = "values";
    private static final String FILES = "files";

    private final Map<String, Object> members;
    private final Multipart multipart;

    private EntryBody(Map<String, Object> members, Multipart multipart) {
        this.members = members;
        this.multipart = multipart;
    }

    /** Whether files may come with it. */
    static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** Reads a whole body; its files lie on disk until it is closed. */
    static EntryBody read(HttpServletRequest request, InputStream body) throws IOException {
        if (!isMultipart(request)) {
            return new EntryBody(JsonReader.optional(body), null);
        }
        String type = request.getContentType().strip();
        Multipart form = Multipart.read(type, request.getContentLengthLong(), body, Limits.configured());
        Map<String, Object> members = new LinkedHashMap<>(form.texts());
        if (members.get(VALUES) instanceof String json) {
            members.put(VALUES, object(form, json));
        }
        return new EntryBody(members, form);
    }

    private static Map<?, ?> object(Multipart form, String json) throws IOException {
        try {
            return Turns.understand(json, JsonReader::read);
        } catch (RuntimeException malformed) {
            form.close();
            throw malformed;
        }
    }

    /** What opens a ticket. */
    Entry opening() {
        return entry(false, VALUES);
    }

    /** What pushes one on. */
    Entry pushing() {
        return entry(true, VALUES, "quickAction");
    }

    private Entry entry(boolean actions, String... names) {
        Members read = new Members(members);
        read.allow(names);
        Map<String, Object> values = read.object(VALUES);
        String action = actions ? read.text("quickAction") : null;
        Utf8.storableJson(values);
        return new Entry(values == null ? Map.of() : values, uploads(), action, read.problems());
    }

    private List<Upload> uploads() {
        return multipart == null
                ? List.of()
                : multipart.uploads().stream()
                        .map(upload -> upload.field().equals(FILES) ? upload.withField(null) : upload)
                        .toList();
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        if (multipart != null) {
            multipart.close();
        }
    }
}
