package io.kaidan.form;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The document without what the form hides, and with what it computes. A condition sees the document without the fields
 * that are hidden already, and each pass may hide or show more; passes are repeated until one changes nothing, and at most
 * as often as there are things that can depend on one another. Conditions that contradict themselves stay as the last
 * pass left them.
 */
final class Visible {

    private static final int MOST_PASSES = 50;

    private final Map<String, Object> all;
    private final Map<String, Object> values;
    private final Set<String> hidden = new HashSet<>();

    private Visible(Map<String, Object> all) {
        this.all = all;
        this.values = Document.copy(all);
    }

    static Visible of(Section section, Map<String, Object> all, Report report) {
        Visible visible = new Visible(all);
        int passes = Math.min(section.dependencies() + 1, MOST_PASSES);
        boolean changed = true;
        for (int pass = 0; changed && pass < passes; pass++) {
            visible.hidden.clear();
            changed = visible.pass(
                    section.parts(), visible.all, visible.values, View.of(visible.values, report), "", false);
        }
        return visible;
    }

    Map<String, Object> values() {
        return values;
    }

    Set<String> hidden() {
        return hidden;
    }

    /** Whether the field is hidden, or the list in which it stands. */
    boolean hides(String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((name.charAt(i) == '[' || name.charAt(i) == '.') && hidden.contains(name.substring(0, i))) {
                return true;
            }
        }
        return hidden.contains(name);
    }

    private boolean pass(
            List<Part> parts, Map<String, Object> from, Map<String, Object> to, View view, String at, boolean below) {
        boolean changed = false;
        for (Part part : parts) {
            boolean hide = below || view.holds(part.hide());
            if (part instanceof Part.Group group) {
                changed |= pass(group.parts(), from, to, view, at, hide);
            } else if (part instanceof Part.Leaf leaf) {
                changed |= hide ? hide(leaf, to, at) : show(leaf, from, to, view, at);
            }
        }
        return changed;
    }

    private boolean hide(Part.Leaf leaf, Map<String, Object> to, String at) {
        hidden.add(at + leaf.key());
        return Document.put(to, leaf.path(), null);
    }

    private boolean show(Part.Leaf leaf, Map<String, Object> from, Map<String, Object> to, View view, String at) {
        if (leaf instanceof Part.Rows list) {
            return showRows(list, from, to, view, at);
        }
        boolean computed = leaf instanceof Part.Computed;
        Object value = computed ? computed((Part.Computed) leaf, view) : Document.get(from, leaf.path());
        return Document.put(to, leaf.path(), value);
    }

    private static Object computed(Part.Computed computed, View view) {
        Object value = view.value(computed.feel());
        return Text.isEmpty(value) ? null : Storable.of(value).orElse(null);
    }

    private boolean showRows(Part.Rows list, Map<String, Object> from, Map<String, Object> to, View view, String at) {
        if (!(Document.get(from, list.path()) instanceof List<?> rows)) {
            return false;
        }
        boolean changed = false;
        if (Document.get(to, list.path()) == null) {
            changed = Document.put(to, list.path(), Document.copy(rows));
        }
        List<?> shown = (List<?>) Document.get(to, list.path());
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Map<?, ?>) {
                Map<String, Object> row = Document.child(rows.get(i));
                Map<String, Object> into = Document.child(shown.get(i));
                String name = at + list.key() + "[" + i + "].";
                changed |= pass(list.section().parts(), row, into, view.row(into, i), name, false);
            }
        }
        return changed;
    }
}
