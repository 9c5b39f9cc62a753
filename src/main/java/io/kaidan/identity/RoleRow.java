package io.kaidan.identity;

import java.util.Map;

/** A role as administrators see it. */
public record RoleRow(String name, boolean admin, Map<?, ?> permissions) {}
