package io.kaidan.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * A file that came with a request. It can be read until the request is closed, any number of times.
 *
 * @param field the name of its part; in the quick API the form field, null for one of the ticket's own attachments
 * @param name the file's name without a path, at most 255 chars
 * @param contentType as the client says, application/octet-stream where it does not
 * @param size in bytes
 * @param sha256 hexadecimal
 * @param content opens the bytes anew
 */
public record Upload(
        String field, String name, String contentType, long size, String sha256, Supplier<InputStream> content) {

    /** A file that stands in memory. */
    public static Upload of(String field, String name, String contentType, byte[] bytes) {
        String sha256 = HexFormat.of().formatHex(digest().digest(bytes));
        return new Upload(field, name, contentType, bytes.length, sha256, () -> new ByteArrayInputStream(bytes));
    }

    public Upload withField(String other) {
        return new Upload(other, name, contentType, size, sha256, content);
    }

    /** The bytes from the beginning. */
    public InputStream open() {
        return content.get();
    }

    /** A new SHA-256. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "Expected SHA-256, which every Java platform has, but " + e.getMessage(), e);
        }
    }
}
