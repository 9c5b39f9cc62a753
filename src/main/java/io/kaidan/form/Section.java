package io.kaidan.form;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parts of a whole form, or of one row of a list.
 *
 * @param parts in the form's order, groups included
 * @param leaves what stands within them, by key, in the form's order
 * @param objects the keys of the nested objects in which leaves stand: {@code address} for {@code address.city}
 */
record Section(List<Part> parts, Map<String, Part.Leaf> leaves, Set<String> objects) {

    static Section of(List<Part> parts) {
        Section section = new Section(List.copyOf(parts), new LinkedHashMap<>(), new LinkedHashSet<>());
        section.index(parts);
        return section;
    }

    private void index(List<Part> some) {
        for (Part part : some) {
            if (part instanceof Part.Group group) {
                index(group.parts());
            } else if (part instanceof Part.Leaf leaf) {
                leaves.putIfAbsent(leaf.key(), leaf);
                for (int i = 1; i < leaf.path().size(); i++) {
                    objects.add(String.join(".", leaf.path().subList(0, i)));
                }
            }
        }
    }

    /** How many conditions and computed values there are that may depend on one another. */
    int dependencies() {
        return count(parts);
    }

    private static int count(List<Part> some) {
        int count = 0;
        for (Part part : some) {
            count += part.hide() == null && !(part instanceof Part.Computed) ? 0 : 1;
            if (part instanceof Part.Group group) {
                count += count(group.parts());
            } else if (part instanceof Part.Rows rows) {
                count += rows.section().dependencies();
            }
        }
        return count;
    }
}
