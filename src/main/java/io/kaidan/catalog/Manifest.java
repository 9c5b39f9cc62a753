package io.kaidan.catalog;

import io.kaidan.json.Json;
import io.kaidan.json.Members;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What application.json says.
 *
 * @param name null where it lacks
 * @param description empty where it lacks
 * @param roles by name: what the role permits, by API path
 */
record Manifest(String name, String description, Map<String, Map<String, List<String>>> roles) {

    static final String FILE = "application.json";
    static final Manifest NONE = new Manifest(null, "", Map.of());

    private static final int LONGEST_NAME = 200;
    private static final List<String> MEMBERS = List.of("name", "description", "roles");
    private static final List<String> PERMISSIONS = List.of("view", "add", "modify", "delete");

    /** Reads the file; what is wrong with it is added to the findings. */
    static Manifest read(byte[] bytes, List<Finding> findings) {
        Object json;
        try {
            json = Json.parse(bytes);
        } catch (Json.Malformed e) {
            findings.add(Finding.error(FILE, null, "application_json", e.why()));
            return NONE;
        }
        if (!(json instanceof Map<?, ?> object)) {
            findings.add(Finding.error(FILE, null, "application_member", FILE, "{…}"));
            return NONE;
        }
        for (Object member : object.keySet()) {
            if (!MEMBERS.contains(member)) {
                findings.add(Finding.warning(FILE, (String) member, "application_unknown", member));
            }
        }
        return new Manifest(name(object, findings), description(object, findings), roles(object, findings));
    }

    private static String name(Map<?, ?> object, List<Finding> findings) {
        String name = Json.text(object, "name");
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            findings.add(Finding.error(FILE, "name", "application_name", LONGEST_NAME));
            return null;
        }
        String stripped = name.strip();
        if (!Members.isName(stripped, LONGEST_NAME)) {
            findings.add(Finding.error(FILE, "name", "application_characters", "name"));
        }
        return stripped;
    }

    private static String description(Map<?, ?> object, List<Finding> findings) {
        Object description = object.get("description");
        if (description != null && !(description instanceof String)) {
            findings.add(Finding.error(FILE, "description", "application_member", "description", "\"…\""));
        }
        String text = description instanceof String given ? given : "";
        if (!Unicode.isStorable(text)) {
            findings.add(Finding.error(FILE, "description", "application_characters", "description"));
        }
        return text;
    }

    private static Map<String, Map<String, List<String>>> roles(Map<?, ?> object, List<Finding> findings) {
        Map<String, Map<String, List<String>>> roles = new LinkedHashMap<>();
        if (object.get("roles") == null) {
            return roles;
        }
        boolean right = object.get("roles") instanceof Map<?, ?>;
        boolean named = true;
        for (Map.Entry<?, ?> role : Json.object(object, "roles").entrySet()) {
            Map<String, List<String>> permits = new LinkedHashMap<>();
            right &= role.getValue() instanceof Map<?, ?>;
            named &= Members.isName((String) role.getKey(), LONGEST_NAME);
            for (Map.Entry<?, ?> flow : entries(role.getValue())) {
                right &=
                        flow.getValue() instanceof List<?> list && list.stream().allMatch(Manifest::isPermission);
                named &= Members.isName((String) flow.getKey(), LONGEST_NAME);
                permits.put((String) flow.getKey(), texts(flow.getValue()));
            }
            roles.put((String) role.getKey(), permits);
        }
        if (!right) {
            findings.add(Finding.error(
                    FILE,
                    "roles",
                    "application_member",
                    "roles",
                    "{\"…\": {\"<api_path>\": [\"view\", \"add\", \"modify\", \"delete\"]}}"));
        }
        if (!named) {
            findings.add(Finding.error(FILE, "roles", "application_names", LONGEST_NAME));
        }
        return roles;
    }

    private static boolean isPermission(Object value) {
        return value instanceof String text && PERMISSIONS.contains(text);
    }

    private static Iterable<? extends Map.Entry<?, ?>> entries(Object value) {
        return value instanceof Map<?, ?> object ? object.entrySet() : List.of();
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> texts.add(String.valueOf(element)));
        }
        return texts;
    }
}
