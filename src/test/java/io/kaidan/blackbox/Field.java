package io.kaidan.blackbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field of a form, written as form-js writes it. */
final class Field {

    private final Map<String, Object> json = new LinkedHashMap<>();

    private Field(String type, String key) {
        json.put("type", type);
        json.put("id", "Field_" + key);
        json.put("key", key);
        json.put("label", "欄位 " + key);
    }

    /** A form of these fields, as a file. */
    static byte[] form(String id, Field... fields) {
        return Text.utf8(Text.json(Map.of(
                "type",
                "default",
                "id",
                id,
                "schemaVersion",
                19,
                "components",
                List.of(fields).stream().map(Field::json).toList())));
    }

    static Field text(String key) {
        return new Field("textfield", key);
    }

    static Field area(String key) {
        return new Field("textarea", key);
    }

    static Field number(String key) {
        return new Field("number", key);
    }

    static Field checkbox(String key) {
        return new Field("checkbox", key);
    }

    static Field date(String key) {
        return new Field("datetime", key).with("subtype", "date").with("dateLabel", "日期");
    }

    static Field file(String key) {
        return new Field("filepicker", key).with("multiple", true);
    }

    static Field select(String key, String... options) {
        return new Field("select", key).options(options);
    }

    static Field checklist(String key, String... options) {
        return new Field("checklist", key).options(options);
    }

    static Field computed(String key, String feel) {
        return new Field("expression", key).with("expression", feel).with("computeOn", "change");
    }

    /** No field, but what stands between them. */
    static Field html(String id, String content) {
        Field html = new Field("html", id);
        html.json.keySet().removeAll(List.of("key", "label"));
        return html.with("content", content);
    }

    static Field list(String path, Field... columns) {
        Field list = new Field("dynamiclist", path).with("path", path).with("isRepeating", true);
        list.json.remove("key");
        return list.with(
                "components", List.of(columns).stream().map(Field::json).toList());
    }

    Field required() {
        return validate("required", true);
    }

    Field validate(String rule, Object value) {
        return inside("validate", rule, value);
    }

    Field hiddenWhen(String feel) {
        return inside("conditional", "hide", feel);
    }

    Field header(String column) {
        return inside("properties", "header", column);
    }

    Field otherwise(Object defaultValue) {
        return with("defaultValue", defaultValue);
    }

    Field with(String member, Object value) {
        json.put(member, value);
        return this;
    }

    Map<String, Object> json() {
        return json;
    }

    private Field options(String... options) {
        List<Map<String, String>> values = new ArrayList<>();
        for (String option : options) {
            values.add(Map.of("value", option, "label", option));
        }
        return with("values", values);
    }

    private Field inside(String object, String member, Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (json.get(object) instanceof Map<?, ?> before) {
            before.forEach((k, v) -> members.put(String.valueOf(k), v));
        }
        members.put(member, value);
        return with(object, members);
    }
}
