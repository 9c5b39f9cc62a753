package io.kaidan.identity;

import java.util.List;

/** A user as administrators see him, without any secret. Groups and roles are names; the time is ISO 8601, UTC. */
public record UserRow(
        String username,
        String displayName,
        String email,
        boolean active,
        List<?> groups,
        List<?> roles,
        String createdAt) {}
