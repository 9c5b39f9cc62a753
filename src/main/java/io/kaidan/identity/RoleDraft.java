package io.kaidan.identity;

import io.kaidan.json.Json;
import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an administrator wants a role to be. A null leaves as it is, or as it is by default, what it stands for. */
public record RoleDraft(String name, Boolean admin, Map<String, Set<Permission>> permissions) {

    private static final int LONGEST = 254;

    /** Reads a role that is to be made; the problems are in the members. */
    public static RoleDraft ofNew(Members members) {
        return read(members, true);
    }

    /** Reads what is to change about a role. */
    public static RoleDraft ofChange(Members members) {
        return read(members, members.has("name"));
    }

    private static RoleDraft read(Members members, boolean named) {
        members.allow("name", "admin", "permissions");
        return new RoleDraft(named ? members.name("name", LONGEST) : null, members.flag("admin"), permissions(members));
    }

    private static Map<String, Set<Permission>> permissions(Members members) {
        Map<String, Object> sent = members.object("permissions");
        if (sent == null) {
            return null;
        }
        Map<String, Set<Permission>> permissions = new LinkedHashMap<>();
        sent.forEach((apiPath, names) -> permissions.put(apiPath, permissions(members, names)));
        return permissions;
    }

    private static Set<Permission> permissions(Members members, Object sent) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        if (!(sent instanceof List<?> names)) {
            members.add(Problem.at("permissions", "type", Phrase.of("expect.list"), Json.write(sent)));
            return permissions;
        }
        for (Object name : names) {
            Permission.named(name)
                    .ifPresentOrElse(
                            permissions::add,
                            () -> members.add(Problem.at("permissions", "unknown_permission", String.valueOf(name))));
        }
        return permissions;
    }
}
