package io.kaidan.identity;

import java.util.Locale;
import java.util.Optional;

/** What a role lets its users do with the tickets of a flow. */
public enum Permission {
    VIEW,
    ADD,
    MODIFY,
    DELETE;

    /** The name in JSON, such as {@code view}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The permission of a name as in JSON; empty where there is none. */
    public static Optional<Permission> named(Object text) {
        for (Permission permission : values()) {
            if (permission.text().equals(text)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }
}
