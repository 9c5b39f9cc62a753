package io.kaidan.catalog;

import io.kaidan.file.Utf8;
import io.kaidan.json.Json;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Refused;
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
            json = Utf8.storableJson(Json.parse(Utf8.text(bytes)));
        } catch (Json.Malformed | Refused e) {
            findings.add(Finding.error(FILE, null, "application_json", e.getMessage()));
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
        return name.strip();
    }

    private static String description(Map<?, ?> object, List<Finding> findings) {
        Object description = object.get("description");
        if (description != null && !(description instanceof String)) {
            findings.add(Finding.error(FILE, "description", "application_member", "description", "\"…\""));
        }
        return description instanceof String text ? text : "";
    }

    private static Map<String, Map<String, List<String>>> roles(Map<?, ?> object, List<Finding> findings) {
        Map<String, Map<String, List<String>>> roles = new LinkedHashMap<>();
        if (object.get("roles") == null) {
            return roles;
        }
        boolean right = object.get("roles") instanceof Map<?, ?>;
        for (Map.Entry<?, ?> role : Json.object(object, "roles").entrySet()) {
            Map<String, List<String>> permits = new LinkedHashMap<>();
            right &= role.getValue() instanceof Map<?, ?> && !((String) role.getKey()).isBlank();
            for (Map.Entry<?, ?> flow : entries(role.getValue())) {
                right &= flow.getValue() instanceof List<?> list && PERMISSIONS.containsAll(list);
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
        return roles;
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
