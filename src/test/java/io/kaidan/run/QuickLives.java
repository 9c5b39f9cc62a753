package io.kaidan.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client of the quick API: opens a ticket with six values, asks where it waits, pushes it on to its end. */
final class QuickLives implements Load.Connection {
    static final String FLOW = "bench-ticket";

    private static final String EDIT = "rest/flowmanage/api/omdata/edit/" + FLOW;
    private static final String QUERY = "rest/flowmanage/api/omdata-data-id/get/" + FLOW;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String code;

    QuickLives(URI base) throws IOException {
        this.base = base;
        code = get(base, "accounts/api/security/get/")
                .path("result")
                .path("security")
                .asText();
    }

    @Override
    public void life(Load.Times times) throws Exception {
        String no = times.measure("create", () -> call(EDIT, Map.of("action", "create", "formdata", items(values()))))
                .asText();
        String stop = times.measure("query", () -> call(QUERY, Map.of("data_no", no)))
                .path(0)
                .path("data_id")
                .asText();
        times.measure(
                "push",
                () -> call(
                        EDIT,
                        Map.of(
                                "action",
                                "update",
                                "data_id",
                                stop,
                                "formdata",
                                items(Map.of("decision", "ok", "comment", "已檢視")))));
    }

    /** How many tickets of the flow are closed. */
    static int closed(URI base) throws IOException {
        return get(base, "api/v1/flows/" + FLOW).path("closed").asInt();
    }

    /** What a ticket is opened with. */
    static Map<String, Object> values() {
        return Map.of(
                "title", "印表機故障",
                "status", "新建",
                "level", "高",
                "text", "三樓影印機卡紙，重新開機後仍顯示錯誤代碼，請派員檢查。".repeat(6),
                "number", 42,
                "date", "2026-11-23");
    }

    private static List<Map<String, Object>> items(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> Map.of("id", value.getKey(), "value", value.getValue()))
                .toList();
    }

    /** Opens a ticket that nobody pushes. */
    void open() throws IOException {
        call(EDIT, Map.of("action", "create", "formdata", items(values())));
    }

    /** Calls the quick API; gives its result. */
    JsonNode call(String path, Map<String, Object> members) throws IOException {
        Map<String, Object> body = new HashMap<>(members);
        body.put("security", code);
        body.put("omflow_restapi", 1);
        HttpURLConnection call = open(base, path);
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        byte[] bytes = JSON.writeValueAsBytes(body);
        call.setFixedLengthStreamingMode(bytes.length);
        call.getOutputStream().write(bytes);
        JsonNode answer = answer(call);
        if (!answer.path("status").asText().equals("200")) {
            throw new IOException("Expected " + path + " to succeed, but it answers " + answer);
        }
        return answer.path("result");
    }

    /** Reads with the security code; gives the whole answer. */
    JsonNode read(String path) throws IOException {
        return get(base, path, "Bearer " + code);
    }

    private static JsonNode get(URI base, String path) throws IOException {
        String login = Demo.USER + ":" + Demo.PASSWORD;
        return get(base, path, "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode get(URI base, String path, String authorization) throws IOException {
        HttpURLConnection call = open(base, path);
        call.setRequestProperty("Authorization", authorization);
        return answer(call);
    }

    private static HttpURLConnection open(URI base, String path) throws IOException {
        return (HttpURLConnection) base.resolve(path).toURL().openConnection();
    }

    private static JsonNode answer(HttpURLConnection call) throws IOException {
        try (InputStream body = call.getInputStream()) {
            return JSON.readTree(body);
        }
    }
}
