package io.kaidan.quick;

import io.kaidan.file.Limits;
import io.kaidan.file.Unreadable;
import io.kaidan.problem.Refused;
import io.kaidan.service.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of the quick API in one shape, whether it came as JSON, as a urlencoded form or as multipart. Its files lie on
 * disk until it is closed.
 */
final class QuickRequest implements AutoCloseable {

    private final QuickBody body;

    private QuickRequest(QuickBody body) {
        this.body = body;
    }

    /**
     * Reads a whole request, but none of what it fills into a form yet.
     *
     * @param contentType as the client says, or null
     * @param contentLength in bytes, negative where the client does not tell
     * @param gate watches over a multipart body while it comes, and may refuse it; the others are small
     * @throws Refused with code {@code body} or {@code too_large}
     * @throws IOException where the client went away; nothing is left behind
     */
    static QuickRequest read(String contentType, long contentLength, InputStream body, Limits limits, Gate gate)
            throws IOException {
        return new QuickRequest(QuickBody.read(contentType, contentLength, body, limits, gate));
    }

    /** All members as they came, {@code formdata} and {@code files_item} included. */
    Map<String, Object> members() {
        return Collections.unmodifiableMap(body.members());
    }

    /** A member that is a text or a number, as text; null where it lacks, is empty or something else. */
    String text(String member) {
        return text(members().get(member));
    }

    private static String text(Object value) {
        String text = value instanceof String || value instanceof Number
                ? value.toString().strip()
                : "";
        return text.isEmpty() ? null : text;
    }

    /**
     * A member that is one text or number, or a list of them, as texts; empty where it lacks.
     *
     * @throws Refused with code {@code body} for a list that holds something else
     */
    List<String> texts(String member) {
        if (text(member) != null && !text(member).startsWith("[")) {
            return List.of(text(member));
        }
        return listed(member).stream()
                .map(element ->
                        Optional.ofNullable(text(element)).orElseThrow(() -> Unreadable.because("numbers", member)))
                .toList();
    }

    /**
     * A member that is a list, or a text that is one in JSON; empty where it lacks.
     *
     * @throws Refused with code {@code body} where it is something else
     */
    List<?> listed(String member) {
        return body.listed(member);
    }

    /** Whether a member has no value, be it missing, null or an empty text. */
    boolean lacks(String member) {
        Object value = members().get(member);
        return value == null || value instanceof String text && text.isBlank();
    }

    /** Whether a member is there and says yes, as {@code 1}, {@code "1"} and {@code true} do. */
    boolean says(String member) {
        Object value = members().get(member);
        return value instanceof Boolean yes
                ? yes
                : text(member) != null
                        && !List.of("0", "false").contains(text(member).toLowerCase());
    }

    /**
     * What the call fills into a form, with what is wrong with it by itself.
     *
     * @throws Refused with code {@code body} where it cannot be read at all
     */
    Entry entry() {
        return EntryReader.read(body, text("quick_action"));
    }

    /** Removes the files. */
    @Override
    public void close() throws IOException {
        if (body.multipart() != null) {
            body.multipart().close();
        }
    }
}
