package io.kaidan.ticket;

import java.util.Locale;

/** Whether somebody has claimed a stop: the one who asks, or nobody yet. */
public enum Claim {
    MINE,
    FREE;

    /** As clients write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Adds the condition on a work item {@code w}. */
    void add(Sql sql, Viewer viewer) {
        if (this == MINE) {
            sql.add("w.assignee = ").value(viewer.username());
        } else {
            sql.add("w.assignee is null");
        }
    }
}
