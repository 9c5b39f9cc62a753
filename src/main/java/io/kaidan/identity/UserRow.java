package io.kaidan.identity;

import io.kaidan.audit.Changes;
import java.util.List;

/** A user as administrators see him, without any secret. Groups and roles are names; the time is ISO 8601, UTC. */
public record UserRow(
        String username,
        String displayName,
        String email,
        boolean active,
        List<?> groups,
        List<?> roles,
        String createdAt) {

    /** What differs between the two; null where he is not there yet, or no more. */
    public static Changes changes(UserRow before, UserRow after) {
        return new Changes()
                .put("displayName", before, after, UserRow::displayName)
                .put("email", before, after, UserRow::email)
                .put("active", before, after, UserRow::active)
                .put("groups", before, after, UserRow::groups)
                .put("roles", before, after, UserRow::roles);
    }
}
