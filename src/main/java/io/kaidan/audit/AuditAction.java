package io.kaidan.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the audit trail tells of. */
public enum AuditAction {
    SIGN_IN,
    PASSWORD_CHANGE,
    /** A call that nobody was let in with, or that was not for the caller. */
    ACCESS,
    APPLICATION_DEPLOY,
    APPLICATION_UNDEPLOY,
    FLOW_CHANGE,
    USER_ADD,
    USER_CHANGE,
    USER_REMOVE,
    GROUP_ADD,
    GROUP_CHANGE,
    GROUP_REMOVE,
    ROLE_ADD,
    ROLE_CHANGE,
    ROLE_REMOVE,
    SETTING_CHANGE,
    SCHEDULE_ADD,
    SCHEDULE_CHANGE,
    SCHEDULE_REMOVE,
    /** A draft of an application. What is saved of one is no line, what is deployed is {@link #APPLICATION_DEPLOY}. */
    DRAFT_ADD,
    DRAFT_REMOVE,
    INCIDENTS_RETRY,
    TICKETS_MIGRATE,
    TICKETS_DELETE;

    /** The name in JSON and in the database, such as {@code sign_in}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of a name as in JSON; empty where there is none. */
    public static Optional<AuditAction> named(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text().equals(text))
                .findFirst();
    }
}
