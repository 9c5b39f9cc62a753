package io.kaidan.form;

import io.kaidan.json.Json;
import io.kaidan.problem.Phrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes what one call sends into a document, converted; also the defaults when a ticket is opened. */
final class Intake {

    private static final int MOST_ROWS = 1_000;

    private final Report report;
    private final boolean opening;
    private final Map<String, Object> values;
    private final Set<String> taken = new HashSet<>();

    /** @param values the document to take into; it is changed */
    Intake(Report report, boolean opening, Map<String, Object> values) {
        this.report = report;
        this.opening = opening;
        this.values = values;
    }

    Map<String, Object> values() {
        return values;
    }

    /** Whether this call gave the field a value, so that its limits are to be checked. */
    boolean took(String name) {
        return taken.contains(name);
    }

    void take(Section section, Map<String, ?> sent) {
        take(section, sent, values, "");
    }

    private void take(Section section, Map<?, ?> sent, Map<String, Object> into, String at) {
        sent.forEach((key, value) -> take(section, String.valueOf(key), value, into, at));
        if (opening) {
            section.leaves().values().forEach(leaf -> preset(leaf, into, at));
        }
    }

    private void take(Section section, String key, Object sent, Map<String, Object> into, String at) {
        Part.Leaf leaf = section.leaves().get(key);
        if (leaf != null) {
            take(leaf, sent, into, report.at(at + key));
        } else if (!section.objects().contains(key)) {
            report.at(at + Text.quote(key)).refuse("unknown_field", key);
        } else if (sent == Form.UNSENT) {
            return;
        } else if (Text.isEmpty(sent)) {
            section.leaves().values().stream()
                    .filter(inner -> inner.key().startsWith(key + "."))
                    .forEach(inner -> take(inner, null, into, report.at(at + inner.key())));
        } else if (sent instanceof Map<?, ?> object) {
            object.forEach((name, value) -> take(section, key + "." + name, value, into, at));
        } else {
            report.at(at + key).refuse("type", Phrase.of("expect.object"), sent);
        }
    }

    private void take(Part.Leaf leaf, Object sent, Map<String, Object> into, Spot at) {
        boolean ignored = sent == Form.UNSENT
                || leaf instanceof Part.Computed
                || leaf instanceof Part.Input input && input.kind() instanceof FileKind && Text.isEmpty(sent);
        if (ignored) {
            return;
        }
        Object converted = Text.isEmpty(sent)
                ? null
                : leaf instanceof Part.Input input ? input.kind().convert(sent, at) : rows((Part.Rows) leaf, sent, at);
        taken.add(at.name());
        if (!at.failed()) {
            Document.put(into, leaf.path(), converted);
        }
    }

    private List<Object> rows(Part.Rows list, Object sent, Spot at) {
        Object json = sent instanceof String text ? parse(text) : sent;
        if (!(json instanceof List<?> rows)) {
            return at.refuse("type", Phrase.of("expect.rows"), sent);
        }
        if (rows.size() > MOST_ROWS) {
            return at.refuse("range", Phrase.of("expect.maxItems", MOST_ROWS), rows.size());
        }
        List<Object> converted = new ArrayList<>();
        for (Object row : rows) {
            String name = at.name() + "[" + converted.size() + "]";
            Map<String, Object> into = new LinkedHashMap<>();
            if (row instanceof Map<?, ?> object) {
                take(list.section(), object, into, name + ".");
            } else {
                report.at(name).refuse("type", Phrase.of("expect.object"), String.valueOf(row));
            }
            converted.add(into);
        }
        return converted.isEmpty() ? null : converted;
    }

    private static Object parse(String text) {
        try {
            return Json.parse(text);
        } catch (Json.Malformed noList) {
            return text;
        }
    }

    private void preset(Part.Leaf leaf, Map<String, Object> into, String at) {
        String name = at + leaf.key();
        boolean free = !took(name) && Document.get(into, leaf.path()) == null;
        if (free && leaf instanceof Part.Input input && input.preset() != null) {
            Document.put(into, leaf.path(), Document.copy(input.preset()));
            taken.add(name);
        }
    }

    /** Adds the names of files that came; the key of anything but a file field is unknown here. */
    void takeFiles(Section section, Map<String, List<String>> files) {
        files.forEach((key, names) -> {
            if (section.leaves().get(key) instanceof Part.Input input && input.kind() instanceof FileKind kind) {
                if (!names.isEmpty()) {
                    Object existing = Document.get(values, input.path());
                    Document.put(
                            values, input.path(), kind.add(existing, names, View.of(values, report), report.at(key)));
                }
            } else {
                report.at(Text.quote(key)).refuse("unknown_field", key);
            }
        });
    }
}
