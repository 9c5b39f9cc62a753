package io.kaidan.http;

import io.kaidan.json.Json;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A request to another host, that is one, and says nothing but what its parts say.
 *
 * @param method in capital letters
 * @param url http or https, with a host
 * @param body null for none
 */
public record Outgoing(String method, URI url, Map<String, String> headers, String body) {

    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7E]{0,8000}");

    private static final Pattern NUMBER_LAST = Pattern.compile("(?i)(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /** What belongs to the connection, or is found out from the rest. */
    private static final Pattern OURS = Pattern.compile(
            "host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|proxy-.*|http2-settings",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads what a flow tells of a call: {@code url}; {@code method}, default GET; {@code headers}, an object; {@code
     * body}, a text as it stands, anything else as JSON.
     *
     * @throws Refused with everything that is wrong; what a part holds is not told, for it may be secret
     */
    public static Outgoing of(Map<String, ?> told) {
        List<Problem> problems = new ArrayList<>();
        URI url = url(told.get("url"));
        if (url == null) {
            problems.add(Problem.of("http_url"));
        }
        Object asked = told.get("method");
        String method = asked == null ? "GET" : asked.toString().strip().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            problems.add(Problem.of("http_method", String.join(", ", METHODS), method));
        }
        Object body = told.get("body");
        Map<String, String> headers = headers(told.get("headers"), problems);
        if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", body instanceof String ? "text/plain; charset=utf-8" : "application/json");
        }
        Refused.ifAny(problems);
        return new Outgoing(
                method, url, headers, body == null || body instanceof String ? (String) body : Json.write(body));
    }

    private static URI url(Object text) {
        if (!(text instanceof String given)) {
            return null;
        }
        try {
            URI url = new URI(new URI(given.strip()).toASCIIString());
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            boolean plain = url.getHost() != null && url.getRawUserInfo() == null && url.getRawFragment() == null;
            return http && plain && url.getPort() != 0 && url.getPort() <= 65_535 && !isOddNumber(url.getHost())
                    ? url
                    : null;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    /** 2130706433, 127.1 and 0x7f.0.0.1 are IPv4 addresses to some; only four decimal numbers are one to us. */
    private static boolean isOddNumber(String host) {
        return NUMBER_LAST.matcher(host).matches() && !IPV4.matcher(host).matches();
    }

    private static Map<String, String> headers(Object given, List<Problem> problems) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (given == null) {
            return headers;
        }
        if (!(given instanceof Map<?, ?> members)) {
            problems.add(Problem.of("http_header", "headers"));
            return headers;
        }
        members.forEach((key, value) -> {
            String name = String.valueOf(key);
            String text = value == null ? "" : value.toString();
            if (!NAME.matcher(name).matches()
                    || OURS.matcher(name).matches()
                    || !VALUE.matcher(text).matches()) {
                problems.add(Problem.of("http_header", name.replaceAll("\\p{Cntrl}", "?")));
            } else if (value != null) {
                headers.put(name, text);
            }
        });
        return headers;
    }

    /** The port, be it the one that the scheme implies. */
    int port() {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    /** Where it goes, without what may be secret. */
    @Override
    public String toString() {
        return method + " " + url.getScheme() + "://" + url.getHost() + ":" + port();
    }
}
