package io.kaidan.form;

import io.kaidan.feel.Feel;
import io.kaidan.feel.FeelFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an expression of a form sees, as in the browser: the whole document, and, within a list, {@code this} row, its
 * {@code parent} and its position {@code i}, counted from 1, one number for each list around it.
 */
record View(
        Report report,
        Map<String, Object> document,
        Map<String, Object> here,
        Map<String, Object> parent,
        List<Object> i) {

    /** @param report holds how much time is left */
    static View of(Map<String, Object> document, Report report) {
        return new View(report, document, document, null, List.of());
    }

    /** The view of one row of a list that stands here. */
    View row(Map<String, Object> row, int index) {
        List<Object> positions = new ArrayList<>(i);
        positions.add(index + 1);
        return new View(report, document, row, here, positions);
    }

    /** The expression's value; null where it has none, for an expression that fails must not make a form useless. */
    Object value(Feel feel) {
        if (!report.hasTime()) {
            return null;
        }
        long begun = System.nanoTime();
        try {
            return feel.evaluate(variables());
        } catch (FeelFailure withoutValue) {
            return null;
        } finally {
            report.spend(System.nanoTime() - begun);
        }
    }

    boolean holds(Feel condition) {
        return condition != null && Boolean.TRUE.equals(value(condition));
    }

    private Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("this", here);
        variables.put("parent", parent);
        variables.put("i", i);
        variables.putAll(document);
        return variables;
    }
}
