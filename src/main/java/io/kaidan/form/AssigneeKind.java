package io.kaidan.form;

import io.kaidan.json.Json;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whom the ticket is handed to: an object with group and user, its JSON text, or a plain text that names the user.
 * Stored as an object with both members, null where one was not given.
 */
record AssigneeKind() implements Kind {

    @Override
    public Object convert(Object sent, Spot at) {
        Object value = sent instanceof String text && text.strip().startsWith("{") ? parse(text) : sent;
        Map<?, ?> object = Text.isScalar(value) ? Map.of("user", value) : value instanceof Map<?, ?> map ? map : null;
        if (object == null || !isName(object.get("group")) || !isName(object.get("user"))) {
            return at.refuse("type", Phrase.of("expect.assignee"), sent);
        }
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("group", name(object.get("group"), at));
        stored.put("user", name(object.get("user"), at));
        return stored.get("group") == null && stored.get("user") == null ? null : stored;
    }

    /** The assignee as it is stored; null where there is none. */
    static Assignee stored(Object value) {
        return value instanceof Map<?, ?> map ? new Assignee(Json.text(map, "group"), Json.text(map, "user")) : null;
    }

    private static Object parse(String text) {
        try {
            return Json.parse(text);
        } catch (Json.Malformed noObject) {
            return null;
        }
    }

    private static boolean isName(Object value) {
        return value == null || value instanceof String || value instanceof Number;
    }

    private static String name(Object value, Spot at) {
        String text = value == null ? "" : Text.of(value).strip();
        if (text.length() > Text.LONGEST || !Unicode.isStorable(text)) {
            return at.refuse("format", Phrase.of("expect.unicode"), text);
        }
        return text.isEmpty() ? null : text;
    }
}
