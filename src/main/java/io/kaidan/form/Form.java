package io.kaidan.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One immutable form of a deployed flow, read from form-js JSON.
 *
 * <p>How values are kept:
 * <ul>
 *   <li>An empty text, list or object means "no value" for every type; what has no value is not in the document.
 *   <li>A key with dots leads into nested objects, and so does the {@code path} of a group; such fields may be sent by
 *       their whole key or as the nested object.
 *   <li>A value sent for a field that is disabled or read-only is taken: other systems fill those. A disabled field is
 *       never required.
 *   <li>A hidden field is neither required nor kept. Conditions that depend on one another are evaluated in the form's
 *       order, again and again until nothing changes.
 *   <li>The value of an {@code expression} is computed here; one that is sent is ignored.
 *   <li>A value that is not sent and not computed stays as it is and is not checked again, except that it may be required.
 * </ul>
 */
public final class Form {

    /** A form without fields. */
    public static final Form EMPTY =
            new Form("", Section.of(List.of()), Map.of("type", "default", "components", List.of()));

    /** What came with a field of which only the name was sent: it stays as it is, or takes its default. */
    public static final Object UNSENT = new Object();

    private final String id;
    private final Section section;
    private final List<Field> fields;
    private final Map<?, ?> json;

    Form(String id, Section section, Map<?, ?> json) {
        this.id = id;
        this.json = json;
        this.section = section;
        this.fields = fields(section);
    }

    /**
     * Reads a form.
     *
     * @param json the parsed {@code .form} file; may hold anything
     * @return the form, or everything that is wrong with it
     */
    public static FormReading read(Map<String, Object> json) {
        return new FormReader().read(json);
    }

    /** The id by which a flow refers to it. */
    public String id() {
        return id;
    }

    /** As it was read, for those who show it. */
    public Map<?, ?> json() {
        return Collections.unmodifiableMap(json);
    }

    /** Its fields in its order; those of groups among the others, those of a list within the list's own field. */
    public List<Field> fields() {
        return fields;
    }

    /** Whether a value of this key is one of its own. */
    public boolean has(String key) {
        return section.leaves().containsKey(key) || section.objects().contains(key);
    }

    static List<Field> fields(Section section) {
        List<Field> fields = new ArrayList<>();
        for (Part.Leaf leaf : section.leaves().values()) {
            if (leaf instanceof Part.Input input) {
                fields.add(input.field());
            } else if (leaf instanceof Part.Rows rows) {
                fields.add(rows.field());
            }
        }
        return List.copyOf(fields);
    }

    /**
     * Checks what one call sends.
     *
     * @param current the document as it is; it is not changed
     * @param sent what came, by key; null or an empty text clears a field, {@link #UNSENT} does nothing
     * @param files names of the files that came, by the key of the field
     * @param opening whether a ticket is opened: fields that were not sent take their default then
     * @return the new document, or every problem
     */
    public Checked check(
            Map<String, Object> current, Map<String, ?> sent, Map<String, List<String>> files, boolean opening) {
        Report report = new Report();
        Intake intake = new Intake(report, opening, Document.copy(current));
        intake.take(section, sent);
        intake.takeFiles(section, files);
        Visible visible = Visible.of(section, intake.values(), report);
        new Limits(report, intake, visible).check(section);
        return new Checked(
                visible.values(),
                report.problems().stream()
                        .filter(p -> p.field() == null || !visible.hides(p.field()))
                        .toList(),
                Set.copyOf(visible.hidden()));
    }

    /** The text of the field with this header, such as {@code title}; null where there is no such field or no value. */
    public String header(String header, Map<String, Object> values) {
        Object value = valueOf(header, values);
        return Text.isEmpty(value) ? null : Text.of(value);
    }

    /** The value of the field with the header {@code assignee}; null where there is no such field or no value. */
    public Assignee assignee(Map<String, Object> values) {
        return AssigneeKind.stored(valueOf("assignee", values));
    }

    private Object valueOf(String header, Map<String, Object> values) {
        for (Part.Leaf leaf : section.leaves().values()) {
            if (leaf instanceof Part.Input input && header.equals(input.field().header())) {
                return Document.get(values, leaf.path());
            }
        }
        return null;
    }
}
