package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Disposition of a part, as clients really write it: quoted, bare, RFC 8187 ({@code filename*}), and the
 * encoded words of .NET.
 *
 * @param name of the part; null where it has none
 * @param fileName null: not a file; empty: a file input that nobody touched
 */
record Disposition(String name, String fileName) {

    private static final Pattern EXTENDED = Pattern.compile("(?i)(utf-8|iso-8859-1)'[^']*'(.*)", Pattern.DOTALL);
    private static final Pattern ENCODED_WORD = Pattern.compile("(?i)=\\?utf-8\\?B\\?([A-Za-z0-9+/=]+)\\?=");

    static Disposition of(String header) {
        Map<String, String> parameters = parameters(header);
        return new Disposition(value(parameters, "name"), value(parameters, "filename"));
    }

    private static String value(Map<String, String> parameters, String name) {
        String extended = extended(parameters.get(name + "*"));
        if (extended != null) {
            return extended;
        }
        String plain = parameters.get(name);
        return plain == null ? null : encodedWord(unescaped(plain));
    }

    /** RFC 8187. Null where it is absent or broken: the plain parameter then counts. */
    private static String extended(String value) {
        Matcher parts = value == null ? null : EXTENDED.matcher(value);
        if (parts == null || !parts.matches()) {
            return null;
        }
        String latin = parts.group(2).replace("+", "%2B");
        try {
            return parts.group(1).equalsIgnoreCase("utf-8")
                    ? Utf8.unescaped(latin)
                    : URLDecoder.decode(latin, StandardCharsets.ISO_8859_1);
        } catch (Refused | IllegalArgumentException broken) {
            return null;
        }
    }

    /** Browsers escape just these three; every other percent sign is part of the name. */
    private static String unescaped(String plain) {
        return plain.replace("%22", "\"")
                .replace("%0D", "\r")
                .replace("%0d", "\r")
                .replace("%0A", "\n")
                .replace("%0a", "\n");
    }

    private static String encodedWord(String plain) {
        Matcher word = ENCODED_WORD.matcher(plain);
        if (!word.matches()) {
            return plain;
        }
        try {
            return Utf8.text(Base64.getDecoder().decode(word.group(1)));
        } catch (Refused | IllegalArgumentException broken) {
            return plain;
        }
    }

    private static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        int at = header.indexOf(';');
        while (at >= 0 && at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String key = header.substring(at + 1, equals);
            key = key.substring(key.lastIndexOf(';') + 1).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < header.length() && Character.isWhitespace(header.charAt(start))) {
                start++;
            }
            StringBuilder value = new StringBuilder();
            int end = start < header.length() && header.charAt(start) == '"'
                    ? quoted(header, start + 1, value)
                    : bare(header, start, value);
            parameters.putIfAbsent(key, value.toString());
            at = header.indexOf(';', end);
        }
        return parameters;
    }

    private static int bare(String header, int start, StringBuilder value) {
        int semicolon = header.indexOf(';', start);
        int end = semicolon < 0 ? header.length() : semicolon;
        value.append(header.substring(start, end).strip());
        return end;
    }

    /**
     * Takes {@code \"} and {@code \\} as the characters they escape, and any other backslash as itself: old browsers
     * send Windows paths. A {@code \"} behind which no quote follows ends the text: browsers do not escape backslashes.
     */
    private static int quoted(String header, int start, StringBuilder value) {
        int at = start;
        while (at < header.length() && header.charAt(at) != '"') {
            char c = header.charAt(at);
            char next = at + 1 < header.length() ? header.charAt(at + 1) : 0;
            if (c == '\\' && (next == '\\' || next == '"' && header.indexOf('"', at + 2) >= 0)) {
                value.append(next);
                at += 2;
            } else {
                value.append(c);
                at++;
            }
        }
        return Math.min(at + 1, header.length());
    }
}
