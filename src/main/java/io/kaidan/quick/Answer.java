package io.kaidan.quick;

import io.kaidan.json.Json;
import io.kaidan.setting.Setting;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as the quick API gives them: HTTP status 200 in nearly all, a JSON object, and the real status within it. */
final class Answer {

    private final Map<String, Object> members = new LinkedHashMap<>();

    private int http = Response.Status.OK.getStatusCode();

    private Answer(Object status, String message) {
        members.put("status", status);
        members.put("message", message);
    }

    /** The status is a text, unless the setting makes them all numbers. */
    static Answer of(int status, String message) {
        return new Answer(Setting.QUICK_NUMERIC_STATUS.on() ? (Object) status : String.valueOf(status), message);
    }

    /** The status is a number always, as the published pages of a few calls show it. */
    static Answer numbered(int status, String message) {
        return new Answer(status, message);
    }

    Answer with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    /** Another HTTP status than 200. */
    Answer http(int other) {
        http = other;
        return this;
    }

    /** Bytes, so that no writer of the server has a say in it; never cached. */
    Response response() {
        return Response.status(http)
                .entity(Json.write(members).getBytes(StandardCharsets.UTF_8))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .build();
    }
}
