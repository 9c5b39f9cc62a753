package io.kaidan.service;

import io.kaidan.file.Upload;
import io.kaidan.json.Json;
import io.kaidan.problem.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The header of a create that its sender may send again, for he cannot know whether an answer that never came was one: within
 * a day the same key opens nothing else.
 *
 * @param text as the sender chose it
 * @param fingerprint SHA-256 of what the create brings, however it is written down
 */
public record IdempotencyKey(String text, byte[] fingerprint) {

    /** Its name in a request. */
    public static final String HEADER = "Idempotency-Key";

    /** What is wrong with a key, or with its use. */
    public static final String CODE = "idempotency_key";

    /** The HTTP status of that, on both APIs. */
    public static final int UNPROCESSABLE = 422;

    private static final int LONGEST = 255;

    /**
     * The key of a create.
     *
     * @param header as it was sent; null: the create has none, nor has the result
     * @throws Refused {@link #CODE} for a key that is empty or too long
     */
    public static IdempotencyKey of(String header, String apiPath, Entry entry) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw Refused.because("idempotency_key_length", LONGEST, text.length());
        }
        List<List<String>> files =
                entry.uploads().stream().map(IdempotencyKey::parts).toList();
        String content = Json.write(List.of(apiPath, new TreeMap<>(entry.values()), files));
        return new IdempotencyKey(text, Upload.digest().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> parts(Upload file) {
        return Arrays.asList(file.field(), file.name(), file.sha256());
    }

    /** Refuses a second use for something else. */
    void requireSame(byte[] before) {
        if (!MessageDigest.isEqual(fingerprint, before)) {
            throw Refused.because(CODE, text);
        }
    }
}
