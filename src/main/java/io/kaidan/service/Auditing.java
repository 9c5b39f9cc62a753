package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.AuditEntry;
import io.kaidan.audit.AuditQuery;
import io.kaidan.audit.AuditTrail;
import io.kaidan.audit.Changes;
import io.kaidan.audit.Origin;
import io.kaidan.identity.Caller;
import io.kaidan.setting.Setting;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The audit trail. What administrators do is written in the transaction that does it: neither is there without the other.
 */
@Stateless
public class Auditing {

    /** What is done all the time. */
    public static final String FORGET = "forget-audit";

    static final Duration FORGET_PAUSE = Duration.ofMinutes(10);

    /** Lines that one transaction takes away. */
    private static final int AT_ONCE = 10_000;

    @Inject
    AuditTrail trail;

    @Inject
    Origin origin;

    @Inject
    Patience patience;

    @Inject
    Clock clock;

    /** Somebody does something, if the transaction at hand is committed; without one, he has begun to. */
    public void note(Caller caller, AuditAction action, String object, Changes changes) {
        trail.add(AuditEntry.done(clock.instant(), caller.username(), origin, action, object, changes));
    }

    /** What was counted. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void write(List<AuditEntry> counted) {
        counted.forEach(trail::add);
    }

    /** What administrators ask for; refused as {@code too_slow} where the answer would take too long. */
    public List<AuditEntry> page(Caller caller, AuditQuery wanted) {
        caller.requireAdmin();
        return patience.within(() -> trail.page(wanted));
    }

    /**
     * Some of the lines whose time is over go.
     *
     * @return whether there may be more
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean forget() {
        Instant over = clock.instant().minus(Duration.ofDays(Setting.AUDIT_DAYS.number()));
        return trail.forget(over, AT_ONCE) == AT_ONCE;
    }
}
