package io.kaidan.file;

import io.kaidan.problem.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;

/**
 * A multipart/form-data body: its texts, and its files until it is closed, large ones on disk. A part with a file name is
 * a file; everything is UTF-8, whatever a part says of itself. While it comes, which may take long, great texts lie on disk
 * as well.
 */
public final class Multipart implements AutoCloseable {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?is)multipart/.*;\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\\s;\"]{1,200})).*");
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final Limits limits;
    private final Watch watch;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Supplier<byte[]>> greatTexts = new LinkedHashMap<>();
    private final List<Upload> uploads = new ArrayList<>();
    private final Spool spool;
    private long textsLeft;
    private int heldTexts;
    private int untouched;

    private Multipart(Limits limits, Watch watch) {
        this.limits = limits;
        this.watch = watch;
        this.textsLeft = limits.bodyBytes();
        this.spool = new Spool(watch::fileBytes);
    }

    /** Looks on while a body comes. Each of these may refuse it, and nothing further is read then. */
    public interface Watch {

        /** A text is there as a whole; great ones are not told. */
        void text(String name, String value);

        /** Texts come beyond what may be held in memory: about to be taken. */
        void greatTexts();

        /** The files so far have so many bytes, the last of them about to be kept. */
        void fileBytes(long bytes);
    }

    /** For a body whose sender is known and may send it. */
    private static final Watch NOBODY = new Watch() {
        @Override
        public void text(String name, String value) {}

        @Override
        public void greatTexts() {}

        @Override
        public void fileBytes(long bytes) {}
    };

    /** Reads a body whose sender is known already, with nobody looking on; see below. */
    public static Multipart read(String contentType, long contentLength, InputStream body, Limits limits)
            throws IOException {
        return read(contentType, contentLength, body, limits, NOBODY);
    }

    /**
     * Reads a body to its closing boundary.
     *
     * @param contentType with the boundary
     * @param contentLength in bytes, negative where the client does not tell
     * @throws Refused with code {@code body}, also where the client went away, or {@code too_large}; nothing is left behind
     */
    public static Multipart read(String contentType, long contentLength, InputStream body, Limits limits, Watch watch)
            throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.matches()) {
            throw Unreadable.because("boundary");
        }
        if (contentLength > limits.requestBytes()) {
            throw limits.requestTooLarge();
        }
        Multipart form = new Multipart(limits, watch);
        try {
            form.readParts(
                    boundary.group(1) == null ? boundary.group(2) : boundary.group(1),
                    new Bounded(new Paced(body), limits.requestBytes(), limits::requestTooLarge));
            form.fetchGreatTexts();
            return form;
        } catch (IOException clientWentAway) {
            form.close();
            throw Unreadable.because("interrupted");
        } catch (RuntimeException failure) {
            form.close();
            throw failure;
        }
    }

    private void readParts(String boundary, InputStream body) throws IOException {
        try {
            MultipartInput parts = MultipartInput.builder()
                    .setInputStream(body)
                    .setBufferSize(BUFFER)
                    .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1))
                    .setMaxPartHeaderSize(HEADER_BYTES)
                    .get();
            parts.setHeaderCharset(StandardCharsets.ISO_8859_1);
            if (!parts.skipPreamble()) {
                throw Unreadable.because("no_part");
            }
            do {
                // not closed: what is refused would be read to its end
                take(PartHeaders.of(parts.readHeaders()), parts.newInputStream());
            } while (parts.readBoundary());
            body.transferTo(OutputStream.nullOutputStream()); // what may follow: only at its end a connection can go on
        } catch (FileUploadSizeException longHeader) {
            throw Unreadable.because("header");
        } catch (FileUploadException truncated) {
            throw Unreadable.because("truncated");
        }
    }

    private void take(PartHeaders headers, InputStream content) throws IOException {
        if (headers.fileName() == null) {
            takeText(headers.name(), content);
            return;
        }
        if (uploads.size() == limits.files() || untouched == Limits.TEXTS) {
            throw limits.tooManyFiles();
        }
        Upload upload = spool.take(headers, content, limits);
        if (upload == null) {
            untouched++;
        } else {
            uploads.add(upload);
        }
    }

    private void takeText(String name, InputStream content) throws IOException {
        Limits.checkTexts(texts.size() + 1);
        if (texts.containsKey(name)) {
            throw Unreadable.because("twice", name);
        }
        Bounded bounded = new Bounded(content, textsLeft - name.length(), limits::bodyTooLarge);
        int room = Turns.GREAT - heldTexts - name.length();
        byte[] begun = bounded.readNBytes(Math.max(0, room) + 1);
        if (begun.length > room) {
            watch.greatTexts();
            texts.put(name, ""); // its place among them
            greatTexts.put(name, spool.lay(begun, bounded));
        } else {
            heldTexts += name.length() + begun.length;
            String text = text(begun);
            texts.put(name, text);
            watch.text(name, text);
        }
        textsLeft = bounded.left();
    }

    private static String text(byte[] bytes) {
        return Utf8.storable(Utf8.text(bytes));
    }

    private void fetchGreatTexts() throws IOException {
        if (!greatTexts.isEmpty()) {
            Turns.ALL.take(() -> {
                for (Map.Entry<String, Supplier<byte[]>> great : greatTexts.entrySet()) {
                    texts.put(great.getKey(), text(great.getValue().get()));
                }
                return null;
            });
        }
    }

    /** The text parts by name, in the order in which they came. */
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /** The file parts in the order in which they came; file inputs that nobody touched are left out. */
    public List<Upload> uploads() {
        return Collections.unmodifiableList(uploads);
    }

    /** Gives the disk space of the files back; they cannot be read any more. */
    @Override
    public void close() throws IOException {
        spool.close();
    }
}
