package io.kaidan.service;

import io.kaidan.identity.Account;
import io.kaidan.identity.BasicCredentials;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Password;
import io.kaidan.identity.UserDraft;
import io.kaidan.identity.UserRow;
import io.kaidan.identity.Users;
import io.kaidan.json.Members;
import io.kaidan.limit.PasswordTries;
import io.kaidan.problem.Outage;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions of the console. Runs outside of any transaction, as {@link Accounts} does and for the same reason; a wrong
 * password counts and locks as there, wherever it is given.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ConsoleSessions {

    @Inject
    Accounts accounts;

    @Inject
    PasswordTries tries;

    @Inject
    SignIns signIns;

    @Inject
    Users users;

    /** A session that was opened, with its token. */
    public record Opened(Caller caller, String token) {}

    /**
     * Opens a session.
     *
     * @param body {@code username} and {@code password}
     * @throws Refused {@code credentials}, whatever the reason; {@link PasswordTries#CODE}; {@code required} and the like for a body that lacks them
     */
    public Opened open(Map<?, ?> body) {
        Members members = new Members(body);
        members.allow("username", "password");
        members.require("username");
        members.require("password");
        String username = members.text("username");
        String password = members.secret("password");
        Refused.ifAny(members.problems());
        BasicCredentials given = new BasicCredentials(username, password);
        Caller caller = accounts.callerByPassword(given.username(), given.password(), SignInWay.CONSOLE);
        return new Opened(caller, signIns.openSession(caller));
    }

    /**
     * Who calls with this session. One statement.
     *
     * @param use whether this is a use of it, which keeps it alive
     * @throws Refused {@code no_credentials} where it is over, or never was
     */
    public Caller caller(String token, boolean use) {
        return session(token, use)
                .filter(Account::active)
                .map(Account::caller)
                .orElseThrow(() -> Refused.because("no_credentials"));
    }

    /** A database that has no room to write can still be read: the next call writes down that it is in use. */
    private Optional<Account> session(String token, boolean use) {
        try {
            return signIns.session(token, use);
        } catch (RuntimeException failure) {
            if (use && Outage.noted(failure)) {
                return signIns.session(token, false);
            }
            throw failure;
        }
    }

    /** What the caller is called, and the rest of what is known of him. */
    public UserRow user(Caller caller) {
        return users.row(caller.username()).orElseThrow(() -> Refused.because("no_credentials"));
    }

    public void end(String token) {
        signIns.endSession(token);
    }

    /**
     * Changes the caller's own password. His security code ends, and his sessions but for this one.
     *
     * @param body {@code current} and {@code next}
     * @param token of the session in which he does it; null: in none
     * @throws Refused {@code credentials} at {@code current} where that is wrong, {@link PasswordTries#CODE}, and what is wrong with {@code next}
     */
    public void changePassword(Caller caller, Map<?, ?> body, String token) {
        Members members = new Members(body);
        members.allow("current", "next");
        members.require("current");
        members.require("next");
        String current = members.secret("current");
        String next = UserDraft.password(members, "next");
        Refused.ifAny(members.problems());
        Account account = users.accountNamed(caller.username()).orElseThrow(() -> Refused.because("no_credentials"));
        try {
            accounts.callerByPassword(caller.username(), current, SignInWay.PASSWORD);
        } catch (Refused refused) {
            throw refused.has(PasswordTries.CODE) ? refused : wrongCurrent();
        }
        Password password = tries.take(() -> Password.of(next, (int) Setting.PASSWORD_ITERATIONS.number()));
        if (!signIns.replacePassword(account, password, token)) {
            throw wrongCurrent();
        }
    }

    private static Refused wrongCurrent() {
        return new Refused(List.of(Problem.at("current", "credentials")));
    }
}
