package io.kaidan.service;

import io.kaidan.identity.Account;
import io.kaidan.identity.SecurityCode;
import io.kaidan.identity.Users;
import io.kaidan.setting.Setting;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/**
 * What signing in writes. Each in a short transaction of its own: a failed attempt stays counted although the call that
 * made it fails, and nobody waits for a row that somebody else's ticket transaction holds.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SignIns {

    @Inject
    Users users;

    @Inject
    Clock clock;

    /** Counts an attempt; false where it must count as wrong, see {@link Users#attempt}. */
    public boolean attempt(Account account, boolean right) {
        return users.attempt(
                account,
                right,
                clock.instant(),
                (int) Setting.LOGIN_FAILURES.number(),
                Setting.LOGIN_LOCK_SECONDS.seconds());
    }

    /**
     * Counts a right password and gives the security code for it; empty where the attempt must count as wrong. Askers of
     * the same user at the same moment pass one after the other, on all nodes, and get the same code.
     *
     * @param key what the password unlocked
     */
    public Optional<String> code(Account account, byte[] key) {
        if (!attempt(account, true)) {
            return Optional.empty();
        }
        SecurityCode code = users.code(account.caller().userId());
        return Optional.of(code.ask(key, clock.instant(), Setting.SECURITY_IDLE_SECONDS.seconds()));
    }
}
