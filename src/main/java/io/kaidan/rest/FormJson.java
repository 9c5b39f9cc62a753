package io.kaidan.rest;

import io.kaidan.service.Forms.Shown;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forms as JSON, as form-js takes them. */
final class FormJson {

    private FormJson() {}

    static Map<String, Object> of(Shown shown) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", shown.name());
        json.put("enabled", shown.enabled());
        json.put("attachments", shown.attachments());
        json.put("form", shown.form().json());
        json.put("values", shown.values());
        json.put(
                "quickActions",
                shown.quickActions().stream()
                        .map(action -> Map.of("name", action.name(), "label", action.label()))
                        .toList());
        return json;
    }
}
