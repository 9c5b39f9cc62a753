package io.kaidan.limit;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.util.HashMap;
import java.util.Map;

/** What this node takes in, or gives out, at this moment: so many of one user, and so many of all (settings). */
abstract class OpenTransfers {

    private final String code;
    private final Limit ofUser;
    private final Limit ofAll;
    private final Map<Long, Integer> byUser = new HashMap<>();
    private int all;

    /** How many at once, and how a refusal calls them. */
    record Limit(Setting most, String name) {}

    /** @param code of its refusals */
    OpenTransfers(String code, Limit ofUser, Limit ofAll) {
        this.code = code;
        this.ofUser = ofUser;
        this.ofAll = ofAll;
    }

    /** One of them, until it is closed. */
    public final class Transfer implements AutoCloseable {

        private Long userId;
        private boolean closed;

        private Transfer() {}

        /**
         * It turns out whose it is; told once.
         *
         * @throws Refused where he has too many; it stays open
         */
        public void by(long user) {
            synchronized (OpenTransfers.this) {
                checkUser(user);
                userId = user;
                byUser.merge(user, 1, Integer::sum);
            }
        }

        @Override
        public void close() {
            synchronized (OpenTransfers.this) {
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
     * Begins one of somebody who is not known yet.
     *
     * @throws Refused where there are too many
     */
    public synchronized Transfer begin() {
        check(ofAll, all);
        all++;
        return new Transfer();
    }

    /**
     * Begins one of a user.
     *
     * @throws Refused where he has too many, or all together
     */
    public synchronized Transfer begin(long userId) {
        checkUser(userId);
        Transfer transfer = begin();
        transfer.by(userId);
        return transfer;
    }

    private void checkUser(long userId) {
        check(ofUser, byUser.getOrDefault(userId, 0));
    }

    private void check(Limit limit, int open) {
        long most = limit.most().number();
        if (most > 0 && open >= most) {
            throw Refused.because(code, Phrase.of(limit.name(), most));
        }
    }
}
