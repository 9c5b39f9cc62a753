package io.kaidan.file;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;

/**
 * How much one request may bring.
 *
 * @param bodyBytes bytes of everything but the files
 * @param fileBytes bytes of one file
 * @param requestBytes bytes of the whole request
 * @param files number of files
 */
public record Limits(long bodyBytes, long fileBytes, long requestBytes, int files) {

    /** Text parts, or members of a form. */
    static final int TEXTS = 1_000;

    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;

    /** As the administrator set them. */
    public static Limits configured() {
        return new Limits(
                Setting.BODY_BYTES.number(), Setting.FILE_BYTES.number(), Setting.REQUEST_BYTES.number(), (int)
                        Setting.FILES.number());
    }

    public Refused bodyTooLarge() {
        return tooLarge("limit.body", size(bodyBytes));
    }

    public Refused requestTooLarge() {
        return tooLarge("limit.request", size(requestBytes));
    }

    Refused fileTooLarge(String name) {
        return tooLarge("limit.file", size(fileBytes), name);
    }

    Refused tooManyFiles() {
        return tooLarge("limit.files", files);
    }

    /** Refuses more texts in one request than any form has fields. */
    public static void checkTexts(int count) {
        if (count > TEXTS) {
            throw tooLarge("limit.texts", TEXTS);
        }
    }

    private static Refused tooLarge(String key, Object... arguments) {
        return Refused.because("too_large", Phrase.of(key, arguments));
    }

    private static String size(long bytes) {
        if (bytes >= MIB && bytes % MIB == 0) {
            return bytes / MIB + " MiB";
        }
        return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " B";
    }
}
