package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.AuditEntry;
import io.kaidan.audit.AuditQuery;
import io.kaidan.audit.AuditTrail;
import io.kaidan.audit.Origin;
import io.kaidan.catalog.Applications;
import io.kaidan.identity.Account;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Groups;
import io.kaidan.identity.RecentCallers;
import io.kaidan.identity.RecentPasswords;
import io.kaidan.identity.Roles;
import io.kaidan.identity.Sessions;
import io.kaidan.identity.Users;
import io.kaidan.limit.PasswordTries;
import io.kaidan.persistence.Proof;
import io.kaidan.run.TestDatabase;
import io.kaidan.ticket.Lookup;
import io.kaidan.ticket.OldTickets;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The identity services over a real PostgreSQL, wired by hand, with a clock that tests move. One is one node. */
final class Services extends Clock {

    static final Caller ADMIN = new Caller(0, "tester", Set.of(), true, Map.of(), 1);

    private static final Origin ORIGIN = new Origin("192.0.2.7");

    private final TestDatabase database = TestDatabase.get();
    private final RecentPasswords recentPasswords = new RecentPasswords();
    private final RecentCallers recentCallers = new RecentCallers();
    private final AccessLog accesses = new AccessLog();
    PasswordTries tries = new PasswordTries(2, 100, Duration.ofMinutes(1));
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");

    Services() {
        accesses.origin = ORIGIN;
        accesses.clock = this;
    }

    /** Signing in, which runs outside of a transaction. */
    <T> T accounts(Function<Accounts, T> call) {
        try (EntityManager entities = database.entities().createEntityManager()) {
            Accounts accounts = new Accounts();
            accounts.users = new Users(entities);
            accounts.recentPasswords = recentPasswords;
            accounts.recentCallers = recentCallers;
            accounts.clock = this;
            accounts.accesses = accesses;
            accounts.tries = tries;
            accounts.signIns = new OwnTransactions();
            return call.apply(accounts);
        }
    }

    /** The same of what asks the database only where this node knows nothing. */
    <T> T known(Function<KnownCallers, T> call) {
        return accounts(accounts -> {
            KnownCallers known = new KnownCallers();
            known.accounts = accounts;
            known.recentCallers = recentCallers;
            known.clock = this;
            return call.apply(known);
        });
    }

    /** Whether what a node knows of a caller still holds. */
    boolean holds(Proof proof) {
        return TestDatabase.inTransaction(database.entities(), entities -> new Users(entities).holds(proof));
    }

    /** The directory, each call in a transaction. */
    <T> T directory(Function<Directory, T> call) {
        return TestDatabase.inTransaction(database.entities(), entities -> {
            Directory directory = new Directory();
            directory.users = new Users(entities);
            directory.sessions = new Sessions(entities);
            directory.groups = new Groups(entities);
            directory.roles = new Roles(entities);
            directory.tries = tries;
            directory.auditing = auditing(entities);
            directory.clock = this;
            return call.apply(directory);
        });
    }

    /** What a node does at its start. */
    void start() {
        TestDatabase.transaction(database.entities(), entities -> {
            FirstAdministrator first = new FirstAdministrator();
            first.users = new Users(entities);
            first.roles = new Roles(entities);
            first.trail = new AuditTrail(entities);
            first.clock = this;
            first.make();
        });
    }

    /** One run of what removes old tickets. */
    void retention(BooleanSupplier stopping) {
        try (EntityManager entities = database.entities().createEntityManager()) {
            Retention retention = new Retention();
            retention.applications = new Applications(entities);
            retention.removal = new OwnRemovals();
            retention.run(stopping);
        }
    }

    /** What the audit trail has, the newest first. */
    List<AuditEntry> audit(String who, AuditAction action) {
        return TestDatabase.inTransaction(database.entities(), entities -> {
            accesses.auditing = auditing(entities);
            accesses.write();
            return new AuditTrail(entities).page(new AuditQuery(null, null, who, action, null, null, 100));
        });
    }

    /** What a node does with its accesses at its end. */
    void stop() {
        TestDatabase.transaction(database.entities(), entities -> {
            accesses.auditing = auditing(entities);
            accesses.stop();
        });
    }

    private Auditing auditing(EntityManager entities) {
        Auditing auditing = new Auditing();
        auditing.trail = new AuditTrail(entities);
        auditing.origin = ORIGIN;
        auditing.clock = this;
        return auditing;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** As the container does it for REQUIRES_NEW. */
    private final class OwnRemovals extends TicketRemoval {

        private OwnRemovals() {
            clock = Services.this;
        }

        @Override
        public OldTickets.Removed removeOld(long flowId, OldTickets.Place after) {
            return in(() -> super.removeOld(flowId, after));
        }

        @Override
        public int removeOldSubmissions(long flowId) {
            return in(() -> super.removeOldSubmissions(flowId));
        }

        private <T> T in(Supplier<T> work) {
            return TestDatabase.inTransaction(database.entities(), entities -> {
                old = new OldTickets(entities);
                lookup = new Lookup(entities);
                return work.get();
            });
        }
    }

    /** As the container does it for REQUIRES_NEW. */
    private final class OwnTransactions extends SignIns {

        private OwnTransactions() {
            clock = Services.this;
        }

        @Override
        public boolean attempt(Account account, boolean right) {
            return in(() -> super.attempt(account, right));
        }

        @Override
        public void attemptOfNobody() {
            in(() -> {
                super.attemptOfNobody();
                return null;
            });
        }

        @Override
        public Optional<String> code(Account account, byte[] key) {
            return in(() -> super.code(account, key));
        }

        private <T> T in(Supplier<T> work) {
            if (users != null) {
                return work.get();
            }
            return TestDatabase.inTransaction(database.entities(), entities -> {
                users = new Users(entities);
                try {
                    return work.get();
                } finally {
                    users = null;
                }
            });
        }
    }
}
