package io.kaidan.blackbox;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came back for one request. */
record Answer(int http, HttpHeaders headers, byte[] bytes) {

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The answer as a JSON object. */
    Map<String, Object> json() {
        if (bytes.length == 0) {
            throw new AssertionError("Expected JSON but got no body, HTTP " + http + " " + headers.map());
        }
        return object(Text.parse(text()));
    }

    Object status() {
        return json().get("status");
    }

    Object message() {
        return json().get("message");
    }

    Object result() {
        return json().get("result");
    }

    List<Map<String, Object>> list(String member) {
        return objects(json().get(member));
    }

    List<Map<String, Object>> errors() {
        return list("errors");
    }

    /** {@code field:code} of every error, {@code code} alone where there is no field. */
    List<String> problems() {
        return errors().stream()
                .map(e -> e.get("field") == null ? "" + e.get("code") : e.get("field") + ":" + e.get("code"))
                .toList();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
        return "HTTP " + http + " " + text();
    }

    static Map<String, Object> object(Object json) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) json).forEach((k, v) -> copy.put(String.valueOf(k), v));
        return copy;
    }

    static List<Map<String, Object>> objects(Object json) {
        List<Map<String, Object>> copy = new ArrayList<>();
        if (json instanceof List<?> list) {
            list.forEach(element -> copy.add(object(element)));
        }
        return copy;
    }
}
