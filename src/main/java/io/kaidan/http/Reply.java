package io.kaidan.http;

import io.kaidan.json.Json;
import java.util.Locale;
import java.util.Map;

/**
 * What another host answered.
 *
 * @param headers by name in small letters; those that come several times with commas between
 * @param text the body; empty where there is none
 */
public record Reply(int status, Map<String, String> headers, String text) {

    /** Whether it is worth the same call later: the host is at its limit, or broken. */
    public boolean askAgain() {
        return status >= 500 || status == 408 || status == 425 || status == 429;
    }

    /** The body: JSON as what it says where it is, null where there is none, else the text. */
    public Object body() {
        if (text.isEmpty()) {
            return null;
        }
        String type =
                headers.getOrDefault("content-type", "").split(";")[0].strip().toLowerCase(Locale.ROOT);
        if (type.equals("application/json") || type.endsWith("+json")) {
            try {
                return Json.parse(text);
            } catch (Json.Malformed saysSoOnly) {
                return text;
            }
        }
        return text;
    }
}
