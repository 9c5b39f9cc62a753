package io.kaidan.quick;

import io.kaidan.file.Limits;
import io.kaidan.file.Multipart;
import io.kaidan.file.Unreadable;
import io.kaidan.file.Upload;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A call of the quick API in one shape, whether it came as JSON, as a urlencoded form or as multipart. Its files lie on
 * disk until it is closed.
 */
public final class QuickRequest implements AutoCloseable {

    /** The part that brings one of the ticket's own attachments. */
    private static final String FILES = "files";

    private final Map<String, Object> members;
    private final Multipart multipart;
    private final Map<String, Object> items = new LinkedHashMap<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private QuickRequest(QuickBody body) {
        this.members = body.members();
        this.multipart = body.multipart();
        readItems(listed("formdata"));
        readUploads(body.uploads(), fileFields(listed("files_item")));
    }

    /**
     * Reads a whole request.
     *
     * @param contentType as the client says, or null
     * @param contentLength in bytes, negative where the client does not tell
     * @param onSecurity is told the security code of a multipart body before the parts behind it are taken, and may
     *     refuse it; it is not asked for the other, small, bodies
     * @throws Refused with code {@code body} or {@code too_large}
     * @throws IOException where the client went away; nothing is left behind
     */
    public static QuickRequest read(
            String contentType, long contentLength, InputStream body, Limits limits, Consumer<String> onSecurity)
            throws IOException {
        QuickBody read = QuickBody.read(contentType, contentLength, body, limits, onSecurity);
        try {
            return new QuickRequest(read);
        } catch (RuntimeException failure) {
            if (read.multipart() != null) {
                read.multipart().close();
            }
            throw failure;
        }
    }

    /** The member as a list, whether it came as JSON or as a JSON text of a list; empty where it lacks. */
    private List<?> listed(String member) {
        Object value = members.get(member);
        if (value instanceof String text) {
            value = text.isBlank() ? null : QuickBody.json(text, "member", member);
        }
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw Unreadable.because("list", member);
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
            items.put(id, item.get("value"));
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

    private void readUploads(List<Upload> sent, Set<String> fields) {
        Set<String> unknown = new LinkedHashSet<>();
        for (Upload upload : sent) {
            if (fields.contains(upload.field())) {
                uploads.add(upload);
            } else if (upload.field().equals(FILES)) {
                uploads.add(upload.withField(null));
            } else {
                unknown.add(upload.field());
            }
        }
        unknown.forEach(part -> problems.add(Problem.at(part, "unknown_field", part)));
        if (multipart == null) {
            return;
        }
        Set<String> nameless = new LinkedHashSet<>(fields);
        nameless.add(FILES);
        nameless.retainAll(multipart.texts().keySet());
        nameless.removeIf(part -> multipart.texts().get(part).isEmpty());
        nameless.forEach(part -> problems.add(Problem.at(part, "file_name")));
    }

    /** All members as they came, {@code formdata} and {@code files_item} included. */
    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    /** A member that is a text or a number, as text; null where it lacks, is empty or something else. */
    public String text(String member) {
        Object value = members.get(member);
        String text = value instanceof String || value instanceof Number
                ? value.toString().strip()
                : "";
        return text.isEmpty() ? null : text;
    }

    /** Whether a member is there and says yes, as {@code 1}, {@code "1"} and {@code true} do. */
    public boolean says(String member) {
        Object value = members.get(member);
        return value instanceof Boolean yes
                ? yes
                : text(member) != null
                        && !List.of("0", "false").contains(text(member).toLowerCase());
    }

    /** Whether there is any form data, an empty list included. */
    public boolean hasItems() {
        return members.get("formdata") != null && !"".equals(members.get("formdata"));
    }

    /** The values of {@code formdata} by the key of their field, in their order. A value may be null. */
    public Map<String, Object> items() {
        return Collections.unmodifiableMap(items);
    }

    /** The files; {@link Upload#field()} is null for the ticket's own attachments. */
    public List<Upload> uploads() {
        return Collections.unmodifiableList(uploads);
    }

    /** What is wrong with this request by itself, to be answered together with what its form finds wrong. */
    public List<Problem> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        if (multipart != null) {
            multipart.close();
        }
    }
}
