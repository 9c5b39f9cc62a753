package io.kaidan.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys and paths of components: names with dots between, each dot leading into a nested object, as in form-js. */
final class Keys {

    private static final int LONGEST = 200;

    private Keys() {}

    /**
     * Where a component's value stands.
     *
     * @param property where the component says it: {@code key}, or {@code path}
     * @param outer the path of the groups around it
     * @return empty where it lacks or is malformed, which is reported
     */
    static Optional<List<String>> path(Component component, String property, List<String> outer, boolean required) {
        String key = component.text(property);
        if (key == null) {
            if (required && !component.has(property)
                    || "".equals(component.json().get(property)) && required) {
                component.problem("form_key", property);
            }
            return Optional.empty();
        }
        List<String> path = new ArrayList<>(outer);
        path.addAll(List.of(key.split("\\.", -1)));
        if (key.length() > LONGEST || !path.stream().allMatch(Keys::isName)) {
            component.problem("form_key_malformed", property, Text.quote(key), LONGEST);
            return Optional.empty();
        }
        return Optional.of(List.copyOf(path));
    }

    /** Brackets stand for rows in the keys of problems; control characters and blanks at an end are never meant. */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.equals(name.strip())
                && name.chars().noneMatch(c -> c == '[' || c == ']' || Character.isISOControl(c));
    }
}
