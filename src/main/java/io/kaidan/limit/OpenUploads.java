package io.kaidan.limit;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** The uploads that this node takes in at this moment: so many of one user, and so many of all (settings). */
@ApplicationScoped
public class OpenUploads {

    /** The code of its refusals. */
    public static final String CODE = "too_many_uploads";

    private final Map<Long, Integer> byUser = new HashMap<>();
    private int all;

    /** An upload, until it is closed. */
    public final class Upload implements AutoCloseable {

        private Long userId;
        private boolean closed;

        private Upload() {}

        /**
         * It turns out who sends it; told once.
         *
         * @throws Refused {@link #CODE}; it stays open
         */
        public void by(long user) {
            synchronized (OpenUploads.this) {
                checkUser(user);
                userId = user;
                byUser.merge(user, 1, Integer::sum);
            }
        }

        @Override
        public void close() {
            synchronized (OpenUploads.this) {
                if (!closed) {
                    closed = true;
                    all--;
                    if (userId != null) {
                        byUser.computeIfPresent(userId, (user, open) -> open == 1 ? null : open - 1);
                    }
                }
            }
        }
    }

    /**
     * Begins an upload of somebody who is not known yet, before its files are read.
     *
     * @throws Refused {@link #CODE}
     */
    public synchronized Upload begin() {
        check("limit.uploads", Setting.UPLOADS.number(), all);
        all++;
        return new Upload();
    }

    /**
     * Begins an upload of a user, before its files are read.
     *
     * @throws Refused {@link #CODE}
     */
    public synchronized Upload begin(long userId) {
        checkUser(userId);
        Upload upload = begin();
        upload.by(userId);
        return upload;
    }

    private void checkUser(long userId) {
        check("limit.userUploads", Setting.USER_UPLOADS.number(), byUser.getOrDefault(userId, 0));
    }

    private static void check(String expected, long most, int open) {
        if (most > 0 && open >= most) {
            throw Refused.because(CODE, Phrase.of(expected, most));
        }
    }
}
