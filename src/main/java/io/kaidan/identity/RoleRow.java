package io.kaidan.identity;

import io.kaidan.audit.Changes;
import java.util.Map;

/** A role as administrators see it. */
public record RoleRow(String name, boolean admin, Map<?, ?> permissions) {

    /** What differs between the two; null where it is not there yet, or no more. */
    public static Changes changes(RoleRow before, RoleRow after) {
        return new Changes()
                .put("name", before, after, RoleRow::name)
                .put("admin", before, after, RoleRow::admin)
                .put("permissions", before, after, RoleRow::permissions);
    }
}
