package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.AuditEntry;
import io.kaidan.audit.Origin;
import io.kaidan.audit.Outcome;
import io.kaidan.audit.Tally;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Notes who signs in, who cannot, and what is refused to whom. No call waits for it: this node gathers it and writes it
 * within seconds to the audit trail, and all of it when the node stops; when the node is killed, what waits is lost.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AccessLog {

    private static final System.Logger LOG = System.getLogger(AccessLog.class.getName());

    /** Apart from each other, so that no flood of what is refused hides who has got in. */
    private final Tally letIn = new Tally();

    private final Tally refused = new Tally();

    /** What the database would not take the last time. */
    private List<AuditEntry> unwritten = List.of();

    @Inject
    Auditing auditing;

    @Inject
    Origin origin;

    @Inject
    Clock clock;

    /** Somebody signs in, or tries to, with this name. */
    public void signIn(String username, SignInWay way, Outcome outcome) {
        Tally tally = outcome == Outcome.DONE ? letIn : refused;
        tally.note(clock.instant(), username, origin.address(), AuditAction.SIGN_IN, way.text(), outcome);
    }

    /**
     * A call is refused.
     *
     * @param who null: nobody knows
     * @param call its method and path
     */
    public void refused(String who, String call) {
        refused.note(clock.instant(), who, origin.address(), AuditAction.ACCESS, call, Outcome.REFUSED);
    }

    /** Writes what has come together. What a database that does not answer cannot take waits until it does again. */
    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
    void write() {
        write(tally -> tally.due(clock.instant()));
    }

    /** Writes what would be due later: there is no later. */
    @PreDestroy
    void stop() {
        write(Tally::rest);
    }

    private synchronized void write(Function<Tally, List<AuditEntry>> counted) {
        try {
            write(unwritten);
            write(counted.apply(letIn));
            write(counted.apply(refused));
        } catch (RuntimeException unreachable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The audit trail could not be written; it is tried again in a moment: " + unreachable);
        }
    }

    private void write(List<AuditEntry> counted) {
        if (!counted.isEmpty()) {
            unwritten = counted;
            auditing.write(counted);
            unwritten = List.of();
        }
    }
}
