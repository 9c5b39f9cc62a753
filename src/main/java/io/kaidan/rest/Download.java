package io.kaidan.rest;

import io.kaidan.limit.OpenDownloads;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;

/** Files that are to be saved and never shown: their Content-Disposition (RFC 6266), and their bytes. */
final class Download {

    private static final String ATTR_CHARS = "!#$&+-.^_`|~";

    private Download() {}

    /** Bytes that count as a download until they are out. */
    static StreamingOutput counted(OpenDownloads.Transfer download, StreamingOutput bytes) {
        return target -> {
            try (download) {
                bytes.write(target);
            }
        };
    }

    /** The name comes twice: in ASCII for very old clients, and as it is. */
    static String disposition(String name) {
        return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + extended(name);
    }

    private static String ascii(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? '_' : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static String extended(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 0x80 && Character.isLetterOrDigit(c) || ATTR_CHARS.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
