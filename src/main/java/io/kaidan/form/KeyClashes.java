package io.kaidan.form;

import io.kaidan.problem.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds components that claim the same place in the document, or of which one stands within the value of another. */
final class KeyClashes {

    private final List<Finding> problems;
    private final Map<String, Part.Leaf> claimed = new HashMap<>();

    KeyClashes(List<Finding> problems) {
        this.problems = problems;
    }

    void look(Section section) {
        claim(section.parts());
        for (Part.Leaf leaf : claimed.values()) {
            for (int i = 1; i < leaf.path().size(); i++) {
                Part.Leaf outer = claimed.get(String.join(".", leaf.path().subList(0, i)));
                if (outer != null) {
                    clash(leaf, outer);
                }
            }
        }
    }

    private void claim(List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Group group) {
                claim(group.parts());
            } else if (part instanceof Part.Leaf leaf) {
                Part.Leaf other = claimed.putIfAbsent(leaf.key(), leaf);
                if (other != null) {
                    clash(leaf, other);
                }
            }
        }
    }

    private void clash(Part.Leaf leaf, Part.Leaf other) {
        problems.add(Finding.error(
                null, leaf.element(), "form_key_clash", leaf.key(), other.key(), String.valueOf(other.element())));
    }
}
