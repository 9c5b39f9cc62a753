package io.kaidan.service;

import static io.kaidan.service.SecurityCodeAnswer.Outcome.GIVEN;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.INACTIVE_USER;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.UNKNOWN_USER;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.WRONG_PASSWORD;

import io.kaidan.audit.Outcome;
import io.kaidan.identity.Account;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Password;
import io.kaidan.identity.RecentCallers;
import io.kaidan.identity.RecentPasswords;
import io.kaidan.identity.SecurityCode;
import io.kaidan.identity.Users;
import io.kaidan.identity.Users.CodeInUse;
import io.kaidan.limit.PasswordTries;
import io.kaidan.problem.Outage;
import io.kaidan.problem.Refused;
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
 * Signing in, by password or by security code. Runs outside of any transaction, because trying a password is slow on
 * purpose; what is written goes through {@link SignIns}.
 *
 * <p>Wrong passwords in a row lock the account for a while (settings). While it is locked every password is answered as
 * a wrong one, after the same work. An unknown user costs that work as well.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Accounts {

    /** The code of a refusal to a caller of whom something has changed: he is to be asked for anew. */
    static final String UNPROVEN = "unknown_code";

    @Inject
    Users users;

    @Inject
    RecentPasswords recentPasswords;

    @Inject
    RecentCallers recentCallers;

    @Inject
    PasswordTries tries;

    @Inject
    SignIns signIns;

    @Inject
    AccessLog accesses;

    @Inject
    Clock clock;

    /**
     * Gives the user's security code: the same one while it lives. This is a use of it.
     *
     * @throws Refused {@link PasswordTries#CODE}
     */
    public SecurityCodeAnswer securityCode(String username, String password) {
        Account account = users.accountNamed(username).orElse(null);
        Optional<byte[]> recent = recent(account, password);
        SecurityCodeAnswer answer = securityCode(account, recent.or(() -> tryOut(account, password)), password);
        boolean given = answer.outcome() == GIVEN;
        if (!given || recent.isEmpty()) {
            accesses.signIn(username, SignInWay.CODE, given ? Outcome.DONE : whyNot(account));
        }
        return answer;
    }

    private SecurityCodeAnswer securityCode(Account account, Optional<byte[]> key, String password) {
        if (account == null) {
            return refused(UNKNOWN_USER);
        }
        if (key.isEmpty()) {
            return refused(WRONG_PASSWORD);
        }
        if (!account.active()) {
            return refused(signIns.attempt(account, true) ? INACTIVE_USER : WRONG_PASSWORD);
        }
        Optional<String> code = signIns.code(account, key.get());
        code.ifPresent(given -> recentPasswords.keep(account, password, key.get(), clock.instant()));
        return code.map(SecurityCodeAnswer::given).orElseGet(() -> refused(WRONG_PASSWORD));
    }

    /**
     * Who calls with this security code; this is a use of it. One small statement, but for the first call after a change
     * of users, groups, roles or flows, and for the few that write the use down.
     *
     * @throws Refused {@code unknown_code}, {@code expired_code}
     */
    public Caller callerByCode(String code) {
        byte[] hash = SecurityCode.hash(code);
        Duration idle = Setting.SECURITY_IDLE_SECONDS.seconds();
        Duration lag = SecurityCode.lag(idle);
        Instant now = clock.instant();
        CodeInUse use = users.code(hash).orElseThrow(() -> Refused.because("unknown_code"));
        Caller caller = recentCallers
                .find(use.userId(), use.epoch())
                .or(() -> active(use.userId()))
                .orElseThrow(() -> Refused.because("unknown_code"));
        if (SecurityCode.dead(use.usedAt(), now, idle)) {
            throw Refused.because("expired_code");
        }
        Instant old = now.minus(lag);
        boolean due = use.usedAt().isBefore(old);
        // where another call was first, the moment that is written down is that one's
        if (!due || noted(hash, now, old, old.minus(idle))) {
            recentCallers.used(hash, caller, due ? now : use.usedAt());
        }
        return caller;
    }

    /** A database that has no room to write can still be read: the call goes on, and the next one tries again. */
    private boolean noted(byte[] hash, Instant now, Instant old, Instant dead) {
        try {
            return users.codeUsed(hash, now, old, dead);
        } catch (RuntimeException failure) {
            if (Outage.noted(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private Optional<Caller> active(long userId) {
        Optional<Caller> caller =
                users.accountOf(userId).filter(Account::active).map(Account::caller);
        caller.ifPresent(recentCallers::keep);
        return caller;
    }

    /**
     * Who calls with this name and password. One statement, where this node saw them within 5 minutes; that goes unnoted
     * where each call brings them.
     *
     * @throws Refused {@code credentials}, whatever the reason; {@link PasswordTries#CODE}
     */
    public Caller callerByPassword(String username, String password, SignInWay way) {
        Account account = users.accountNamed(username).orElse(null);
        boolean recent = recent(account, password).isPresent();
        if (!(recent || proves(account, password)) || !account.active()) {
            accesses.signIn(username, way, whyNot(account));
            throw Refused.because("credentials");
        }
        if (!recent || way != SignInWay.BASIC) {
            accesses.signIn(username, way, Outcome.DONE);
        }
        return account.caller();
    }

    private boolean proves(Account account, String password) {
        Optional<byte[]> key = tryOut(account, password);
        if (key.isEmpty() || !signIns.attempt(account, true)) {
            return false;
        }
        recentPasswords.keep(account, password, key.get(), clock.instant());
        return true;
    }

    private Outcome whyNot(Account account) {
        return account != null && account.lockedAt(clock.instant()) ? Outcome.LOCKED : Outcome.REFUSED;
    }

    private Optional<byte[]> recent(Account account, String password) {
        Instant now = clock.instant();
        return account == null || account.lockedAt(now)
                ? Optional.empty()
                : recentPasswords.find(account, password, now);
    }

    /** Does the slow work, whether or not it can succeed, and counts a wrong password. */
    private Optional<byte[]> tryOut(Account account, String password) {
        Password stored = account == null
                ? Password.ofNobody((int) Setting.PASSWORD_ITERATIONS.number())
                : Password.stored(account.passwordHash());
        // whoever sent the same a moment earlier has done the work for all who wait
        Optional<byte[]> key = tries.take(() -> recent(account, password).or(() -> stored.unlock(password)));
        if (account == null || account.lockedAt(clock.instant())) {
            signIns.attemptOfNobody();
            return Optional.empty();
        }
        if (key.isEmpty()) {
            signIns.attempt(account, false);
        }
        return key;
    }

    private static SecurityCodeAnswer refused(SecurityCodeAnswer.Outcome why) {
        return SecurityCodeAnswer.refused(Setting.LOGIN_UNIFORM.on() ? WRONG_PASSWORD : why);
    }
}
