package io.kaidan.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the headers of one part say.
 *
 * @param name of the part
 * @param fileName null: not a file; empty: a file input that nobody touched
 * @param contentType application/octet-stream where the client gives none, or nonsense
 */
record PartHeaders(String name, String fileName, String contentType) {

    private static final String BYTES = "application/octet-stream";
    private static final String TOKEN = "[A-Za-z0-9!#$&^_.+-]{1,100}";
    private static final Pattern TYPE = Pattern.compile("(" + TOKEN + "/" + TOKEN + ")\\s*(?:;.*)?");

    /**
     * Reads the header lines of a part.
     *
     * @param latin the lines as they came, each byte as one character
     */
    static PartHeaders of(String latin) {
        String lines = Utf8.text(latin.getBytes(StandardCharsets.ISO_8859_1)).replaceAll("\r?\n[ \t]+", " ");
        String disposition = null;
        String type = null;
        for (String line : lines.split("\r?\n")) {
            int colon = line.indexOf(':');
            String header = colon < 0 ? "" : line.substring(0, colon).strip();
            if (header.equalsIgnoreCase("Content-Disposition")) {
                disposition = line.substring(colon + 1);
            } else if (header.equalsIgnoreCase("Content-Type")) {
                type = line.substring(colon + 1).strip();
            }
        }
        Disposition said = disposition == null ? null : Disposition.of(disposition);
        if (said == null || said.name() == null || said.name().isEmpty()) {
            throw Unreadable.because("unnamed");
        }
        return new PartHeaders(Utf8.storable(said.name()), said.fileName(), type(type));
    }

    /** Without parameters, and in lower case. */
    private static String type(String sent) {
        Matcher type = sent == null ? null : TYPE.matcher(sent);
        return type == null || !type.matches() ? BYTES : type.group(1).toLowerCase(Locale.ROOT);
    }
}
