package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.identity.Account;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Password;
import io.kaidan.identity.SecurityCode;
import io.kaidan.identity.Sessions;
import io.kaidan.identity.Users;
import io.kaidan.setting.Setting;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What signing in writes. Each in a short transaction of its own: a failed attempt stays counted although the call that
 * made it fails, and nobody waits for a row that somebody else's ticket transaction holds.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SignIns {

    private static final int SESSION_LENIENCY = 30;

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    Auditing auditing;

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

    /** An attempt that counts for nobody and takes as long. */
    public void attemptOfNobody() {
        users.attemptOfNobody();
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

    /** Opens a session of the console; gives its token. */
    public String openSession(Caller caller) {
        return sessions.open(caller.userId(), sessionLives(clock.instant()));
    }

    /** Who has this session; a use of it is written down in the same statement where that is due. */
    public Optional<Account> session(String token, boolean use) {
        Sessions.Lives lives = sessionLives(clock.instant());
        return sessions.account(token, use ? lives : lives.unused());
    }

    public void endSession(String token) {
        sessions.end(token);
    }

    /**
     * Replaces a password; what was got by the old one ends, but for the session that did it.
     *
     * @param kept the token of that session; null: none
     * @return false: somebody else changed the password meanwhile
     */
    public boolean replacePassword(Account account, Password password, String kept) {
        if (!users.replacePassword(account, password)) {
            return false;
        }
        users.endCode(account.caller().userId());
        sessions.endAll(account.caller().userId(), kept);
        auditing.note(account.caller(), AuditAction.PASSWORD_CHANGE, null, new Changes());
        return true;
    }

    /** The time of use that is stored may lag by a thirtieth of the idle time, a minute of 30; so long more it lives. */
    private static Sessions.Lives sessionLives(Instant now) {
        Duration idle = Setting.SESSION_IDLE_SECONDS.seconds();
        Duration lag = idle.dividedBy(SESSION_LENIENCY);
        return new Sessions.Lives(
                now, now.minus(idle).minus(lag), now.minus(Setting.SESSION_SECONDS.seconds()), now.minus(lag));
    }
}
