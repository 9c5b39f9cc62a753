package io.kaidan.form;

import io.kaidan.problem.Problem;
import java.util.List;
import java.util.Map;

/** The last look at a document: what is required, and the limits of what this call gave. */
final class Limits {

    private final Report report;
    private final Intake intake;
    private final Visible visible;

    Limits(Report report, Intake intake, Visible visible) {
        this.report = report;
        this.intake = intake;
        this.visible = visible;
    }

    void check(Section section) {
        check(section, visible.values(), View.of(visible.values(), report), "", false);
    }

    /** @param given whether this call gave the whole list around it */
    private void check(Section section, Map<String, Object> values, View view, String at, boolean given) {
        for (Part.Leaf leaf : section.leaves().values()) {
            String name = at + leaf.key();
            if (visible.hidden().contains(name)) {
                continue;
            }
            boolean checked = given || intake.took(name);
            if (leaf instanceof Part.Input input) {
                check(input, values, view, report.at(name), checked);
            } else if (leaf instanceof Part.Rows list) {
                check(list, values, view, report.at(name), checked);
            }
        }
    }

    private void check(Part.Input input, Map<String, Object> values, View view, Spot at, boolean checked) {
        Object value = Document.get(values, input.path());
        if (input.kind().isMissing(value)) {
            require(input.field().required(), at);
        } else if (checked && !at.failed()) {
            Document.put(values, input.path(), input.kind().check(value, view, at));
        }
    }

    private void check(Part.Rows list, Map<String, Object> values, View view, Spot at, boolean checked) {
        if (!(Document.get(values, list.path()) instanceof List<?> rows)) {
            require(list.field().required(), at);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            String name = at.name() + "[" + i + "]";
            if (rows.get(i) instanceof Map<?, ?> && !report.failed(name)) {
                Map<String, Object> row = Document.child(rows.get(i));
                check(list.section(), row, view.row(row, i), name + ".", checked);
            }
        }
    }

    private void require(boolean required, Spot at) {
        if (required && !at.failed()) {
            report.add(Problem.at(at.name(), "required"));
        }
    }
}
