package io.kaidan.identity;

import jakarta.persistence.EntityManager;

/** Lets changes of users, groups and roles happen one after the other, on all nodes. */
final class DirectoryLock {

    private DirectoryLock() {}

    /** Waits for its turn, and keeps it until the transaction ends. */
    static void take(EntityManager entities) {
        entities.createNativeQuery("select 1 from pg_advisory_xact_lock(hashtext('kaidan.identity'))")
                .getResultList();
    }
}
