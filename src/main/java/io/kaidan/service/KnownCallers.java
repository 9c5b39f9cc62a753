package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.identity.RecentCallers;
import io.kaidan.identity.SecurityCode;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/**
 * Who called with a security code moments ago, on this node. A bean of its own, and no part of {@link Accounts}: it mostly
 * needs no database, so no call pays for what the server puts around one that may.
 */
@ApplicationScoped
public class KnownCallers {

    @Inject
    Accounts accounts;

    @Inject
    RecentCallers recentCallers;

    @Inject
    Clock clock;

    /**
     * Whose security code it is; the database is asked only where that is not known.
     *
     * @return unproven: what he does must ask for {@link Caller#proof}, and be done anew with {@link Accounts#callerByCode}
     *     where that does not hold
     * @throws Refused {@code unknown_code}, {@code expired_code}
     */
    public Caller callerByCode(String code) {
        Duration lag = SecurityCode.lag(Setting.SECURITY_IDLE_SECONDS.seconds());
        return recentCallers
                .withCode(SecurityCode.hash(code), clock.instant().minus(lag))
                .orElseGet(() -> accounts.callerByCode(code));
    }
}
